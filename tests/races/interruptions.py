"""Somebody pauses, deletes, changes the clock of or asks more of a run while its day is being played. Prints what came of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any
from unittest.mock import patch

from tests import terms

PATIENCE_SECONDS = 20
A_MOMENT = 0.2  # long enough for whoever does not wait for the day


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps({"paused": paused(), "finishing": finishing(), "deleted": deleted(), "asked": asked()}))


def paused() -> dict[str, Any]:
    from simlab.engine.advance import advance_run
    from simlab.runs import services

    run = terms.new_run()
    outcome, _ = _during_a_day(run, lambda: services.pause_run(run))
    return _standing(run) | {"paused": outcome, "played_on": advance_run(run.pk, 1)}


def finishing() -> dict[str, Any]:
    """The last day is being played: it ends the run, and there is nothing left to pause."""
    from simlab.runs import services

    run = terms.new_run(days=1)
    outcome, _ = _during_a_day(run, lambda: services.pause_run(run))
    gradings = run.intents.filter(kind="score").count()
    return _standing(run) | {"paused": outcome, "gradings": gradings}


def deleted() -> dict[str, Any]:
    from simlab.engine.advance import advance_run
    from simlab.engine.records import TABLES
    from simlab.engine.removal import delete_run
    from simlab.runs.models import DayClose, Run

    run = terms.new_run()
    outcome, _ = _during_a_day(run, lambda: delete_run(run.pk))
    left = sum(table.model.objects.of_run(run.pk).count() for table in TABLES)
    left += DayClose.objects.filter(run=run.pk).count() + Run.objects.filter(pk=run.pk).count()
    return {"deleted": outcome, "left": left, "played_on": advance_run(run.pk, 1)}


def asked() -> dict[str, Any]:
    """Asking for days while one is played; on PostgreSQL it does not even wait for the day."""
    from django.db import connection

    from simlab.runs import services

    run = terms.new_run()
    services.request_days(run, days=1)
    due_day, waited = _during_a_day(run, lambda: services.request_days(run, days=2))
    is_open = run.intents.filter(kind="advance", done_at=None).values_list("due_day", flat=True)
    return {"due_day": due_day, "open": list(is_open), "waited": waited and connection.vendor == "postgresql"}


def _standing(run: Any) -> dict[str, Any]:
    from simlab.engine.verify import verify_run

    run.refresh_from_db()
    return {"state": run.state, "day": run.day, "findings": verify_run(run).findings}


def _during_a_day(run: Any, act: Callable[[], Any]) -> tuple[Any, bool]:
    """What `act` gives, done while a day is in the middle, and whether it waited for the day's end."""
    from simlab.engine.advance import advance_run

    with _day_that_waits() as (begun, go), ThreadPoolExecutor(2) as pool:
        day = pool.submit(_apart, lambda: advance_run(run.pk, run.day))
        assert begun.wait(PATIENCE_SECONDS)
        acting = pool.submit(_apart, act)
        acted = Event()
        acting.add_done_callback(lambda _: acted.set())
        waited = not acted.wait(A_MOMENT)
        go.set()
        assert day.result(PATIENCE_SECONDS)
        return acting.result(PATIENCE_SECONDS), waited


@contextmanager
def _day_that_waits() -> Iterator[tuple[Event, Event]]:
    from simlab.engine import advance

    begun, go, simulate_day = Event(), Event(), advance.simulate_day

    def waiting(*arguments: Any, **more: Any) -> Any:
        begun.set()
        assert go.wait(PATIENCE_SECONDS)
        return simulate_day(*arguments, **more)

    with patch.object(advance, "simulate_day", waiting):
        yield begun, go


def _apart(work: Callable[[], Any]) -> Any:
    from django.db import connection

    try:
        return work()
    finally:
        connection.close()


if __name__ == "__main__":
    main()
