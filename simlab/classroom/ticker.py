"""The ticker: looks what is due and enqueues it. All it knows stands in the database, so a second ticker or a
restarted one does no harm: tasks are safe to run twice, and what a dead worker left is sent again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError, close_old_connections
from django.db.models import F
from django.utils import timezone

from simlab.runs import services
from simlab.runs.intents import ADVANCE, GRADE_ROUND, NAME_BUYERS, SCORE
from simlab.runs.models import Clock, Intent, Run, RunState

TASKS = {NAME_BUYERS: "orders.name_buyers", SCORE: "scoring.score_run", GRADE_ROUND: "scoring.grade_round"}
ADVANCE_TASK = "engine.advance_run"
BUSY_SECONDS, IDLE_SECONDS = 0.02, 0.25
_log = logging.getLogger(__name__)

Send = Callable[[str, list[int]], object]


@dataclass
class Ticker:
    """`send` puts a task by name on the queue; a task not done after `resend_seconds` is sent again.

    `at_once` bounds how many tasks of a kind are under way.
    """

    send: Send
    resend_seconds: float = 120.0
    at_once: Mapping[str, int] = field(default_factory=dict)
    now: Callable[[], float] = time.monotonic
    _sent: dict[Hashable, float] = field(default_factory=dict)

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            stop.wait(self._tick_safely())

    def tick(self) -> int:
        """Enqueue what is due; the number of intents that are still open."""
        _finish_reached_days()
        for run in _due_by_clock():
            services.request_next_day(run)
        waiting = list(_open_intents())
        self._forget({_key(intent) for intent in waiting})
        for intent in self._admitted(waiting):
            self._enqueue(intent)
        return len(waiting)

    def _admitted(self, waiting: list[Intent]) -> Iterator[Intent]:
        """The oldest of each kind, up to its bound."""
        under_way: Counter[str] = Counter()
        for intent in waiting:
            under_way[intent.kind] += 1
            if under_way[intent.kind] <= self.at_once.get(intent.kind, len(waiting)):
                yield intent

    def _tick_safely(self) -> float:
        try:
            return BUSY_SECONDS if self.tick() else IDLE_SECONDS
        except DatabaseError:
            _log.exception("the ticker could not look; it tries again")
            close_old_connections()
            return 1.0

    def _enqueue(self, intent: Intent) -> None:
        if self._sent.get(_key(intent), float("-inf")) + self.resend_seconds > self.now():
            return
        self._sent[_key(intent)] = self.now()
        if intent.kind == ADVANCE:
            self.send(ADVANCE_TASK, [intent.run_id, intent.run.day])
        else:
            self.send(TASKS[intent.kind], [intent.pk, intent.run_id, intent.due_day])

    def _forget(self, waiting: set[Hashable]) -> None:
        self._sent = {key: sent for key, sent in self._sent.items() if key in waiting}


def _key(intent: Intent) -> Hashable:
    """An intent to advance is as many tasks as days, whoever asked for them."""
    return (ADVANCE, intent.run_id, intent.run.day) if intent.kind == ADVANCE else intent.pk


def _open_intents() -> Iterator[Intent]:
    waiting = Intent.objects.filter(done_at=None, kind__in=[ADVANCE, *TASKS]).select_related("run").order_by("id")
    return (intent for intent in waiting if intent.kind != ADVANCE or _to_be_played(intent))


def _to_be_played(intent: Intent) -> bool:
    """The last day asked for may have closed since the reached ones were looked for."""
    return intent.run.state == RunState.RUNNING and intent.run.day < intent.due_day


def _finish_reached_days() -> None:
    reached = Intent.objects.filter(kind=ADVANCE, done_at=None, due_day__lte=F("run__day"))
    for pk in reached.values_list("pk", flat=True):
        Intent.objects.filter(pk=pk).update(done_at=timezone.now(), error="")


def _due_by_clock() -> Iterator[Run]:
    """Paced runs whose next day is due; each is claimed, so two tickers ask for one day only."""
    now = timezone.now()
    for run in Run.objects.filter(state=RunState.RUNNING, clock=Clock.PACED, next_due_at__lte=now):
        next_due_at = now + timedelta(seconds=run.pace_seconds)
        if Run.objects.filter(pk=run.pk, next_due_at=run.next_due_at).update(next_due_at=next_due_at):
            yield run
