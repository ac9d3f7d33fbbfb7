"""Hand out what is kept of a person, on record."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from simlab.classroom.reads.persons import data_of, data_of_seats
from simlab.runs.audit import record
from simlab.runs.models import Seat


@transaction.atomic
def person_data(user: Any) -> dict[str, Any]:
    """All that is kept of this account, for whom it is."""
    data = data_of(user)
    for seat in Seat.objects.filter(user=user).select_related("course"):
        _note(seat, seat)
    return data


@transaction.atomic
def seat_data(seat: Seat, actor: Seat | None) -> dict[str, Any]:
    """What a course keeps of the person of a seat."""
    data = data_of_seats(Seat.objects.filter(pk=seat.pk))
    _note(seat, actor)
    return data


def _note(seat: Seat, actor: Seat | None) -> None:
    record("personal_data_exported", actor=actor, course=seat.course, subject=str(seat.public_id))
