"""Intents: what shall be done by a task. Written in the transaction that wants it, enqueued by the ticker.

An intent is tried a bounded number of times, each time after a longer pause; then it is given up and stays to be seen.
An attempt is counted when it begins, so work that ends its worker is given up too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from celery.utils.time import get_exponential_backoff_interval
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.models import F, QuerySet
from django.utils import timezone

from simlab.runs.alone import alone
from simlab.runs.connections import drop_broken_connection
from simlab.runs.models import FailureReason, Intent, RunState

ADVANCE = "advance"  # play until `due_day` days are closed; at most one open per run
NAME_BUYERS = "name_buyers"  # give the buyers of day `due_day` names and addresses
SCORE = "score"  # grade the run
GRADE_ROUND = "grade_round"  # grade the round that opens on `due_day`; the payload names the grading
TUNE = "tune"  # measure the run's scenario version on bots, so that the run can be graded
COPY_DAYS = "copy_days"  # give a branch the days of its parent
FORESEE = "foresee"  # what a shock would do; the payload names the preview
MOST_ATTEMPTS = 6
LONGEST_PAUSE_S = 60
MOST_ERROR_LETTERS = 2000
LOST = "the worker ended during the task, each time"
_log = logging.getLogger(__name__)


def fulfil(intent_id: int, work: Callable[[], object]) -> None:
    """Do the work of an intent, unless it is done or being done; then it is done."""
    intent = Intent.objects.filter(pk=intent_id, done_at=None)

    def work_and_tick_off() -> None:
        work()
        intent.update(done_at=timezone.now(), error="", reason="")

    _attempt(intent, ("intent", intent_id), work_and_tick_off)


def play_day(run_id: int, day: int, work: Callable[[], object]) -> None:
    """Do the work of the next day of a run, if that day was asked for; the day itself ticks it off."""
    running = Intent.objects.filter(run=run_id, run__day=day, run__state=RunState.RUNNING)
    asked = running.filter(kind=ADVANCE, done_at=None, due_day__gt=day)
    # Of this day, not of the run: the next day's task may come before this one's has let go.
    _attempt(asked, (f"{ADVANCE} {day}", run_id), work)


def day_closed(run_id: int, days: int) -> None:
    """`days` days are closed: what was tried and failed before is past, and who asked for no more is served."""
    asked = Intent.objects.filter(run=run_id, kind=ADVANCE, done_at=None)
    asked.update(attempts=0, retry_at=None, failed_at=None, reason="", error="")
    asked.filter(due_day__lte=days).update(done_at=timezone.now())


def try_again(run_id: int) -> int:
    """Take up what was given up; how many intents that were."""
    given_up = Intent.objects.filter(run=run_id, done_at=None, failed_at__isnull=False)
    return given_up.update(attempts=0, retry_at=None, failed_at=None, reason="", error="")


def _attempt(waiting: QuerySet[Intent], key: tuple[str, int], work: Callable[[], object]) -> None:
    with alone(*key) as mine:
        if not (mine and _begun(waiting)):
            return
        failure = _failure_of(work)
    if failure:
        # Noted after letting go: the next attempt may begin at once.
        _note_failure(waiting, failure)
        raise failure


def _failure_of(work: Callable[[], object]) -> Exception | None:
    try:
        work()
    except Exception as error:
        return error
    return None


def _begun(waiting: QuerySet[Intent]) -> bool:
    live = waiting.filter(failed_at=None)
    if live.filter(attempts__lt=MOST_ATTEMPTS).update(attempts=F("attempts") + 1):
        return True
    live.update(failed_at=timezone.now(), reason=FailureReason.LOST, error=LOST)
    return False


def _note_failure(waiting: QuerySet[Intent], error: Exception) -> None:
    """Best effort: without a database the ticker sends the task again once there is one."""
    try:
        drop_broken_connection()
        told = {"error": f"{type(error).__name__}: {error}"[:MOST_ERROR_LETTERS], "reason": _reason(error)}
        now = timezone.now()
        waiting.filter(attempts__gte=MOST_ATTEMPTS).update(failed_at=now, **told)
        for attempts in waiting.filter(failed_at=None).values_list("attempts", flat=True):
            waiting.filter(failed_at=None).update(retry_at=now + pause(attempts), **told)
    except DatabaseError:
        _log.exception("a failed task could not be noted")


def pause(attempts: int) -> timedelta:
    """1, 2, 4 ... seconds at most; by chance less, so that what failed together is not tried together."""
    return timedelta(
        seconds=get_exponential_backoff_interval(
            factor=1, retries=max(attempts - 1, 0), maximum=LONGEST_PAUSE_S, full_jitter=True
        )
    )


def _reason(error: Exception) -> str:
    if isinstance(error, (OperationalError, InterfaceError)):
        return FailureReason.DATABASE
    if isinstance(error, MemoryError):
        return FailureReason.MEMORY
    return getattr(error, "reason", FailureReason.FAULT)
