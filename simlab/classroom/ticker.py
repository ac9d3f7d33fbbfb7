"""The ticker: looks what is due and enqueues it. All it knows stands in the database, so a second ticker, a restarted or
a late one does no harm: a lease lets one of them work, tasks are safe to run twice, and what was lost is sent again.

A run has one day on the queue at a time, however many it is behind: so days come in order, and a class with much to do
takes its turn like every other.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from simlab.runs import leases, services
from simlab.runs.clocks import days_due, extra_time_percent
from simlab.runs.connections import drop_broken_connection
from simlab.runs.intents import ADVANCE, COPY_DAYS, FORESEE, GRADE_ROUND, NAME_BUYERS, SCORE, TUNE
from simlab.runs.models import Intent, Run, RunState

TASKS = {
    NAME_BUYERS: "orders.name_buyers",
    SCORE: "scoring.score_run",
    GRADE_ROUND: "scoring.grade_round",
    TUNE: "scoring.tune_version",
    COPY_DAYS: "engine.copy_days",
    FORESEE: "classroom.foresee_shock",
}
ADVANCE_TASK = "engine.advance_run"
BUSY_SECONDS, IDLE_SECONDS, AFTER_TROUBLE_SECONDS = 0.02, 0.25, 1.0
MOST_OF_A_RUN = 4  # rounds of a run to be graded at a time, so that another run's need not wait for all of them
LEASE, LEASE_SECONDS = "ticker", 6.0
_log = logging.getLogger(__name__)

Send = Callable[[str, list[int]], object]


class Waiting(NamedTuple):
    number: int
    kind: str
    due_day: int
    run: int
    day: int  # the run's next
    retry_at: datetime | None


@dataclass
class Ticker:
    """`send` puts a task by name on the queue; a task not done after `resend_seconds` is sent again.

    `queue` names the queue's memory: with another name, what was sent is forgotten there. Both may raise OSError.
    `at_once` bounds how many tasks of a kind are under way.
    """

    send: Send
    queue: Callable[[], str] = str
    resend_seconds: float = 60.0
    at_once: Mapping[str, int] = field(default_factory=dict)
    now: Callable[[], float] = time.monotonic
    holder: str = field(default_factory=lambda: f"{socket.gethostname()} {os.getpid()} {uuid4().hex[:8]}")
    _sent: dict[Hashable, float] = field(default_factory=dict)
    _renew_at: float = float("-inf")
    _queue: str = ""

    def run(self, stop: threading.Event) -> None:
        try:
            while not stop.is_set():
                stop.wait(self._tick_safely())
        finally:
            self._let_go()

    def tick(self) -> int:
        """Enqueue what is due; the number of intents that are still open."""
        if not self._mine():
            return 0
        for run in _due_by_clock():
            _ask_by_clock(run)
        waiting = list(_waiting())
        self._forget({_key(intent) for intent in waiting})
        for intent in self._admitted(waiting):
            self._enqueue(intent)
        return len(waiting)

    def _mine(self) -> bool:
        """Hold the lease, and see a few times while holding it whether the queue lost its memory."""
        if self.now() < self._renew_at:
            return True
        mine = leases.hold(LEASE, self.holder, seconds=LEASE_SECONDS)
        queue = self.queue() if mine else ""
        if queue != self._queue:
            self._sent.clear()
        self._queue = queue
        self._renew_at = self.now() + LEASE_SECONDS / 6 if mine else float("-inf")
        return mine

    def _admitted(self, waiting: list[Waiting]) -> Iterator[Waiting]:
        """The oldest of each kind, up to its bound, and of a run no more than its share."""
        under_way: Counter[str] = Counter()
        of_a_run: Counter[tuple[str, int]] = Counter()
        for intent in waiting:
            of_a_run[intent.kind, intent.run] += 1
            if of_a_run[intent.kind, intent.run] > MOST_OF_A_RUN:
                continue
            under_way[intent.kind] += 1
            if under_way[intent.kind] <= self.at_once.get(intent.kind, len(waiting)):
                yield intent

    def _tick_safely(self) -> float:
        started = time.perf_counter()
        try:
            # A look takes longer the more is open, and shall not take more than half of the time.
            return max(BUSY_SECONDS, time.perf_counter() - started) if self.tick() else IDLE_SECONDS
        except (DatabaseError, OSError) as trouble:
            _log.warning("the ticker could not look (%s); it tries again", trouble)
            drop_broken_connection()
            # A task that met the same trouble may have left no trace.
            self._sent.clear()
            self._renew_at = float("-inf")
            return AFTER_TROUBLE_SECONDS

    def _let_go(self) -> None:
        try:
            leases.let_go(LEASE, self.holder)
        except DatabaseError:
            _log.warning("the lease of the ticker runs out by itself")

    def _enqueue(self, intent: Waiting) -> None:
        if self._sent.get(_key(intent), float("-inf")) + self.resend_seconds > self.now():
            return
        if intent.kind == ADVANCE:
            self.send(ADVANCE_TASK, [intent.run, intent.day])
        else:
            self.send(TASKS[intent.kind], [intent.number, intent.run, intent.due_day])
        self._sent[_key(intent)] = self.now()

    def _forget(self, waiting: set[Hashable]) -> None:
        self._sent = {key: sent for key, sent in self._sent.items() if key in waiting}


def _key(intent: Waiting) -> Hashable:
    """An intent to advance is as many tasks as days, and an attempt after a failure is another task."""
    return intent.number, intent.day if intent.kind == ADVANCE else None, intent.retry_at


def _waiting() -> Iterator[Waiting]:
    """What may be done now, the oldest first."""
    to_be_played = Q(run__state=RunState.RUNNING, run__day__lt=F("due_day"))
    pausing = Q(retry_at__gt=timezone.now())
    live = Intent.objects.filter(~Q(kind=ADVANCE) | to_be_played, done_at=None, failed_at=None).exclude(pausing)
    known = live.filter(kind__in=[ADVANCE, *TASKS]).order_by("id")
    columns = ("id", "kind", "due_day", "run_id", "run__day", "retry_at")
    return (Waiting(*row) for row in known.values_list(*columns))


def _due_by_clock() -> Iterable[Run]:
    """Running runs whose clock is due. A day that failed stops the clock."""
    failed = Intent.objects.filter(run=OuterRef("pk"), kind=ADVANCE, done_at=None, failed_at__isnull=False)
    due = Run.objects.filter(~Exists(failed), state=RunState.RUNNING, next_due_at__lte=timezone.now())
    return due.select_related("course")


@transaction.atomic
def _ask_by_clock(run: Run) -> None:
    """Ask for the days that fell due, once: of two tickers one finds the run as it was."""
    # A run whose day is being played is locked; its clock is read a moment later and loses nothing.
    free = Run.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=run.pk, next_due_at=run.next_due_at)
    if free.first() is None:
        return
    days, due = days_due(run, timezone.now(), extra_time_percent(run))
    if Run.objects.filter(pk=run.pk, next_due_at=run.next_due_at).update(**due.fields) and days:
        services.request_days(run, days=days)
