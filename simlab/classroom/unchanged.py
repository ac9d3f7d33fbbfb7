"""Between turns a store's data changes only by its own decisions, so (run, day, last decision) names its version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import StoreAccess
from simlab.runs.models import Decision

_FORMAT = "1"  # of what is shown; a change makes every browser ask again


def version_of(access: StoreAccess) -> str:
    last = Decision.objects.filter(store=access.store).order_by("-id").values_list("id", flat=True).first()
    return f'W/"{_FORMAT}-{access.run.pk}-{access.run.day}-{access.store.pk}-{last or 0}"'


def unless_known(request: Request, access: StoreAccess, shown: Callable[[StoreAccess], Any]) -> Response:
    """304 if the browser has this version already, without reading the tables."""
    version = version_of(access)
    known = version in parse_etags(request.headers.get("If-None-Match", ""))
    response = Response(status=304) if known else Response(shown(access))
    response["ETag"] = version
    patch_cache_control(response, private=True, no_cache=True)
    return response
