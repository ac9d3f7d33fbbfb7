from __future__ import annotations

from celery import shared_task
from django.db import OperationalError

from simlab.engine import advance
from simlab.runs.intents import note_failed_day


@shared_task(name="engine.advance_run", autoretry_for=(OperationalError,), retry_backoff=True, max_retries=3)
def advance_run(run_id: int, day: int) -> None:
    try:
        advance.advance_run(run_id, day)
    except OperationalError:
        raise  # the database was busy or away: the task is tried again
    except Exception as error:
        note_failed_day(run_id, error)
        raise
