"""How an endpoint says what it takes and gives; the OpenAPI schema is made from this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiResponse, extend_schema

from simlab.classroom.rules import Rule
from simlab.classroom.schemas.texts import ProblemSerializer

Decorator = Callable[[Any], Any]
REASONS = {
    400: "The input is not right.",
    401: "Nobody is signed in.",
    403: "The seat does not allow this.",
    404: "Nothing there for this person.",
    409: "Not possible in this state.",
    429: "Too many tries.",
}


class SessionCookieScheme(OpenApiAuthenticationExtension):
    target_class = "simlab.classroom.views.SessionCookie"
    name = "sessionCookie"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "simlab.classroom.bearer.TokenBearer"
    name = "accessToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A personal access token, simlab_...; it reaches runs and stores, not persons, roles and tokens.",
        }


def endpoint(name: str, rule: Rule, *, gives: Any, status: int = 200, takes: Any = None, **more: Any) -> Decorator:
    """The contract of one method: who may call it, what it takes and gives; `problems` are its error statuses beside 401 and 404.

    `shapes` are problems with members of their own, by status. What is given as something other than JSON is named by its media type.
    """
    by_token = {403, 429} if rule.by_token else set()
    problems = sorted({401, 404, *by_token, *more.pop("problems", ())} - set(more.pop("without", ())))
    shapes = more.pop("shapes", {})
    answers = {
        code: OpenApiResponse(shapes.get(code, ProblemSerializer), description=REASONS[code]) for code in problems
    }
    given = {(status, media): kind for media, kind in gives.items()} if isinstance(gives, dict) else {status: gives}
    described = extend_schema(
        operation_id=name,
        request=takes,
        responses={**given, **{(code, "application/problem+json"): answer for code, answer in answers.items()}},
        **more,
    )

    def declared(method: Any) -> Any:
        method.rule = rule
        return described(method)

    return declared
