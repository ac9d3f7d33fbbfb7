"""Eight threads want to play the same day, five days long; then decisions race with a day. Prints what came of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from tests import terms

DAYS, THREADS = 5, 8


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from simlab.engine.advance import advance_run
    from simlab.engine.verify import verify_run

    run = terms.new_run()
    wins = [sum(_together(lambda day=day: advance_run(run.pk, day))) for day in range(DAYS)]
    digests = terms.digests(run)
    late = _decisions_racing(run)
    run.refresh_from_db()
    print(json.dumps({"wins": wins, "digests": digests, "late": late, "findings": verify_run(run).findings}))


def _decisions_racing(run: Any) -> int:
    """Decisions sent while a day is played, that the day did not see although they say so."""
    from simlab.engine.advance import advance_run
    from simlab.runs.models import Store
    from simlab.runs.services import submit_decision

    store = Store.objects.get(world__run=run, number=1)
    payload = {"market": "US", "sku": "SKU-00", "price_minor": 1234}

    def decide_or_play(number: int) -> None:
        if number:
            submit_decision(store=store, seat=None, source="api", kind="set_price", payload=payload)
        else:
            advance_run(run.pk, DAYS)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(_alone(decide_or_play), range(THREADS)))
    closed_at = run.day_closes.get(day=DAYS).closed_at
    return int(run.decisions.filter(source="api", effective_day=DAYS, created_at__gt=closed_at).count())


def _together(work: Callable[[], bool]) -> list[bool]:
    barrier = Barrier(THREADS)

    def at_once(_: int) -> bool:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(_alone(at_once), range(THREADS)))


def _alone(work: Callable[[int], Any]) -> Callable[[int], Any]:
    """Each thread has its own connection, and closes it."""
    from django.db import connection

    def closing(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    return closing


if __name__ == "__main__":
    main()
