"""Between turns a store's data changes only by its own decisions, so (run, day, decision version) names what is shown.

A version that the browser has is not sent again; one that a team mate has just read is not made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from simlab.classroom.access import StoreAccess

_FORMAT = "2"  # of what is shown; a change makes every browser ask again


def version_of(access: StoreAccess, *, names: bool = False) -> str:
    """`names`: buyers are shown, whose names are written after the day."""
    at = access.standing
    parts = [_FORMAT, at.run, at.day, at.store, at.last or 0, at.settled, at.ended, *([at.named] if names else [])]
    return f'W/"{"-".join(str(part) for part in parts)}"'


def unless_known(
    request: Request, access: StoreAccess, shown: Callable[[StoreAccess], Any], *, names: bool = False
) -> HttpResponse:
    """304 if the browser has this version already, without reading the tables."""
    version = version_of(access, names=names)
    if version in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(_body(request, access, version, shown), content_type="application/json")
    response["ETag"] = version
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Accept-Language", "Cookie", "Authorization"))
    return response


def _body(request: Request, access: StoreAccess, version: str, shown: Callable[[StoreAccess], Any]) -> bytes:
    """The answer's bytes; those who teach and the store's team may be told different things."""
    side = "staff" if access.teaches else "team"
    named = "\n".join((version, side, get_language() or "", request.get_full_path()))
    key, cache = hashlib.sha256(named.encode()).hexdigest(), caches["answers"]
    body: bytes | None = cache.get(key)
    if body is None:
        body = JSONRenderer().render(shown(access))
        cache.set(key, body)
    return body
