"""Prove a run: it can be played again from seed and decisions, its chain holds, and its rows are the rows of each day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import ObjectDoesNotExist

from simlab.core.digest import GENESIS, day_digest, table_digest
from simlab.engine import bulk, snapshots, versions
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.playing import Game, decisions_of, evening_before, game_of
from simlab.engine.records import TABLES
from simlab.engine.state import State, opening_state, to_bytes
from simlab.engine.upgrades import restored
from simlab.runs.models import DayClose, Run
from simlab.runs.rows import RUN_SHIFT, day_range, row_id


@dataclass
class Verification:
    """What was checked and what did not hold, in English, for the operator."""

    days: int
    digest: str = GENESIS
    findings: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)  # days that only another engine can play again

    @property
    def holds(self) -> bool:
        return not self.findings


def verify_run(run: Run) -> Verification:
    closes = _closes(run)
    checked = Verification(days=len(closes), digest=closes[-1].digest if closes else GENESIS)
    checked.findings += check_kept(run)
    game = game_of(run)
    for engine, span in groupby(closes, key=lambda close: close.engine_version):
        days = list(span)
        if engine == versions.ENGINE:
            checked.findings += _played_otherwise(game, days)
        else:
            checked.elsewhere.append(
                f"days {days[0].day} to {days[-1].day} were closed by engine {engine}, which alone can play them again"
            )
    return checked


def check_kept(run: Run) -> Iterator[str]:
    """What does not hold of chain and rows as they are kept; nothing is played."""
    closes = _closes(run)
    yield from _broken_chain(run, closes)
    yield from _changed_rows(run, closes)


def _closes(run: Run) -> list[DayClose]:
    return list(DayClose.objects.filter(run=run).order_by("day").defer("snapshot"))


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


def _played_otherwise(game: Game, closes: list[DayClose]) -> Iterator[str]:
    """Play a span of days again, from the opening or from the snapshot that another engine left."""
    try:
        state, digest = evening_before(game, closes[0].day)
    except ObjectDoesNotExist:
        return  # the missing close is a finding already
    except LookupError:
        yield f"the snapshot that day {closes[0].day} opens with is missing"
        return
    for close in closes:
        decisions = decisions_of(game.run, close.day)
        state, events = simulate_day(
            game.world, state, decisions, close.day, luck=game.luck_on(close.day), recorded=game.recorded
        )
        digest = day_digest(digest, events.decisions, digests_of(events))
        if digest != close.digest:
            yield f"day {close.day} played again gives another digest"
            return
        yield from _changed_snapshot(game, close, state)


def digests_of(events: Events) -> dict[str, str]:
    """The digest of every table of a day."""
    return {
        table.event: table_digest(table.event, table.in_id_order(events.tables[table.event]))
        for table in TABLES
        if table.event in events.tables
    }


def _changed_snapshot(game: Game, close: DayClose, state: State) -> Iterator[str]:
    snapshot = DayClose.objects.values_list("snapshot", flat=True).get(pk=close.pk)
    if snapshot is None:
        return
    if not _is(snapshot, state, opening_state(game.world, game.worlds)):
        yield f"the snapshot of day {close.day} is not the state of that day"


def _is(snapshot: bytes | memoryview, state: State, opening: State) -> bool:
    """Whether the snapshot, perhaps of an earlier version, is this state."""
    try:
        kept = snapshots.unpacked(snapshot)
        return kept == to_bytes(state) or to_bytes(restored(kept, opening)) == to_bytes(state)
    except (snapshots.Damaged, ValueError, KeyError):
        return False
