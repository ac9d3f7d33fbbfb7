"""What was asked about shocks before they are thrown in."""

from __future__ import annotations

from typing import Any

from simlab.classroom.models import ShockPreview
from simlab.classroom.reads.session import shown_name
from simlab.engine.foresight import DAYS
from simlab.runs.models import Run, Store

Shown = dict[str, Any]


def previews(run: Run) -> list[Shown]:
    """Those of the day that opens next: earlier ones began from another state."""
    names = {store.pk: shown_name(store) for store in Store.objects.filter(world__run=run)}
    return [
        {
            "code": asked.code,
            "day": asked.day,
            "days": DAYS,
            "ready": asked.answered_at is not None,
            "stores": [
                row | {"store": str(row["store"]), "name": names[row["store"]]}
                for row in asked.effects
                if row["store"] in names
            ],
        }
        for asked in ShockPreview.objects.filter(run=run, day=run.day).order_by("pk")
    ]
