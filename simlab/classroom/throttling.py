"""Brakes on guessing passwords. A classroom shares one address, so the narrow brake is per name and address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from simlab.classroom.models import AccessToken
from simlab.runs.people.numbers import plain_class_code, plain_number


class NameThrottle(SimpleRateThrottle):
    scope = "sign_in_name"
    rate = "10/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        name = _name(request.data) if isinstance(request.data, dict) else ""
        return self.cache_format % {"scope": self.scope, "ident": f"{address_of(request)}/{hash_of(name)}"}


class OwnThrottle(SimpleRateThrottle):
    """The present password is asked for at a change, and could be guessed there."""

    scope = "own_change"
    rate = "30/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk or address_of(request)}


class AddressThrottle(SimpleRateThrottle):
    scope = "sign_in_address"
    rate = "240/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": address_of(request)}


class TokenThrottle(SimpleRateThrottle):
    """An algorithm that runs away disturbs nobody else."""

    scope = "token"
    rate = "600/min"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if not isinstance(request.auth, AccessToken):
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.auth.pk}


def _name(asked: dict[str, Any]) -> str:
    """Who is asked for, written in one way, so that spaces and capitals buy no further tries."""
    number = plain_number(str(asked.get("student_number", "")))
    name = (
        f"{plain_class_code(str(asked.get('class_code', '')))}/{number}" if number else str(asked.get("username", ""))
    )
    return name.casefold()[:150]


def address_of(request: Request) -> str:
    """The peer's address; behind the proxy what the proxy added, for what a client writes into the header is its own."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return (forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:60]


def hash_of(name: str) -> str:
    """Cache keys take no spaces and no control characters."""
    return name.encode().hex()
