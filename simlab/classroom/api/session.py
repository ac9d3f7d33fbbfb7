"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import logout
from django.middleware.csrf import get_token
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from simlab.classroom.bearer import token_seat
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.session import session_of
from simlab.classroom.rules import PERSON, PUBLIC
from simlab.classroom.schemas.session import CredentialsSerializer, OwnChangeSerializer, SessionSerializer
from simlab.classroom.signin import change_language, change_password, sign_in
from simlab.classroom.throttling import AddressThrottle, NameThrottle, OwnThrottle
from simlab.classroom.views import ApiView, SessionCookie


class SessionView(ApiView):
    def get_throttles(self) -> list[BaseThrottle]:
        if self.request.method == "PATCH":
            return [OwnThrottle()]
        return [NameThrottle(), AddressThrottle()] if self.request.method == "POST" else []

    @endpoint("session_read", PUBLIC, gives=SessionSerializer, without=[401, 404])
    def get(self, request: Request) -> Response:
        """Who is signed in. Sets the CSRF cookie that every change must send back as X-CSRFToken."""
        get_token(request)
        return Response(session_of(request.user, token_seat(request)))

    @endpoint(
        "session_open",
        PUBLIC,
        takes=CredentialsSerializer,
        gives=SessionSerializer,
        problems=[400, 403, 429],
        without=[401, 404],
    )
    def post(self, request: Request) -> Response:
        """Sign in."""
        SessionCookie().enforce_csrf(request)
        asked = CredentialsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(session_of(sign_in(request, asked.validated_data)))

    @endpoint("session_change", PERSON, takes=OwnChangeSerializer, gives=SessionSerializer, problems=[400, 403, 429])
    def patch(self, request: Request) -> Response:
        """Choose the own language, or an own password instead of the slip's pass phrase."""
        asked = OwnChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        if "new_password" in wanted:
            change_password(request, request.user, password=wanted["password"], new_password=wanted["new_password"])
        if "language" in wanted:
            change_language(request, request.user, wanted["language"])
        return Response(session_of(request.user))

    @endpoint("session_close", PUBLIC, gives=None, status=204, problems=[403], without=[401, 404])
    def delete(self, request: Request) -> Response:
        """Sign out."""
        SessionCookie().enforce_csrf(request)
        logout(request)
        return Response(status=204)
