"""Doing to the fleet and its servers what the plan says."""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg
import redis

from tests.chaos.fleet import Fleet, Part, signal_to
from tests.chaos.plan import Fault, Kind
from tests.servers import Server

FROZEN_SECONDS = 3.0
SIGNALS = {
    Kind.WORKER_KILLED: (signal.SIGKILL, True),
    Kind.PARENT_KILLED: (signal.SIGKILL, False),
    Kind.WORKER_STOPPED: (signal.SIGTERM, False),
    Kind.WORKER_FROZEN: (signal.SIGSTOP, True),
}


@dataclass
class Scene:
    fleet: Fleet
    postgres: Server
    redis: Server
    runs: list[Any]
    thaw_at: dict[str, float] = field(default_factory=dict)

    def keep_alive(self) -> None:
        """Start again what ended, and let go on what was frozen long enough."""
        for part in self.fleet.workers:
            if self.thaw_at.get(part.name, float("inf")) < time.monotonic():
                del self.thaw_at[part.name]
                part.send(signal.SIGCONT, to_children=True)
        self.fleet.keep_alive()

    def strike(self, fault: Fault) -> bool:
        """False when whoever was to be hit is not up yet after the last blow: then it must be tried again."""
        time.sleep(fault.after_s)
        if fault.kind in SIGNALS or fault.kind is Kind.CHILD_KILLED:
            return self._strike_worker(fault, self.fleet.workers[fault.which % len(self.fleet.workers)])
        if fault.kind in (Kind.TICKER_KILLED, Kind.BEAT_KILLED):
            parts = self.fleet.tickers if fault.kind is Kind.TICKER_KILLED else self.fleet.beats
            return parts[fault.which % len(parts)].send(signal.SIGKILL)
        if fault.kind in (Kind.TASKS_DOUBLED, Kind.TASKS_LATE, Kind.RUN_PAUSED):
            self._strike_run(fault, self.runs[fault.which % len(self.runs)])
        else:
            self._strike_server(fault.kind)
        return True

    def _strike_worker(self, fault: Fault, worker: Part) -> bool:
        children = worker.children
        if not children or worker.name in self.thaw_at:
            return False
        if fault.kind is Kind.CHILD_KILLED:
            signal_to(children[fault.which % len(children)], signal.SIGKILL)
            return True
        number, to_children = SIGNALS[fault.kind]
        worker.send(number, to_children=to_children)
        if fault.kind is Kind.WORKER_FROZEN:
            self.thaw_at[worker.name] = time.monotonic() + FROZEN_SECONDS
        return True

    def _strike_server(self, kind: Kind) -> None:
        if kind is Kind.REDIS_RESTARTED:
            self.redis.restart(signal.SIGKILL)
        elif kind is Kind.QUEUE_EMPTIED:
            with redis.Redis.from_url(self.redis.url) as queue:
                queue.flushall()
        elif kind is Kind.CONNECTIONS_CUT:
            cut = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = %s"
            )
            with psycopg.connect(self.postgres.url, autocommit=True) as connection:
                connection.execute(cut, ["postgres"])
        else:
            self.postgres.restart(signal.SIGQUIT if kind is Kind.POSTGRES_CRASHED else signal.SIGINT)

    def _strike_run(self, fault: Fault, run: Any) -> None:
        from django.db import connection

        from simlab.runs import services

        connection.close()  # it may be one of those that were cut
        if fault.kind is Kind.RUN_PAUSED:
            run.refresh_from_db()
            if services.pause_run(run):
                services.start_run(run)
            return
        late = fault.kind is Kind.TASKS_LATE
        for some_run in self.runs:
            some_run.refresh_from_db()
            days = (some_run.day - 1, some_run.day + 1, some_run.day) if late else (some_run.day,) * 3
            for delay, day in enumerate(days):
                _send(some_run.pk, max(day, 0), delay if late else 0)


def _send(run_id: int, day: int, delay: int) -> None:
    from simlab.project.celery import app

    app.send_task("engine.advance_run", args=[run_id, day], countdown=delay or None)
