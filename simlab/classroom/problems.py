"""Errors as problem details (RFC 9457): one shape, whatever went wrong, in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from simlab.classroom.wording import WORDS, localised, wording
from simlab.runs.kinds import FieldError
from simlab.runs.people.refusals import PeopleRefused
from simlab.runs.people.roster.mistakes import Mistake

MOST_MISTAKES = 200  # that are told of a list
CONTENT_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


class Refused(exceptions.APIException):
    """Bad input found outside a serializer: one field, one code of the wording."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, code: str, pointer: str = "", detail: str = "") -> None:
        super().__init__(detail or wording(code), code)
        self.errors: list[dict[str, Any]] = [{"pointer": pointer, "code": code, "detail": detail or wording(code)}]


class Rejected(Refused):
    """A decision that its kind does not accept; pointers of fields lie `under` the payload of the request."""

    def __init__(self, rejected: Sequence[FieldError], under: str = "/payload") -> None:
        exceptions.APIException.__init__(self, "rejected", "invalid")
        self.errors = [
            {"pointer": _in_request(error.pointer, under), "code": error.code, "detail": localised(error.message)}
            for error in rejected
        ]


class RosterRefused(Refused):
    """A class list with mistakes; pointers name the row and the column as a spreadsheet does: /file/3/B."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        exceptions.APIException.__init__(self, "refused", "invalid")
        self.errors = [
            {"pointer": mistake.pointer, "code": mistake.code, "detail": localised(mistake.sentence)}
            for mistake in mistakes[:MOST_MISTAKES]
        ]


class Mistakes(Refused):
    """Mistakes in a file that was sent, each with its field and line there."""

    def __init__(self, errors: Iterable[Mapping[str, Any]]) -> None:
        exceptions.APIException.__init__(self, "mistakes", "invalid")
        self.errors = [dict(error) for error in errors]


class Conflict(exceptions.APIException):
    """The request is right but comes at the wrong time; the code says what is in its way."""

    status_code = status.HTTP_409_CONFLICT

    def __init__(self, code: str = "conflict") -> None:
        super().__init__(wording(code), code)
        self.default_code = code


class Collision(Conflict):
    """A team mate has decided the same meanwhile: the problem carries both values."""

    def __init__(self, yours: dict[str, Any], theirs: dict[str, Any]) -> None:
        super().__init__("changed_meanwhile")
        self.members = {"yours": yours, "theirs": theirs}


class TokenRefused(exceptions.AuthenticationFailed):
    """No valid token: unknown, expired, revoked, or of somebody who left."""

    default_code = "token_refused"


class NotForSeat(exceptions.PermissionDenied):
    """The seat is let in, but may not do this; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(wording(code), code)
        self.default_code = code


class TooLarge(exceptions.APIException):
    """A body far beyond anything the contract asks for."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class StalePage(exceptions.PermissionDenied):
    """The cross-site request check failed."""

    default_code = "csrf_failed"


def as_problem(exc: Exception, context: dict[str, Any]) -> Response:
    """The exception handler of every API view."""
    set_rollback()
    known = _known(exc)
    if known is None:
        _log.exception("unexpected error", exc_info=exc)
        got_request_exception.send(sender=as_problem, request=context["request"])
        return problem("error", 500)
    answer = problem(_code(known), known.status_code, _errors(known))
    answer.data.update(getattr(known, "members", {}))
    if wait := getattr(known, "wait", None):
        answer["Retry-After"] = str(int(wait) + 1)
    if authenticate := getattr(known, "auth_header", None):
        answer["WWW-Authenticate"] = authenticate
    return answer


def problem(code: str, status_code: int, errors: list[dict[str, Any]] | None = None) -> Response:
    return Response(details(code, status_code, errors), status=status_code, content_type=CONTENT_TYPE)


def details(code: str, status_code: int, errors: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The members of a problem."""
    return {
        "type": f"urn:simlab:problem:{code}",
        "title": wording(code),
        "status": status_code,
        "errors": errors or [],
    }


def _known(exc: Exception) -> exceptions.APIException | None:
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exc, PeopleRefused):
        return Refused(exc.code, exc.pointer)
    return exc if isinstance(exc, exceptions.APIException) else None


def _code(exc: exceptions.APIException) -> str:
    if exc.status_code == status.HTTP_400_BAD_REQUEST and not isinstance(exc, exceptions.ParseError):
        return "invalid"
    return exc.default_code if exc.default_code in WORDS else "error"


def _errors(exc: exceptions.APIException) -> list[dict[str, Any]]:
    if isinstance(exc, Refused):
        return exc.errors
    if isinstance(exc, exceptions.ValidationError):
        return list(_field_errors(exc.detail, ""))
    return []


def _field_errors(detail: Any, pointer: str) -> Iterator[dict[str, str]]:
    if isinstance(detail, dict):
        for field, inner in detail.items():
            whole = field == "non_field_errors"
            yield from _field_errors(inner, pointer if whole else f"{pointer}/{_escaped(str(field))}")
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            yield from _field_errors(inner, f"{pointer}/{place}" if isinstance(inner, dict) and inner else pointer)
    else:
        yield {"pointer": pointer, "code": detail.code or "invalid", "detail": str(detail)}


def _in_request(pointer: str, under: str) -> str:
    return pointer if pointer in ("", "/kind") else f"{under}{pointer}"


def _escaped(field: str) -> str:
    return field.replace("~", "~0").replace("/", "~1")
