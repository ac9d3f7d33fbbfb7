"""Who signs in: by user name and password, or by class code, student number and what the slip says."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth import authenticate, login, update_session_auth_hash
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from rest_framework.request import Request

from simlab.classroom.languages import LANGUAGE_KEY
from simlab.classroom.models import Profile
from simlab.classroom.presence import mark_seen
from simlab.classroom.problems import Refused
from simlab.runs.audit import record
from simlab.runs.models import Course, Seat
from simlab.runs.people.numbers import plain_class_code, plain_number
from simlab.runs.people.slips import as_on_slip

MOST_FAILURES_A_MINUTE = 30
_NOBODY = ""  # the back end hashes the password of an unknown name too, so that both take their time


def sign_in(request: Request, asked: dict[str, str]) -> User:
    """The person, signed in. Raises Refused without saying what was wrong."""
    code, number = asked.get("class_code", ""), asked.get("student_number", "")
    name = _name_at(code, number) if number else asked.get("username", _NOBODY)
    user = _authenticated(request, name, asked["password"])
    if user is None:
        note_failure(code)
        raise Refused("wrong_code_or_number" if number else "wrong_credentials")
    login(request._request, user)
    _remember_language(request, user)
    _note(user)
    return user


def note_failure(class_code: str) -> None:
    """That somebody was not let in, without a name; of a flood only so many a minute, for each is a link of the chain."""
    key = f"sign-in-failures/{int(time.time() // 60)}"
    noted = cache.get(key, 0)
    if noted >= MOST_FAILURES_A_MINUTE:
        return
    cache.set(key, noted + 1, timeout=120)
    course = Course.objects.filter(class_code=plain_class_code(class_code)).first() if class_code else None
    record("sign_in_failed", actor=None, course=course)


def change_password(request: Request, user: Any, *, password: str, new_password: str) -> None:
    """An own password instead of the slip's; other browsers of this person are signed out."""
    if Seat.objects.filter(user=user, anonymous=True).exists():
        raise Refused("seat_of_slip", "/new_password")
    if _authenticated(request, user.get_username(), password) is None:
        raise Refused("wrong_password", "/password")
    try:
        validate_password(new_password, user)
    except ValidationError as found:
        raise Refused(found.error_list[0].code or "invalid", "/new_password", found.messages[0]) from None
    user.set_password(new_password)
    user.save(update_fields=["password"])
    update_session_auth_hash(request._request, user)
    for seat in Seat.objects.filter(user=user, left_at=None).select_related("course"):
        record("password_changed", actor=seat, course=seat.course, subject=str(seat.public_id))


def change_language(request: Request, user: Any, language: str) -> None:
    """The language of this person's pages and messages, on every device from the next sign-in on."""
    Profile.objects.update_or_create(user=user, defaults={"language": language})
    request.session[LANGUAGE_KEY] = language


def _name_at(class_code: str, number: str) -> str:
    seats = Seat.objects.filter(
        course__class_code=plain_class_code(class_code), student_number=plain_number(number), left_at=None
    )
    return seats.exclude(user=None).values_list("user__username", flat=True).first() or _NOBODY


def _authenticated(request: Request, name: str, password: str) -> Any:
    """A phone writes the slip's pass phrase with a capital letter, and people leave out the hyphens."""
    user = authenticate(request._request, username=name, password=password)
    written = as_on_slip(password)
    if user is None and written not in ("", password):
        user = authenticate(request._request, username=name, password=written)
    return user


def _remember_language(request: Request, user: User) -> None:
    language = Profile.objects.filter(user=user).values_list("language", flat=True).first()
    if language:
        request.session[LANGUAGE_KEY] = language


@transaction.atomic
def _note(user: User) -> None:
    """A seat is in one course, and so is what is recorded of it."""
    for seat in Seat.objects.filter(user=user, left_at=None).select_related("course"):
        record("signed_in", actor=seat, course=seat.course, subject=str(seat.public_id))
        mark_seen(seat)
