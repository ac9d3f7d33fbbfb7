from __future__ import annotations

from celery import shared_task

from simlab.engine import advance, branching
from simlab.runs import intents


@shared_task(name="engine.advance_run")
def advance_run(run_id: int, day: int) -> None:
    intents.play_day(run_id, day, lambda: advance.advance_run(run_id, day))


@shared_task(name="engine.copy_days")
def copy_days(intent_id: int, run_id: int, day: int) -> None:
    intents.fulfil(intent_id, lambda: branching.copy_days(run_id))
