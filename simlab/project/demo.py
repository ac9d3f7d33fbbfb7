"""`simlab demo`: a class of four bot teams plays `first-store` through the same Celery tasks as any class."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db.models import Sum
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from logistics.models import Parcel
from orders.models import Order
from payments.models import LedgerEntry, Payment
from scoring.selectors import Scorecard, scorecards
from scoring.services import NotTuned, score_run
from simlab.classroom.reads.runs import ranked
from simlab.engine.verify import Verification, verify_run
from simlab.project import democlass
from simlab.project.printing import print_digest, print_leaderboard, print_scorecards, print_sign_ins
from simlab.project.workers import embedded_workers
from simlab.runs import services
from simlab.runs.intents import NAME_BUYERS
from simlab.runs.models import Intent, Run, Store
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.resolve import resolve

SCENARIO = "first-store"
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Finished:
    run: Run
    seconds: float
    verification: Verification
    standings: list[dict[str, Any]]
    scorecards: list[Scorecard]


def play_demo(*, days: int, output: Path) -> bool:
    """Play, grade, verify, print and write the figures; whether the run is verified."""
    console = Console()
    call_command("migrate", verbosity=0, interactive=False)
    version = services.freeze_scenario(resolve(shipped(SCENARIO)))
    cast = democlass.assemble(version)
    with embedded_workers():
        seconds = _play(cast.run, days, console)
    cast.run.refresh_from_db()
    cards = _grade(cast.run, console)
    done = Finished(cast.run, seconds, verify_run(cast.run), ranked(cast.run), cards)
    _report(console, done, cast)
    _write(output, figures(done))
    democlass.hand_over(cast.run)
    return done.verification.holds


def _play(run: Run, days: int, console: Console) -> float:
    services.start_run(run)
    started = time.perf_counter()
    due_day = services.request_days(run, days=days)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("days", total=due_day)
        while _still_playing(run, due_day):
            progress.update(task, completed=run.day)
            time.sleep(LOOK_SECONDS)
        progress.update(task, completed=run.day)
    return time.perf_counter() - started


def _still_playing(run: Run, due_day: int) -> bool:
    """Days to go, or buyers without a name. Raises when a task was given up, instead of waiting for ever."""
    failed = Intent.objects.filter(run=run, failed_at__isnull=False).first()
    if failed:
        raise RuntimeError(f"{failed.kind} failed: {failed.error}")
    run.refresh_from_db()
    return run.day < due_day or Intent.objects.filter(run=run, kind=NAME_BUYERS, done_at=None).exists()


def _grade(run: Run, console: Console) -> list[Scorecard]:
    try:
        with console.status("grading 评分中"):
            score_run(run)
    except NotTuned as missing:
        console.print(str(missing), style="yellow")
    return scorecards(run)


def _report(console: Console, done: Finished, cast: democlass.Cast) -> None:
    print_leaderboard(console, done.standings)
    print_scorecards(console, done.scorecards)
    print_digest(console, done.verification)
    print_sign_ins(console, cast.sign_ins)


def figures(done: Finished) -> dict[str, Any]:
    """What `build/demo.json` says."""
    run = done.run
    axes = {card["store"]["id"]: _axes(card) for card in done.scorecards}
    return {
        "days": run.day,
        "stores": Store.objects.filter(world__run=run).count(),
        "orders": Order.objects.of_run(run.pk).count(),
        "parcels": Parcel.objects.of_run(run.pk).count(),
        "payments": Payment.objects.of_run(run.pk).count(),
        "ledger_imbalance_minor": ledger_imbalance_minor(run.pk),
        "digest": done.verification.digest,
        "verified": done.verification.holds,
        "seconds": round(done.seconds, 2),
        "leaderboard": [
            _standing(row) | {"axes": axes.get(str(row["of"].pk), {})} for row in done.standings if row["of"].team_id
        ],
    }


def ledger_imbalance_minor(run_id: int) -> int:
    """What debits and credits differ by, over stores, days, causes and currencies."""
    entries = LedgerEntry.objects.of_run(run_id).values("world", "store", "day", "cause", "currency")
    sums = entries.annotate(difference=Sum("amount_minor")).values_list("difference", flat=True)
    return sum(abs(difference) for difference in sums)


def _standing(row: dict[str, Any]) -> dict[str, Any]:
    return {"team": row["of"].team.name, "profit_minor": row["profit_minor"]}


def _axes(card: Scorecard) -> dict[str, Any]:
    shown = ("level_e2", "se_e2", "money_minor", "se_minor")
    return {axis["code"]: {name: axis[name] for name in shown} for axis in card["axes"]}


def _write(output: Path, content: dict[str, Any]) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
