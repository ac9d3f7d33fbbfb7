"""What a second worker brings: speed-up of two workers over one on 8 runs, by that of two bare COPY writers over one of the same rows.

Real PostgreSQL and Redis, workers and ticker as they are deployed; a worker plays one day at a time. Spells come as one, two, two,
one, because days grow and the machine is never ours alone. `python -m bench.workers` prints JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.measure import seconds
from bench.persist import DURABLE, delete_days, rows_of
from tests.worlds import Size, document

RUNS, WARM_DAYS, SPELL_DAYS = 8, 8, 3
SPELLS = (1, 2, 2, 1)
SIZE = Size(stores=20, teams=20, orders_per_day=4_000, outside_share_e4=5_800)
PATIENCE_S = 120


def workers_figures() -> dict[str, Any]:
    """Measured in a process of its own, because Django knows one database."""
    from tests import servers

    with tempfile.TemporaryDirectory(prefix="simlab-bench-") as home:
        urls = {"DATABASE_URL": servers.postgres_url(settings=DURABLE), "REDIS_URL": servers.redis_url()}
        variables = os.environ | {"SIMLAB_HOME": home, "SIMLAB_LOG_LEVEL": "ERROR"} | urls
        command = [sys.executable, "-m", "bench.workers"]
        done = subprocess.run(command, env=variables, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    runs = _running_runs()
    played = _played_by_workers(runs)
    copied = _copied(runs)
    workers, writers = _speed_up(played), _speed_up(copied)
    told = {
        "speedup_ratio": round(workers / writers, 3),
        "speedup": round(workers, 3),
        "copy_speedup": round(writers, 3),
    }
    spells = {"orders_per_s": [round(orders / spent) for orders, spent in played]}
    print(json.dumps(told | spells | {"copy_s": [round(spent, 2) for _, spent in copied]}))


def _speed_up(spells: Sequence[tuple[float, float]]) -> float:
    """Work and seconds of spells with one, two, two and one."""
    one, two = (
        sum(spells[at][0] for at in places) / sum(spells[at][1] for at in places) for places in ((0, 3), (1, 2))
    )
    return two / one


def _running_runs() -> list[Any]:
    from simlab.runs import services
    from simlab.runs.models import Course, Institution, Team

    course = Course.objects.create(institution=Institution.objects.create(name="Bench"), name="Bench", term="1")
    teams = [Team.objects.create(course=course, name=f"Team {number}") for number in range(SIZE.teams)]
    version = services.freeze_scenario(document(SIZE))
    runs = [
        services.create_run(services.NewRun(course, version, f"Bench {number}", teams, seed_hex=f"{number + 1:032x}"))
        for number in range(RUNS)
    ]
    for run in runs:
        services.open_run(run)
        services.start_run(run)
    return runs


def _played_by_workers(runs: Sequence[Any]) -> list[tuple[float, float]]:
    with _ticking(), _workers(1):
        _played(runs, WARM_DAYS)
        first = _played(runs, SPELL_DAYS)
        with _workers(1):
            _played(runs, 1)
            between = [_played(runs, SPELL_DAYS) for _ in range(2)]
        return [first, *between, _played(runs, SPELL_DAYS)]


@contextmanager
def _ticking() -> Iterator[None]:
    from simlab.project.workers import new_ticker

    stop = threading.Event()
    thread = threading.Thread(target=new_ticker().run, args=[stop])
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@contextmanager
def _workers(count: int) -> Iterator[None]:
    command = [sys.executable, "-m", "celery", "-A", "simlab.project.celery", "worker", "--queues", "days"]
    command += ["--concurrency", "1", "--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--hostname"]
    names = [f"{time.monotonic_ns()}@bench" for _ in range(count)]
    processes = [subprocess.Popen([*command, name], stdout=subprocess.DEVNULL) for name in names]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
            process.wait(60)


def _played(runs: Sequence[Any], days: int) -> tuple[float, float]:
    """Orders and seconds of so many days of every run."""
    from django.db.models import Sum

    from simlab.runs import services
    from simlab.runs.models import DayClose, Run

    first, ours = Run.objects.get(pk=runs[0].pk).day, Run.objects.filter(pk__in=[run.pk for run in runs])
    started = time.perf_counter()
    for run in runs:
        services.request_days(run, days=days)
    while ours.filter(day__lt=first + days).exists():
        assert time.perf_counter() - started < PATIENCE_S, list(ours.values_list("pk", "day"))
        time.sleep(0.01)
    spent = time.perf_counter() - started
    closed = DayClose.objects.filter(run__in=ours, day__gte=first)
    return closed.aggregate(orders=Sum("orders"))["orders"], spent


def _copied(runs: Sequence[Any]) -> list[tuple[float, float]]:
    """The rows of the spells of two workers, loaded again by one and by two writers; work is the same each time."""
    days = range(WARM_DAYS + SPELL_DAYS + 1, WARM_DAYS + 3 * SPELL_DAYS + 1)
    with tempfile.TemporaryDirectory(prefix="simlab-bench-") as folder:
        batches = [_written_out(Path(folder), run.pk, day) for day in days for run in runs]
        spells = []
        for writers in SPELLS:
            delete_days([run.pk for run in runs], days[0], days[-1])
            spells.append((1.0, _loaded([batches[number::writers] for number in range(writers)])))
    return spells


def _written_out(folder: Path, run_id: int, day: int) -> list[list[str]]:
    """COPY statements and files of a day's blocks."""
    from simlab.engine import bulk

    batch = []
    for model, rows in rows_of(run_id, day).items():
        file = folder / f"{run_id}-{day}-{model._meta.db_table}"
        file.write_bytes(bulk.COPY_HEADER + bulk.encoded(model, rows).tobytes() + bulk.COPY_TRAILER)
        batch.append([bulk.copy_statement(model), str(file)])
    return batch


def _loaded(shares: Sequence[list[list[list[str]]]]) -> float:
    """Seconds in which writers, each a process, load their shares side by side."""
    command = [sys.executable, "-m", "bench.workers", "write"]
    writers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in shares]
    for writer, share in zip(writers, shares, strict=True):
        _say(writer, json.dumps(share))
        _hear(writer)

    def go() -> None:
        for writer in writers:
            _say(writer, "go")
        for writer in writers:
            _hear(writer)

    spent = seconds(go)
    for writer in writers:
        writer.wait(30)
    return spent


def _say(writer: subprocess.Popen[str], line: str) -> None:
    assert writer.stdin
    writer.stdin.write(line + "\n")
    writer.stdin.flush()


def _hear(writer: subprocess.Popen[str]) -> None:
    assert writer.stdout
    assert writer.stdout.readline().strip() == "ready"


def write() -> None:
    """A bare writer: everything in memory before it starts, one transaction a day."""
    batches = [
        [(statement, Path(file).read_bytes()) for statement, file in batch]
        for batch in json.loads(sys.stdin.readline())
    ]
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        print("ready", flush=True)
        sys.stdin.readline()
        for batch in batches:
            for statement, block in batch:
                with connection.cursor() as cursor, cursor.copy(statement) as copy:
                    copy.write(block)
            connection.commit()
        print("ready", flush=True)


if __name__ == "__main__":
    write() if sys.argv[1:] == ["write"] else main()
