"""Erase persons: what remains of each is a seat that nobody can be told by.

Decisions, marks and the audit chain know a seat by its random id, and of a person's own words they keep a salted hash
without its salt; so every chain and every proof holds when what is named here is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Coalesce, Now

from simlab.classroom.models import AccessToken
from simlab.runs.audit import record
from simlab.runs.models import Course, Decision, FreeText, Seat, SeatRole
from simlab.runs.people.refusals import PeopleRefused
from simlab.runs.people.seats import other_instructors


def erase_person(seat: Seat, actor: Seat | None) -> None:
    """The person of a seat. A course that still runs keeps somebody who teaches it."""
    if seat.role == SeatRole.INSTRUCTOR and not seat.course.ended_at and not other_instructors(seat):
        raise PeopleRefused("last_instructor")
    erase_persons(seat.course, [seat], actor)


@transaction.atomic
def erase_persons(course: Course, seats: Sequence[Seat], actor: Seat | None = None) -> None:
    """What these seats hold of persons, and the accounts that only they hold. Reports they opened stay counted for the seat."""
    keys = [seat.pk for seat in seats]
    FreeText.objects.filter(seat__in=keys).delete()
    AccessToken.objects.filter(seat__in=keys).delete()
    Decision.objects.filter(seat__in=keys).exclude(idempotency_key="").update(
        idempotency_key=""
    )  # anything may be in it
    users = {seat.user_id for seat in seats if seat.user_id}
    Seat.objects.filter(pk__in=keys).update(
        user=None,
        student_number="",
        section=None,
        extra_time_percent=0,
        seen_at=None,
        left_at=Coalesce("left_at", Now()),
    )
    _delete_accounts(users)
    record(
        "persons_erased",
        actor=actor,
        course=course,
        subject=str(course.pk),
        detail={"seats": [str(seat.public_id) for seat in seats]},
    )


def end_sessions(users: Collection[int]) -> None:
    """Sign these accounts out of every browser."""
    ids = {str(user) for user in users}
    rows = Session.objects.iterator(chunk_size=500)
    ended = [row.session_key for row in rows if row.get_decoded().get("_auth_user_id") in ids]
    Session.objects.filter(session_key__in=ended).delete()


def _delete_accounts(users: Collection[int]) -> None:
    """An account with a seat elsewhere, or of an administrator, is still needed."""
    needed = Seat.objects.filter(user__in=users).values_list("user_id", flat=True)
    gone = User.objects.filter(pk__in=users, is_superuser=False).exclude(pk__in=list(needed))
    end_sessions(gone.values_list("pk", flat=True))
    gone.delete()
