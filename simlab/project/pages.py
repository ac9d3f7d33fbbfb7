"""The single-page app: one document for every address that is not the API's."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

NOT_BUILT = "<!doctype html><title>SimLab</title><p>The front end is not built yet. 前端尚未构建。 <code>make frontend</code></p>"


@never_cache
@ensure_csrf_cookie
def spa(request: HttpRequest) -> HttpResponse:
    page = settings.SPA_DIR / "index.html"
    if not page.is_file():
        return HttpResponse(NOT_BUILT, status=503)
    return HttpResponse(page.read_bytes(), content_type="text/html; charset=utf-8")
