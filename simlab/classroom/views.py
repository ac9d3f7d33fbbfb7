"""The view every endpoint starts from: signed in, in the reader's language, errors as problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.defaults import server_error
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from simlab.classroom.access import CourseAccess, RunAccess, StoreAccess
from simlab.classroom.bearer import TokenBearer, check_place, check_reach
from simlab.classroom.languages import language_of
from simlab.classroom.problems import CONTENT_TYPE, StalePage, TooLarge, as_problem, details
from simlab.classroom.rules import PERSON, PUBLIC, Rule
from simlab.classroom.throttling import TokenThrottle

MOST_BYTES = 256 * 1024


class SessionCookie(SessionAuthentication):
    """Answers 401, not 403, when nobody is signed in, so that the page can tell the two apart."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"

    def enforce_csrf(self, request: Any) -> None:
        try:
            super().enforce_csrf(request)
        except Exception as refused:
            raise StalePage from refused


class ApiView(APIView):
    """`access` is what the method's rule granted: nothing, or the thing addressed and the seat it is looked at from."""

    authentication_classes = [TokenBearer, SessionCookie]
    permission_classes = [IsAuthenticated]
    access: Any
    most_bytes = MOST_BYTES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(language_of(request)):
            response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # A parser reads whatever it is sent; Django's own limit is not asked for JSON.
        if int(request.META.get("CONTENT_LENGTH") or 0) > self.most_bytes:
            raise TooLarge
        super().initial(request, *args, **kwargs)
        method = (request.method or "").lower()
        if method in self.http_method_names and hasattr(self, method):
            check_reach(request, self.rule_of(method))
            self.access = self.rule_of(method).grant(request.user, **kwargs)
            check_place(request, self.access)

    def check_throttles(self, request: Request) -> None:
        super().check_throttles(request)
        brake = TokenThrottle()
        if not brake.allow_request(request, self):
            self.throttled(request, brake.wait() or 1)

    def get_permissions(self) -> list[Any]:
        method = (self.request.method or "").lower()
        return [] if hasattr(self, method) and self.rule_of(method) is PUBLIC else list(super().get_permissions())

    def rule_of(self, method: str) -> Rule:
        rule: Rule = getattr(self, method).rule  # a method without one is a mistake: it answers nobody
        return rule

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Tells nothing of what is addressed."""
        return Response(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    options.rule = PERSON  # type: ignore[attr-defined]

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response]:
        return as_problem


def failed(request: HttpRequest) -> HttpResponse:
    """What Django answers when a request fails outside a view: a problem under /api, its own page elsewhere."""
    if not request.path.startswith("/api/"):
        return server_error(request)
    with translation.override(translation.get_language_from_request(request)):
        return JsonResponse(details("error", 500), status=500, content_type=CONTENT_TYPE)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Every address under /api that is not in the contract."""
    with translation.override(translation.get_language_from_request(request)):
        return JsonResponse(details("not_found", 404), status=404, content_type=CONTENT_TYPE)


class OfCourse(ApiView):
    access: CourseAccess


class OfRun(ApiView):
    access: RunAccess


class OfStore(ApiView):
    access: StoreAccess
