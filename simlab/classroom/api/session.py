"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.middleware.csrf import get_token
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from simlab.classroom.contract import endpoint
from simlab.classroom.problems import Refused
from simlab.classroom.reads.session import session_of
from simlab.classroom.rules import PUBLIC
from simlab.classroom.schemas.session import CredentialsSerializer, SessionSerializer
from simlab.classroom.throttling import AddressThrottle, NameThrottle
from simlab.classroom.views import ApiView, SessionCookie


class SessionView(ApiView):
    def get_throttles(self) -> list[BaseThrottle]:
        return [NameThrottle(), AddressThrottle()] if self.request.method == "POST" else []

    @endpoint("session_read", PUBLIC, gives=SessionSerializer, without=[401, 404])
    def get(self, request: Request) -> Response:
        """Who is signed in. Sets the CSRF cookie that every change must send back as X-CSRFToken."""
        get_token(request)
        return Response(session_of(request.user))

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
        user = authenticate(request, **asked.validated_data)
        if user is None:
            raise Refused("wrong_credentials")
        login(request, user)
        return Response(session_of(user))

    @endpoint("session_close", PUBLIC, gives=None, status=204, problems=[403], without=[401, 404])
    def delete(self, request: Request) -> Response:
        """Sign out."""
        SessionCookie().enforce_csrf(request)
        logout(request)
        return Response(status=204)
