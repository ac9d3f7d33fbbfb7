from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from simlab.classroom.live_address import live_origin

POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "img-src 'self' data: blob:",
        # Ant Design writes its styles into the page at run time.
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "connect-src 'self' {live}",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)

# Nothing here looks at, listens to or finds out where its readers are.
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class ContentSecurityPolicy:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY.format(live=live_origin(request)))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
