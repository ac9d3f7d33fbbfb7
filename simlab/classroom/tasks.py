from __future__ import annotations

from celery import shared_task
from django.conf import settings

from simlab.classroom import chores, foreseeing
from simlab.runs.intents import fulfil


@shared_task(name="classroom.do_chores")
def do_chores() -> None:
    chores.do_chores()


@shared_task(name="classroom.foresee_shock")
def foresee_shock(intent_id: int, run_id: int, day: int) -> None:
    fulfil(intent_id, lambda: foreseeing.work_out(intent_id, apart=settings.EMBEDDED))
