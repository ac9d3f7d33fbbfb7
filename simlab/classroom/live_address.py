"""Where the browser finds the live server."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest


def live_origin(request: HttpRequest) -> str:
    """LIVE_ORIGIN, in which `{host}` is the host of this request: a class reaches one machine under several names."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return ""
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return str(settings.LIVE_ORIGIN).format(host=name)
