"""Three real Celery workers play four runs, with every task doubled and some late, and one worker killed on the way.

`python -m tests.races.storm DAYS`, with DATABASE_URL and REDIS_URL; prints the digests of each run by its seed.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from typing import Any

from tests import terms

SEEDS = [f"{number:032x}" for number in (7, 8, 9, 10)]
WORKERS = 3
PATIENCE_SECONDS = 90
RESEND_SECONDS = 2.0


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from simlab.runs.services import request_days

    runs = [terms.new_run(seed_hex=seed) for seed in SEEDS]
    for run in runs:
        request_days(run, days=int(sys.argv[1]))
    workers = [_worker(number) for number in range(WORKERS)]
    try:
        _storm(runs, int(sys.argv[1]), workers)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    print(json.dumps({run.seed_hex: _outcome(run) for run in runs}))


def _worker(number: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "celery", "-A", "simlab.project.celery", "worker"]
    command += [
        "--pool",
        "solo",
        "--loglevel",
        "ERROR",
        "--hostname",
        f"w{number}@storm",
        "--without-gossip",
        "--without-mingle",
    ]
    return subprocess.Popen(command, stdout=sys.stderr)


def _storm(runs: list[Any], days: int, workers: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    sent: dict[tuple[int, int], float] = {}
    chance = random.Random(1)
    while any(run.day < days for run in runs):
        assert time.monotonic() < until, [run.day for run in runs]
        if min(run.day for run in runs) >= days // 2:
            workers[0].kill()
        now = time.monotonic()
        due = [run for run in runs if run.day < days and sent.get((run.pk, run.day), 0) < now - RESEND_SECONDS]
        sent |= {(run.pk, run.day): now for run in due}
        _send_doubled_and_late(due, chance)
        time.sleep(0.05)
        for run in runs:
            run.refresh_from_db()


def _send_doubled_and_late(runs: list[Any], chance: random.Random) -> None:
    from simlab.project.celery import app

    tasks = [(run.pk, day) for run in runs for day in (run.day, run.day, max(run.day - 1, 0))]
    chance.shuffle(tasks)
    for task in tasks:
        app.send_task("engine.advance_run", args=task)


def _outcome(run: Any) -> dict[str, Any]:
    from simlab.engine.verify import verify_run

    return {"digests": terms.digests(run), "findings": verify_run(run).findings}


if __name__ == "__main__":
    main()
