"""The audit chain holds as long as nobody changes it, and shows where somebody did."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from simlab.runs import audit
from simlab.runs.models import AuditEntry, Course, Institution, Seat, SeatRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> Seat:
    course = Course.objects.create(institution=Institution.objects.create(name="A college"), name="Trade", term="1")
    user = User.objects.create_user("lin", first_name="Lin")
    return Seat.objects.create(user=user, course=course, role=SeatRole.INSTRUCTOR)


def entries(teacher: Seat, count: int) -> None:
    for number in range(count):
        audit.record(
            "role_changed", actor=teacher, course=teacher.course, subject=f"seat:{number}", detail={"n": number}
        )


def test_a_chain_that_nobody_touched_holds(teacher: Seat) -> None:
    entries(teacher, 5)
    assert AuditEntry.objects.count() == 5
    assert list(audit.broken_links()) == []


@pytest.mark.parametrize(
    "change", [{"detail": {"n": 9}}, {"subject": "seat:9"}, {"actor": "someone"}, {"action": "nothing"}]
)
def test_a_changed_entry_is_found(teacher: Seat, change: dict[str, object]) -> None:
    entries(teacher, 5)
    AuditEntry.objects.filter(number=3).update(**change)
    assert list(audit.broken_links()) == [3]


def test_a_missing_entry_is_found(teacher: Seat) -> None:
    entries(teacher, 5)
    AuditEntry.objects.filter(number=3).delete()
    assert list(audit.broken_links()) == [4]


def test_the_chain_holds_when_the_person_and_the_course_are_gone(teacher: Seat) -> None:
    entries(teacher, 3)
    course, user = teacher.course, teacher.user
    assert user
    user.delete()
    course.delete()
    assert AuditEntry.objects.filter(course=None).count() == 3
    assert list(audit.broken_links()) == []
