"""How close a day's closing comes to the database's own bulk load: 60 stores, 20,000 orders a day, around day 30.

`python -m bench.persist` measures on the database that DATABASE_URL names (else SQLite in SIMLAB_HOME) and prints JSON.
The ceiling loads the same rows into the same indexed tables in one commit: COPY of the same byte blocks on
PostgreSQL, the sqlite3 shell's `.import` on SQLite. Both include their commit; the kernel's seconds are taken out.
"""

from __future__ import annotations

import csv
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.measure import median, seconds, spread
from tests.worlds import Size, document

WARM_DAYS = 30
TIMED_DAYS = 9
LARGE_RUN_ORDERS = 1_000_000
# With this outside option about 20,000 orders a day come in the timed days; `orders_per_day` says how many did.
SIZE = Size(stores=60, teams=60, orders_per_day=20_000, outside_share_e4=5_800)
# What a small server would run with: safe commits, and no checkpoint in the middle of a measurement.
DURABLE = ("shared_buffers=512MB", "max_wal_size=8GB", "checkpoint_timeout=1h", "autovacuum=off")


def persist_figures() -> dict[str, Any]:
    """Both databases, each measured in a process of its own because Django knows one."""
    from tests import servers

    postgres = _measured({"DATABASE_URL": servers.postgres_url(settings=DURABLE)})
    sqlite = _measured({"DATABASE_URL": ""}) if shutil.which("sqlite3") else {"ratio": None}
    return {
        "copy_ratio": postgres["ratio"],
        "sqlite_ratio": sqlite["ratio"],
        "postgresql": postgres,
        "sqlite": sqlite if sqlite["ratio"] else "the sqlite3 shell is not on this machine",
    }


def _measured(environment: dict[str, str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="simlab-bench-") as home:
        variables = os.environ | {"SIMLAB_HOME": home, "REDIS_URL": ""} | environment
        command = [sys.executable, "-m", "bench.persist"]
        done = subprocess.run(command, env=variables, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(_figures(_running_run())))


def _running_run() -> int:
    from simlab.runs import services
    from simlab.runs.models import Course, Institution, Team

    course = Course.objects.create(institution=Institution.objects.create(name="Bench"), name="Bench", term="1")
    teams = [Team.objects.create(course=course, name=f"Team {number}") for number in range(SIZE.teams)]
    version = services.freeze_scenario(document(SIZE))
    run = services.create_run(services.NewRun(course, version, "Bench", teams, seed_hex=f"{1:032x}"))
    services.open_run(run)
    services.start_run(run)
    return int(run.pk)


def _figures(run_id: int) -> dict[str, Any]:
    from simlab.engine.advance import advance_run

    for day in range(WARM_DAYS):
        advance_run(run_id, day)
    timed = [_day(run_id, day) for day in range(WARM_DAYS, WARM_DAYS + TIMED_DAYS)]
    rows, closing, kernel, ceiling = (median(column) for column in zip(*timed, strict=True))
    ratios = [ceiling / closing for _, closing, _, ceiling in timed]
    figures = {
        "ratio": round(median(ratios), 3),
        "rows_per_s": round(rows / closing),
        "ceiling_rows_per_s": round(rows / ceiling),
        "rows_per_day": round(rows),
        "orders_per_day": round(_orders_per_day(run_id)),
        "advance_s": round(closing, 3),
        "kernel_s": round(kernel, 3),
        "spread": spread(ratios),
    }
    return figures | _large_run(run_id, [closing + kernel for _, closing, kernel, _ in timed], ceiling)


def _large_run(run_id: int, spent: list[float], copy_s: float) -> dict[str, Any]:
    """On PostgreSQL: how long whole days take until a million orders are there, and how long their deletion."""
    from django.db import connection
    from django.db.models import Sum

    from simlab.engine.advance import advance_run
    from simlab.engine.removal import delete_run
    from simlab.runs.models import DayClose

    if connection.vendor != "postgresql":
        return {}
    closes, day = DayClose.objects.filter(run=run_id), WARM_DAYS + TIMED_DAYS
    while (orders := closes.aggregate(orders=Sum("orders"))["orders"]) < LARGE_RUN_ORDERS:
        spent.append(seconds(lambda today=day: advance_run(run_id, today)))
        day += 1
    p95 = sorted(spent)[math.ceil(0.95 * len(spent)) - 1]
    name_everybody(run_id, orders)
    deletion = seconds(lambda: delete_run(run_id))
    return {
        "day": {
            "p95_s": round(p95, 3),
            "copy_s": round(copy_s, 3),
            "ratio": round(p95 / copy_s, 3),
            "days": len(spent),
        },
        "removal": {"seconds": round(deletion, 3), "orders": orders, "buyers": orders},
    }


def name_everybody(run_id: int, buyers: int) -> None:
    """As many named buyers as orders, without asking Faker for each."""
    from django.db import connection

    from simlab.runs.rows import RUN_SHIFT

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO orders_buyer (id, market, buyer_no, name, city, address, email, language) "
            "SELECT %s + number, 0, number, 'Somebody', 'Somewhere', 'Some street 7', 'somebody@example.com', 'en' "
            "FROM generate_series(1, %s) AS number",
            (run_id << RUN_SHIFT, buyers),
        )


def _orders_per_day(run_id: int) -> float:
    from simlab.runs.models import DayClose

    return median(list(DayClose.objects.filter(run=run_id, day__gte=WARM_DAYS).values_list("orders", flat=True)))


def _day(run_id: int, day: int) -> tuple[int, float, float, float]:
    """Rows of the day; seconds of its closing, of its kernel, and of the ceiling's load of the same rows."""
    from django.db import connection

    from simlab.engine.advance import advance_run
    from simlab.runs.models import DayClose

    whole = seconds(lambda: advance_run(run_id, day))
    kernel = DayClose.objects.get(run=run_id, day=day).kernel_seconds
    load = _copy_again if connection.vendor == "postgresql" else _import_again
    rows, ceiling = load(run_id, day)
    return rows, whole - kernel, kernel, ceiling


def _taken_out(run_id: int, day: int) -> dict[Any, dict[str, Any]]:
    """The day's rows by model, deleted from their tables."""
    taken = rows_of(run_id, day)
    delete_days([run_id], day, day)
    return taken


def rows_of(run_id: int, day: int) -> dict[Any, dict[str, Any]]:
    from simlab.engine import bulk
    from simlab.engine.records import TABLES, widths
    from simlab.runs.rows import day_range

    ids = day_range(run_id, day, day)
    found = {table.model: bulk.read(table.model, tuple(widths(table.model)), ids) for table in TABLES}
    return {model: rows for model, rows in found.items() if rows["id"].size}


def delete_days(run_ids: Sequence[int], first: int, last: int) -> None:
    from django.db import connection, transaction

    from simlab.engine.records import TABLES

    with transaction.atomic():
        for table in TABLES:
            for run_id in run_ids:
                table.model.objects.of_days(run_id, first, last)._raw_delete(using="default")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")


def _copy_again(run_id: int, day: int) -> tuple[int, float]:
    from django.db import transaction

    from simlab.engine import bulk

    taken = _taken_out(run_id, day)
    blocks = {model: bulk.encoded(model, rows) for model, rows in taken.items()}

    def load() -> None:
        with transaction.atomic():
            for model, block in blocks.items():
                bulk.copy_block(model, block)

    return sum(rows["id"].size for rows in taken.values()), seconds(load)


def _import_again(run_id: int, day: int) -> tuple[int, float]:
    from django.conf import settings

    taken = _taken_out(run_id, day)
    file = settings.DATABASES["default"]["NAME"]
    with tempfile.TemporaryDirectory() as folder:
        script = [".mode csv", "PRAGMA synchronous=NORMAL;", "PRAGMA cache_size=-65536;", "BEGIN;"]
        for model, rows in taken.items():
            path = Path(folder) / f"{model._meta.db_table}.csv"
            with path.open("w", newline="") as text:
                csv.writer(text).writerows(zip(*(column.tolist() for column in rows.values()), strict=True))
            script.append(f".import {path} {model._meta.db_table}")
        spent = seconds(lambda: _shell(file, [*script, "COMMIT;"]))
    return sum(rows["id"].size for rows in taken.values()), spent


def _shell(file: Path, script: list[str]) -> None:
    subprocess.run(["sqlite3", "-bail", str(file)], input="\n".join(script), text=True, check=True, capture_output=True)


if __name__ == "__main__":
    main()
