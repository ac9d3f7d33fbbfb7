"""The own access tokens of a course. No token reaches these addresses."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import row_number
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.models import AccessToken
from simlab.classroom.problems import Conflict
from simlab.classroom.rules import COURSE_SEATED
from simlab.classroom.schemas.tokens import AccessTokenSerializer, CreatedTokenSerializer, NewTokenSerializer
from simlab.classroom.tokens import NewToken, TooManyTokens, create_token, revoke_token
from simlab.classroom.views import OfCourse

_COLUMNS = ("id", "name", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at")


class TokensView(OfCourse):
    @endpoint("tokens_list", COURSE_SEATED, gives=AccessTokenSerializer(many=True))
    def get(self, request: Request, course: str) -> Response:
        """The own tokens in this course, newest first; what they are called by is not kept."""
        own = AccessToken.objects.filter(seat=self.access.seat).order_by("-id").values(*_COLUMNS)
        return Response([_shown(row) for row in own])

    @endpoint(
        "token_create",
        COURSE_SEATED,
        takes=NewTokenSerializer,
        gives=CreatedTokenSerializer,
        status=201,
        problems=[400, 403, 409],
    )
    def post(self, request: Request, course: str) -> Response:
        """Make a token for scripts: it does what this seat may do in runs that allow tokens. It is shown this once."""
        try:
            token, secret = create_token(self.access.seat, NewToken(**checked(NewTokenSerializer, request)))
        except TooManyTokens as many:
            raise Conflict("too_many_tokens") from many
        return Response(_shown({name: getattr(token, name) for name in _COLUMNS}) | {"token": secret}, status=201)


class TokenView(OfCourse):
    @endpoint("token_revoke", COURSE_SEATED, gives=None, status=204, problems=[403])
    def delete(self, request: Request, course: str, token: str) -> Response:
        """Revoke a token: from now on it opens nothing."""
        found = AccessToken.objects.filter(seat=self.access.seat, pk=row_number(token)).select_related("seat__course")
        own = found.first()
        if own is None:
            raise Http404
        revoke_token(own)
        return Response(status=204)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "id": str(row["id"])}
