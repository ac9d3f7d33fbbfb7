"""Reaching the API with a token instead of a session: `Authorization: Bearer simlab_...`, without cookies and CSRF."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from simlab.classroom.access import CourseAccess, RunAccess
from simlab.classroom.models import AccessToken
from simlab.classroom.problems import NotForSeat, TokenRefused
from simlab.classroom.rules import PUBLIC, Rule
from simlab.classroom.tokens import DECIDE, READ, note_use, token_of
from simlab.runs.models import Purpose, Run, Seat

_WORD, _PARTS = b"bearer", 2
_READING = ("GET", "HEAD")


class TokenBearer(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[Any, AccessToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != _WORD:
            return None
        token = token_of(parts[1].decode("latin-1")) if len(parts) == _PARTS else None
        if token is None or token.seat.user is None:
            raise TokenRefused
        note_use(token)
        return token.seat.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def token_seat(request: Request) -> Seat | None:
    """The seat of the token that this request came with; None for a session."""
    return request.auth.seat if isinstance(request.auth, AccessToken) else None


def check_reach(request: Request, rule: Rule) -> None:
    """Raises NotForSeat for what no token reaches (persons, roles, tokens), or what is not in its scopes."""
    token = request.auth
    if not isinstance(token, AccessToken):
        return
    reads = request.method in _READING
    if not (rule.by_token or (rule is PUBLIC and reads)):
        raise NotForSeat("not_by_token")
    if (READ if reads else DECIDE) not in token.scopes:
        raise NotForSeat("scope_missing")


def check_place(request: Request, access: object) -> None:
    """Raises NotFound beyond the token's course, NotForSeat in a graded run that does not allow students' tokens."""
    seat = token_seat(request)
    if seat is None or not isinstance(access, CourseAccess | RunAccess):
        return
    if access.seat.pk != seat.pk:
        raise NotFound
    if isinstance(access, RunAccess) and not access.teaches and not allows_tokens(access.run):
        raise NotForSeat("tokens_off")


def allows_tokens(run: Run) -> bool:
    """Practice always does; a graded run if its instructor says so."""
    return run.tokens_allowed or run.purpose != Purpose.GRADED
