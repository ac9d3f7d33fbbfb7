"""In which language a person is answered: the one they chose, else what the browser prefers."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import translation

LANGUAGE_KEY = "language"  # in the session, so that no request asks the profile
_TRANSLATIONS = {"en": "en", "zh": "zh-hans"}


def language_of(request: HttpRequest) -> str:
    chosen = request.session.get(LANGUAGE_KEY, "") if hasattr(request, "session") else ""
    return _TRANSLATIONS.get(chosen) or translation.get_language_from_request(request)
