"""What is told of every task: its outcome is counted, and all log lines within it name its run, day and id."""

from __future__ import annotations

import os
import time
from typing import Any

from celery.signals import heartbeat_sent, setup_logging, task_postrun, task_prerun, worker_init
from django.db import DatabaseError
from prometheus_client import start_http_server
from structlog.contextvars import bind_contextvars, clear_contextvars

from simlab.project.dangers import refuse_dangers
from simlab.project.health import WORKER
from simlab.project.metrics import TASK_SECONDS, TASKS, counted_here
from simlab.runs import leases
from simlab.runs.connections import drop_broken_connection

_began: dict[str, float] = {}
SIGN_EVERY_S, SIGN_HOLDS_S = 10.0, 60.0
_signed: list[float] = []


@setup_logging.connect
def keep_the_logging_of_the_settings(**_: object) -> None:
    """Celery would set up its own."""


@task_prerun.connect
def name_the_task(task_id: str, task: Any, args: Any = (), **_: object) -> None:
    clear_contextvars()
    of_a_run = dict(zip(("day", "run"), reversed(args), strict=False)) if len(args) > 1 else {}
    bind_contextvars(task=task.name, task_id=task_id, **of_a_run)
    _began[task_id] = time.perf_counter()


@task_postrun.connect
def count_the_task(task_id: str, task: Any, state: str | None = None, **_: object) -> None:
    TASKS.labels(task.name, (state or "unknown").lower()).inc()
    TASK_SECONDS.labels(task.name).inc(time.perf_counter() - _began.pop(task_id, time.perf_counter()))
    clear_contextvars()


@worker_init.connect
def refuse_what_is_unsafe(**_: object) -> None:
    refuse_dangers()


@worker_init.connect
def open_the_door_for_prometheus(**_: object) -> None:
    """Workers have no web server; where a port is named, their counts are to be had there."""
    port = os.environ.get("SIMLAB_METRICS_PORT")
    if port:
        start_http_server(int(port), os.environ.get("SIMLAB_METRICS_HOST", "127.0.0.1"), registry=counted_here())


@heartbeat_sent.connect
def give_a_sign_of_life(sender: Any, **_: object) -> None:
    """Where /readyz sees it: that a worker is there, and that it reaches the database."""
    now = time.monotonic()
    if _signed and now < _signed[-1] + SIGN_EVERY_S:
        return
    _signed[:] = [now]
    name = sender.eventer.hostname
    try:
        leases.hold(f"{WORKER}{name}"[:40], name, seconds=SIGN_HOLDS_S)
    except DatabaseError:
        drop_broken_connection()
