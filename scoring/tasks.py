from __future__ import annotations

from celery import shared_task
from django.conf import settings

from scoring import services
from simlab.runs.intents import fulfil


@shared_task(name="scoring.score_run")
def score_run(intent_id: int, run_id: int, day: int) -> None:
    fulfil(intent_id, lambda: services.request_grading(run_id))


@shared_task(name="scoring.grade_round")
def grade_round(intent_id: int, run_id: int, day: int) -> None:
    fulfil(intent_id, lambda: services.grade_asked_round(intent_id, apart=settings.EMBEDDED))


@shared_task(name="scoring.tune_version")
def tune_version(intent_id: int, run_id: int, day: int) -> None:
    fulfil(intent_id, lambda: services.tune_for(run_id, apart=settings.EMBEDDED))
