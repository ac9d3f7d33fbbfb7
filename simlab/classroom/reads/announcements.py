"""What the instructor has said in a run."""

from __future__ import annotations

from typing import Any

from simlab.classroom.briefing import briefing
from simlab.classroom.models import Announcement
from simlab.runs.models import Run

MOST = 100


def announcements(run: Run) -> list[dict[str, Any]]:
    """The latest first."""
    said = Announcement.objects.filter(run=run).order_by("-pk")[:MOST]
    return [announcement(run, one) for one in said]


def announcement(run: Run, said: Announcement) -> dict[str, Any]:
    return {
        "id": str(said.pk),
        "day": said.day,
        "date": briefing(run).date_of(said.day),
        "text": said.text,
        "created_at": said.created_at,
    }
