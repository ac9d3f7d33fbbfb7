"""Slips: a class code, a number and a pass phrase on paper, with which a person signs in for the first time.

Pass phrases are drawn at random, about 54 bits, so a hash of small cost guards them as well as a large one guards a
password that somebody thought up: sixty take an eighth of a second. The first sign-in makes a hash at full cost of it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import User
from django.db import transaction

from simlab.runs.audit import record
from simlab.runs.models import CODE_LETTERS, Course, Seat
from simlab.runs.people.numbers import plain

_GROUPS, _LETTERS = 3, 4


class SlipArgon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 4 * 1024
    parallelism = 1


@dataclass(frozen=True)
class Slip:
    """Shown once: only the hash of the pass phrase is kept."""

    seat: Seat
    pass_phrase: str


@transaction.atomic
def make_slips(course: Course, actor: Seat | None, seats: Sequence[Seat]) -> list[Slip]:
    """New pass phrases for these seats; what they had before opens nothing any more."""
    hasher = SlipArgon2()
    slips = [Slip(seat, new_pass_phrase()) for seat in seats if seat.user is not None]
    users = []
    for slip in slips:
        assert slip.seat.user is not None
        slip.seat.user.password = hasher.encode(slip.pass_phrase, hasher.salt())
        users.append(slip.seat.user)
    User.objects.bulk_update(users, ["password"])
    detail = {"seats": [str(slip.seat.public_id) for slip in slips]}
    record("slips_made", actor=actor, course=course, subject=str(course.pk), detail=detail)
    return slips


def as_on_slip(text: str) -> str:
    """What was typed, written as slips write it; empty if it is nothing that a slip could say."""
    letters = re.sub(r"[\s-]", "", plain(text)).lower()
    if len(letters) != _GROUPS * _LETTERS or not set(letters.upper()) <= set(CODE_LETTERS):
        return ""
    return "-".join(letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS))


def new_pass_phrase() -> str:
    """Groups of small letters and digits that nobody reads as others."""
    letters = CODE_LETTERS.lower()
    return "-".join("".join(secrets.choice(letters) for _ in range(_LETTERS)) for _ in range(_GROUPS))
