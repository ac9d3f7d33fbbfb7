"""What went wrong in a run and is not mended yet."""

from __future__ import annotations

from typing import Any

from simlab.runs.intents import ADVANCE
from simlab.runs.models import Intent, Run


def failures(run: Run) -> list[dict[str, Any]]:
    """Days first, since everything else waits for them."""
    failed = Intent.objects.filter(run=run, done_at=None).exclude(reason="").order_by("due_day", "id")
    shown = [_shown(run, intent) for intent in failed]
    return sorted(shown, key=lambda failure: failure["kind"] != ADVANCE)


def _shown(run: Run, intent: Intent) -> dict[str, Any]:
    return {
        "kind": intent.kind,
        "day": run.day if intent.kind == ADVANCE else intent.due_day,
        "failure_reason": intent.reason,
        "detail": intent.error,
        "attempts": intent.attempts,
        "given_up": intent.failed_at is not None,
    }
