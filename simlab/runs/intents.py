"""Intents: what shall be done by a task. Written in the transaction that wants it, enqueued by the ticker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError
from django.utils import timezone

from simlab.runs.models import Intent

ADVANCE = "advance"  # play until `due_day` days are closed
NAME_BUYERS = "name_buyers"  # give the buyers of day `due_day` names and addresses
SCORE = "score"  # grade the run
GRADE_ROUND = "grade_round"  # grade the round that opens on `due_day`; the payload names the grading
MOST_ERROR_LETTERS = 2000


@contextmanager
def fulfilling(intent_id: int) -> Iterator[None]:
    """Around the work of an intent: done when the work ends, with its error kept when it fails."""
    intent = Intent.objects.filter(pk=intent_id, done_at=None)
    try:
        yield
    except OperationalError:
        raise  # the database was busy or away: the task is tried again
    except Exception as error:
        intent.update(error=_told(error))
        raise
    intent.update(done_at=timezone.now(), error="")


def note_failed_day(run_id: int, error: Exception) -> None:
    Intent.objects.filter(run=run_id, kind=ADVANCE, done_at=None).update(error=_told(error))


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:MOST_ERROR_LETTERS]
