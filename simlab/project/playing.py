"""Commands of the command line that play what is due, and tell what could not be played."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType
from typing import Annotated

import typer

from simlab.project.starting import look_for_tables, setup

playing_app = typer.Typer()


@playing_app.command()
def worker(
    queues: Annotated[str, typer.Option(help="With REDIS_URL: of days, grading, exports, chores; else all.")] = "",
) -> None:
    """Play what is due: ticker and worker of the embedded profile; with REDIS_URL a worker on its queues."""
    setup()
    look_for_tables()
    from simlab.project.celery import app as celery
    from simlab.project.workers import embedded_workers

    if os.environ.get("REDIS_URL"):
        chosen = ["--queues", queues] if queues else []
        celery.worker_main(["worker", "--loglevel", "WARNING", "--hostname", f"simlab-{os.getpid()}@%h", *chosen])
    else:
        stop = _stop_signal()
        with embedded_workers():
            celery.send_task("classroom.do_chores")  # there is no beat: each start will do
            stop.wait()


@playing_app.command()
def ticker() -> None:
    """Look what is due and put it on the queue (production profile; the embedded worker has its own)."""
    setup()
    look_for_tables()
    from simlab.project.workers import new_ticker

    new_ticker().run(_stop_signal())


@playing_app.command()
def beat() -> None:
    """Ask for the chores now and then (production profile). A second one does no harm."""
    setup()
    from simlab.project.celery import app as celery

    celery.Beat(loglevel="WARNING", scheduler_cls="celery.beat:Scheduler").run()


@playing_app.command()
def failed() -> None:
    """List what was given up after several attempts, and why. It waits for `simlab retry RUN` or for its instructor."""
    setup()
    look_for_tables()
    from simlab.runs.models import Intent

    given_up = Intent.objects.filter(done_at=None, failed_at__isnull=False).select_related("run").order_by("failed_at")
    for intent in given_up:
        day = intent.run.day if intent.kind == "advance" else intent.due_day
        when = intent.failed_at.isoformat(timespec="seconds") if intent.failed_at else ""
        typer.echo(f"run {intent.run_id} day {day} {intent.kind} {when} {intent.reason}: {intent.error}")


@playing_app.command()
def retry(run: Annotated[int, typer.Argument(metavar="RUN", help="Number of the run.")]) -> None:
    """Try again what was given up of a run."""
    setup()
    look_for_tables()
    from simlab.runs.intents import try_again

    typer.echo(f"run {run}: {try_again(run)} tried again")


def _stop_signal() -> threading.Event:
    stop = threading.Event()

    def stopped(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stopped)
    return stop
