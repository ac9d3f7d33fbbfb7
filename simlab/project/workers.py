"""Starting what plays the days: ticker and worker threads of the embedded profile, processes in production."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from celery.contrib.testing.worker import start_worker
from kombu.exceptions import OperationalError

from simlab.classroom.ticker import Ticker
from simlab.project.celery import REDIS_URL, RESEND_S, app
from simlab.runs.intents import GRADE_ROUND, TUNE

EMBEDDED_THREADS = 3
# On one machine grading takes a thread and a core, so that days and pages keep the others.
EMBEDDED_AT_ONCE = {GRADE_ROUND: 1, TUNE: 1}


def new_ticker(at_once: Mapping[str, int] | None = None) -> Ticker:
    return Ticker(send=_send, queue=_queue_memory, resend_seconds=RESEND_S, at_once=at_once or {})


def _send(name: str, args: list[int]) -> None:
    try:
        app.send_task(name, args=args)
    except OperationalError as away:
        raise ConnectionError(str(away)) from away


def _queue_memory() -> str:
    """A Redis that was started anew has another run id; the queue in this process lives as long as the ticker."""
    if not REDIS_URL:
        return ""
    from redis import Redis, RedisError  # only where there is a Redis

    try:
        with Redis.from_url(REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as redis:
            return str(redis.info("server")["run_id"])
    except RedisError as away:
        raise ConnectionError(str(away)) from away


@contextmanager
def ticking() -> Iterator[None]:
    """The ticker of the embedded profile, in a thread of this process."""
    stop = threading.Event()
    thread = threading.Thread(target=new_ticker(EMBEDDED_AT_ONCE).run, args=[stop], name="ticker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@contextmanager
def embedded_workers() -> Iterator[None]:
    """Ticker and Celery worker in this process, which the in-memory broker requires."""
    app.loader.import_default_modules()
    with (
        start_worker(
            app,
            pool="threads",
            concurrency=EMBEDDED_THREADS,
            perform_ping_check=False,
            loglevel="WARNING",
            shutdown_timeout=60,
        ),
        ticking(),
    ):
        yield
