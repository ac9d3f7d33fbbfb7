"""Prove a run: it can be played again from seed and decisions, its chain holds, and its rows are the rows of each day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from simlab.core.digest import GENESIS, day_digest, table_digest
from simlab.engine import bulk, snapshots
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.playing import decisions_of, game_of
from simlab.engine.records import TABLES
from simlab.engine.state import State, opening_state, to_bytes
from simlab.runs.models import DayClose, Run
from simlab.runs.rows import RUN_SHIFT, day_range, row_id


@dataclass
class Verification:
    """What was checked and what did not hold; `findings` are in English, for the operator."""

    days: int
    digest: str = GENESIS
    findings: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.findings


def verify_run(run: Run) -> Verification:
    closes = list(DayClose.objects.filter(run=run).order_by("day").defer("snapshot"))
    checked = Verification(days=len(closes), digest=closes[-1].digest if closes else GENESIS)
    checked.findings += _broken_chain(run, closes)
    checked.findings += _changed_rows(run, closes)
    checked.findings += _played_otherwise(run, closes)
    return checked


def _broken_chain(run: Run, closes: list[DayClose]) -> Iterator[str]:
    if [close.day for close in closes] != list(range(run.day)):
        yield f"the run says {run.day} days are closed, {len(closes)} closes are kept"
    previous = GENESIS
    for close in closes:
        if close.previous_digest != previous:
            yield f"day {close.day} is not chained to the day before"
        previous = close.digest


def _changed_rows(run: Run, closes: list[DayClose]) -> Iterator[str]:
    for close in closes:
        ids = day_range(run.pk, close.day, close.day)
        for table in TABLES:
            rows = bulk.read(table.model, table.append_only, ids)
            if not rows["id"].size and table.event not in close.table_digests:
                continue
            if table_digest(table.event, table.to_events(rows)) != close.table_digests.get(table.event):
                yield f"rows of table {table.event} of day {close.day} were changed"
    beyond = row_id(run_id=run.pk, day=run.day), (run.pk + 1) << RUN_SHIFT
    for table in TABLES:
        if table.model.objects.filter(id__gte=beyond[0], id__lt=beyond[1]).exists():
            yield f"table {table.event} has rows of days that are not closed"


def _played_otherwise(run: Run, closes: list[DayClose]) -> Iterator[str]:
    game = game_of(run)
    state = opening_state(game.world, game.worlds)
    digest = GENESIS
    for close in closes:
        decisions = decisions_of(run, close.day)
        state, events = simulate_day(game.world, state, decisions, close.day, luck=game.luck, recorded=game.recorded)
        digest = _digest(digest, events)
        if digest != close.digest:
            yield f"day {close.day} played again gives another digest"
            return
        yield from _changed_snapshot(close, state)


def _digest(previous: str, events: Events) -> str:
    digests = {
        table.event: table_digest(table.event, table.in_id_order(events.tables[table.event]))
        for table in TABLES
        if table.event in events.tables
    }
    return day_digest(previous, events.decisions, digests)


def _changed_snapshot(close: DayClose, state: State) -> Iterator[str]:
    snapshot = DayClose.objects.values_list("snapshot", flat=True).get(pk=close.pk)
    if snapshot is not None and snapshots.unpacked(snapshot) != to_bytes(state):
        yield f"the snapshot of day {close.day} is not the state of that day"
