from __future__ import annotations

from typing import Any

from django.http import Http404


def run_scorecards(access: Any) -> list[Any]:
    return []


def store_scorecard(access: Any) -> Any:
    raise Http404
