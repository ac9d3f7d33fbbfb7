"""What came of it: every day and every row of the disturbed runs against runs that nobody disturbed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    days: int
    lost: int
    duplicated: int
    digests_equal: bool
    findings: list[str]


def compared(calm: list[Any], stormy: list[Any], days: int) -> Outcome:
    """Runs of the same seeds, pair by pair."""
    from tests.terms import digests

    lost, duplicated, findings = 0, 0, list[str]()
    for still, tossed in zip(calm, stormy, strict=True):
        here, there = _counts(still), _counts(tossed)
        lost += sum(max(here[table] - there[table], 0) for table in here)
        duplicated += sum(max(there[table] - here[table], 0) for table in here)
        findings += _verified(tossed)
    told = [digests(run) for run in stormy]
    equal = told == [digests(run) for run in calm] and all(len(chain) == days for chain in told)
    left = [f"run {intent.run_id}: {intent.kind} {intent.due_day}: {intent.error}" for intent in undone(stormy)]
    return Outcome(sum(map(len, told)), lost + len(left), duplicated, equal and not findings, findings + left)


def _counts(run: Any) -> dict[str, int]:
    from orders.models import Buyer
    from simlab.engine.records import TABLES
    from simlab.runs.models import DayClose, Decision

    counts = {table.event: table.model.objects.of_run(run.pk).count() for table in TABLES}
    counts["buyers"] = Buyer.objects.of_run(run.pk).count()
    kept = {"closes": DayClose, "decisions": Decision}
    return counts | {name: model.objects.filter(run=run).count() for name, model in kept.items()}


def _verified(run: Any) -> list[str]:
    from simlab.engine.verify import verify_run

    run.refresh_from_db()
    return [f"run {run.pk}: {finding}" for finding in verify_run(run).findings]


def undone(runs: list[Any]) -> Any:
    """What was asked for and is not done. Nobody serves the queue of gradings, which must hold up nothing else."""
    from simlab.runs.models import Intent

    return Intent.objects.filter(run__in=[run.pk for run in runs], done_at=None).exclude(kind="score")
