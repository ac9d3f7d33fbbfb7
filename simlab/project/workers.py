"""Starting what plays the days: ticker and worker threads of the embedded profile, processes in production."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from celery.contrib.testing.worker import start_worker

from simlab.classroom.ticker import Ticker
from simlab.project.celery import app

EMBEDDED_THREADS = 2


def new_ticker() -> Ticker:
    return Ticker(send=lambda name, args: app.send_task(name, args=args))


@contextmanager
def ticking() -> Iterator[None]:
    """A ticker in a thread of this process."""
    stop = threading.Event()
    thread = threading.Thread(target=new_ticker().run, args=[stop], name="ticker", daemon=True)
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
