from __future__ import annotations

from celery import shared_task

from orders import services
from simlab.runs.intents import fulfil


@shared_task(name="orders.name_buyers")
def name_buyers(intent_id: int, run_id: int, day: int) -> None:
    fulfil(intent_id, lambda: services.name_buyers(run_id, day))
