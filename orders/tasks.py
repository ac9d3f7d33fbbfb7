from __future__ import annotations

from celery import shared_task
from django.db import OperationalError

from orders import services
from simlab.runs.intents import fulfilling


@shared_task(name="orders.name_buyers", autoretry_for=(OperationalError,), retry_backoff=True, max_retries=3)
def name_buyers(intent_id: int, run_id: int, day: int) -> None:
    with fulfilling(intent_id):
        services.name_buyers(run_id, day)
