"""`make chaos`: the production profile plays runs while its parts and servers are killed; then nothing may be missing.

Real PostgreSQL, a real Redis, three workers with children, two tickers, two beats; all on the loopback, all ended by id.
Writes build/chaos.json. The faults come from a seed, so a storm can be called up again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests import servers, terms
from tests.chaos.faults import Scene
from tests.chaos.fleet import Fleet
from tests.chaos.outcome import compared, undone
from tests.chaos.plan import plan
from tests.worlds import Size

# A crash may cost nothing that was committed; the machine itself does not fail, so its disk need not be waited for.
SAFE = ("fsync=off", "synchronous_commit=on", "full_page_writes=on")
SIZE = Size(stores=5, teams=2, markets=4, categories=4, orders_per_day=300, horizon_days=14)
WORKERS = 3
BEFORE_NEXT_FAULT_S = 4.0
# Days of a storm are short, so what waits for a lost task waits shortly.
ENVIRONMENT = {"SIMLAB_VISIBILITY_S": "8", "SIMLAB_RESEND_S": "5", "SIMLAB_CHORES_S": "2", "SIMLAB_LOG_LEVEL": "ERROR"}


def main() -> int:
    asked = _arguments()
    started = time.monotonic()
    postgres, redis = servers.postgres(SAFE), servers.redis_server()
    with tempfile.TemporaryDirectory(prefix="simlab-chaos-") as home:
        os.environ.update(ENVIRONMENT | {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "SIMLAB_HOME": home})
        _setup()
        calm = [_new_run(number, asked.days) for number in range(asked.runs)]
        for run in calm:
            terms.play(run, asked.days)
        _name_buyers(calm)
        stormy = [_new_run(number, asked.days) for number in range(asked.runs)]
        scene = Scene(Fleet.of(Path(home), workers=WORKERS), postgres, redis, stormy)
        try:
            struck = _storm(scene, asked, started)
        finally:
            codes = scene.fleet.stop()
        outcome = compared(calm, stormy, asked.days)
        if outcome.findings:
            _show_logs(Path(home))
    print(json.dumps({"faults": dict(Counter(struck)), "codes": codes, "findings": outcome.findings}, indent=1))
    told = {
        "faults": len(struck),
        "days": outcome.days,
        "lost": outcome.lost,
        "duplicated": outcome.duplicated,
        "digests_equal": outcome.digests_equal,
        "seconds": round(time.monotonic() - started),
    }
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text(json.dumps(told) + "\n", encoding="utf-8")
    print(json.dumps(told))
    return 0 if outcome.digests_equal and not (outcome.lost or outcome.duplicated) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--days", type=int, default=40)
    parser.add_argument("--faults", type=int, default=110)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=840, help="seconds after which it gives up")
    parser.add_argument("--output", type=Path, default=Path("build/chaos.json"))
    return parser.parse_args()


def _setup() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)


def _new_run(number: int, days: int) -> Any:
    return terms.new_run(seed_hex=f"{number + 1:032x}", size=replace(SIZE, days=days))


def _name_buyers(runs: list[Any]) -> None:
    """What the ticker would have asked for, so that no worker finds anything of these runs to do."""
    from orders.services import name_buyers
    from simlab.runs.models import Intent

    asked = Intent.objects.filter(run__in=[run.pk for run in runs])
    for run, day in asked.filter(kind="name_buyers").values_list("run", "due_day"):
        name_buyers(run, day)
    asked.delete()


def _storm(scene: Scene, asked: argparse.Namespace, started: float) -> list[str]:
    """Strike whenever so many days were played, or nothing moved for a while; then wait until everything is done."""
    faults, struck, last = plan(asked.seed, asked.faults), list[str](), time.monotonic()
    total = asked.runs * asked.days
    _ask_for_days(scene.runs, asked.days)
    while time.monotonic() - started < asked.longest:
        scene.keep_alive()
        played, to_do = _state_of(scene.runs)
        due = played * asked.faults > len(struck) * total or time.monotonic() - last > BEFORE_NEXT_FAULT_S
        if len(struck) < len(faults) and due:
            fault = faults[len(struck)]
            if scene.strike(fault):
                struck.append(fault.kind.name.lower())
                last = time.monotonic()
        elif len(struck) == len(faults) and not to_do:
            return struck
        time.sleep(0.05)
    return struck


def _ask_for_days(runs: list[Any], days: int) -> None:
    """A third by hand and all at once, the others by a fast clock."""
    from simlab.runs import services
    from simlab.runs.models import Clock

    for number, run in enumerate(runs):
        if number % 3:
            services.set_clock(run, services.ClockSetting(Clock.PACED, number % 3))
        else:
            services.request_days(run, days=days)


def _state_of(runs: list[Any]) -> tuple[int, int]:
    """Days played so far, and what is still to be done."""
    from django.db import connection

    from simlab.runs.models import Run

    connection.close()  # it may be one of those that were cut
    days = Run.objects.filter(pk__in=[run.pk for run in runs]).values_list("day", "days")
    unplayed = sum(day < last for day, last in days)
    return sum(day for day, _ in days), unplayed + undone(runs).count()


def _show_logs(home: Path) -> None:
    for log in sorted(home.glob("*.log")):
        print(f"== {log.name}", log.read_text(errors="replace")[-4000:], sep="\n", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
