from __future__ import annotations

from celery import shared_task
from django.conf import settings
from django.db import OperationalError

from scoring import services
from simlab.runs.intents import fulfilling
from simlab.runs.models import Intent, Run


@shared_task(name="scoring.score_run", autoretry_for=(OperationalError,), retry_backoff=True, max_retries=3)
def score_run(intent_id: int, run_id: int, day: int) -> None:
    with fulfilling(intent_id):
        services.request_grading(Run.objects.select_related("scenario_version").get(pk=run_id))


@shared_task(name="scoring.grade_round", autoretry_for=(OperationalError,), retry_backoff=True, max_retries=3)
def grade_round(intent_id: int, run_id: int, day: int) -> None:
    with fulfilling(intent_id):
        asked = Intent.objects.get(pk=intent_id).payload
        services.grade_round(asked["score_run"], asked["number"], apart=settings.EMBEDDED)
