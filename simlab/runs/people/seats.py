"""Seats of a course: people come, change role, section or team, leave, and come back to the same seat.

Each seat has an account of its own, named by the seat's random id. An account shared between courses would let an
instructor who types somebody's number into a list hand out that person's way into another course.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from simlab.runs.audit import record
from simlab.runs.kinds import KINDS
from simlab.runs.models import Course, Seat, SeatRole, Section, Team
from simlab.runs.people.refusals import PeopleRefused

MOST_ANONYMOUS = 200
ALIASES = (
    ("Heron", "苍鹭"),
    ("Magpie", "喜鹊"),
    ("Swallow", "燕子"),
    ("Crane", "白鹤"),
    ("Kingfisher", "翠鸟"),
    ("Lark", "百灵"),
    ("Oriole", "黄鹂"),
    ("Egret", "白鹭"),
    ("Falcon", "猎隼"),
    ("Robin", "知更鸟"),
    ("Plover", "金鸻"),
    ("Finch", "燕雀"),
)


@dataclass(frozen=True)
class NewSeat:
    """A person as a class list names them."""

    number: str
    name: str
    role: str = SeatRole.STUDENT
    section: Section | None = None
    team: Team | None = None
    team_role: str = ""
    extra_time_percent: int = 0
    anonymous: bool = False


def team_roles() -> list[str]:
    """The roles that decision kinds name."""
    return sorted({kind.role for kind in KINDS.values()})


@transaction.atomic
def add_seat(course: Course, actor: Seat | None, new: NewSeat) -> Seat:
    """Whoever left under this number is not added again: `change_seat` brings them back to their seat."""
    if Seat.objects.filter(course=course, student_number=new.number).exists():
        raise PeopleRefused("number_taken", "/student_number")
    _check_team(new.role, new.team)
    [seat] = create_seats(course, [new])
    record("seat_added", actor=actor, course=course, subject=str(seat.public_id), detail={"role": seat.role})
    return seat


@transaction.atomic
def add_anonymous_seats(
    course: Course, actor: Seat, count: int, section: Section | None = None, teams: Sequence[Team] = ()
) -> list[Seat]:
    """Seats for whoever holds their slips, dealt to the teams in turn."""
    first = Seat.objects.filter(course=course, anonymous=True).count()
    taken = set(Seat.objects.filter(course=course).values_list("student_number", flat=True))
    free = (number for number in range(first, first + count + len(taken)) if f"A{number + 1:02}" not in taken)
    made = [
        NewSeat(
            number=f"A{number + 1:02}",
            name=_alias(number),
            section=section,
            team=teams[place % len(teams)] if teams else None,
            anonymous=True,
        )
        for place, number in zip(range(count), free, strict=False)
    ]
    seats = create_seats(course, made)
    detail = {"seats": [str(seat.public_id) for seat in seats]}
    record("anonymous_seats_added", actor=actor, course=course, subject=str(course.pk), detail=detail)
    return seats


def create_seats(course: Course, people: Sequence[NewSeat]) -> list[Seat]:
    """Accounts and seats, a query each. Nobody can sign in before a slip is made."""
    keys = [uuid.uuid4() for _ in people]
    users = User.objects.bulk_create(
        User(username=key.hex, first_name=person.name, password=make_password(None))
        for key, person in zip(keys, people, strict=True)
    )
    return Seat.objects.bulk_create(
        Seat(
            public_id=key,
            user=user,
            course=course,
            role=person.role,
            section=person.section,
            team=person.team,
            student_number=person.number,
            team_role=person.team_role,
            extra_time_percent=person.extra_time_percent,
            anonymous=person.anonymous,
        )
        for key, user, person in zip(keys, users, people, strict=True)
    )


@transaction.atomic
def change_seat(seat: Seat, actor: Seat, changes: Mapping[str, Any]) -> None:
    """`changes` are columns of the seat, `name`, and `left`: true to leave, false to come back to the same seat."""
    fields = dict(changes)
    role_before = seat.role
    if "left" in fields:
        fields["left_at"] = timezone.now() if fields.pop("left") else None
    _check_instructors(seat, fields)
    _check_team(fields.get("role", seat.role), fields.get("team", seat.team))
    _check_number(seat, fields)
    if "name" in fields:
        _rename(seat, fields.pop("name"))
    for name, value in fields.items():
        setattr(seat, name, value)
    seat.save(update_fields=list(fields))
    detail: dict[str, Any] = {"fields": sorted(changes)}
    action = "seat_changed"
    if seat.role != role_before:
        action, detail["role"] = "role_changed", [role_before, seat.role]
    record(action, actor=actor, course=seat.course, subject=str(seat.public_id), detail=detail)


def other_instructors(seat: Seat) -> bool:
    """Is somebody left to teach without this seat?"""
    others = Seat.objects.filter(course=seat.course_id, role=SeatRole.INSTRUCTOR, left_at=None)
    return others.exclude(pk=seat.pk).exclude(user=None).exists()


def _alias(number: int) -> str:
    en, zh = ALIASES[number % len(ALIASES)]
    return f"{zh} {en} {number + 1}"


def _check_instructors(seat: Seat, fields: Mapping[str, Any]) -> None:
    stays = fields.get("role", seat.role) == SeatRole.INSTRUCTOR and fields.get("left_at", seat.left_at) is None
    if seat.role == SeatRole.INSTRUCTOR and not stays and not other_instructors(seat):
        raise PeopleRefused("last_instructor", "/left" if "left_at" in fields else "/role")


def _check_team(role: str, team: Team | None) -> None:
    if team is not None and role != SeatRole.STUDENT:
        raise PeopleRefused("team_of_staff", "/team")


def _check_number(seat: Seat, fields: Mapping[str, Any]) -> None:
    number = fields.get("student_number", "")
    if number and Seat.objects.filter(course=seat.course_id, student_number=number).exclude(pk=seat.pk).exists():
        raise PeopleRefused("number_taken", "/student_number")


def _rename(seat: Seat, name: str) -> None:
    """Erased persons have no account any more, and no name."""
    if seat.user is None:
        raise PeopleRefused("person_erased", "/name")
    User.objects.filter(pk=seat.user.pk).update(first_name=name, last_name="")
