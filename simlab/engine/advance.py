"""Play one day of a run: claim, load, simulate, save; all in one transaction, so a day is played once or not at all."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from django.db import transaction

from simlab.core.digest import day_digest, table_digest
from simlab.engine import bulk, metrics, recall, seats, snapshots, statuses, versions
from simlab.engine.announce import announce_day
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.ledger import check_balanced
from simlab.engine.playing import Game, decisions_of, evening_before, game_of
from simlab.engine.records import TABLES
from simlab.engine.state import STATE_VERSION, State, to_bytes
from simlab.runs import partitions
from simlab.runs.intents import NAME_BUYERS, SCORE, day_closed
from simlab.runs.models import DayClose, Intent, Run, RunState

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Played:
    """A day as the kernel left it."""

    day: int
    state: State
    events: Events
    previous_digest: str
    kernel_seconds: float


def advance_run(run_id: int, day: int) -> bool:
    """Close `day` of a running run. False, and nothing is changed, when the day is not the next one to play."""
    started = time.perf_counter()
    if day == 0:
        partitions.make_room(run_id)
    with transaction.atomic():
        if not _claim(run_id, day):
            return False
        run = Run.objects.select_related("scenario_version").get(pk=run_id)
        game = game_of(run)
        played = _play(game, day)
        _save(game, played, started)
        transaction.on_commit(lambda: announce_day(run_id, run.day, run.state))
    _tell(run_id, played, time.perf_counter() - started)
    return True


def _tell(run_id: int, played: Played, seconds: float) -> None:
    orders = played.events.tables["order"]["seq"].size
    metrics.day_closed(
        orders=orders,
        kernel_seconds=played.kernel_seconds,
        database_seconds=seconds - played.kernel_seconds,
        seconds=seconds,
    )
    _log.info("day closed", extra={"run": run_id, "day": played.day, "orders": orders, "seconds": round(seconds, 3)})


def _claim(run_id: int, day: int) -> bool:
    """Compare-and-swap: of all tasks for a day, only one finds the run still waiting for it."""
    claimed = Run.objects.filter(pk=run_id, day=day, days__gt=day, state=RunState.RUNNING).update(day=day + 1)
    return claimed == 1


def _play(game: Game, day: int) -> Played:
    state, digest = evening_before(game, day)
    seats.decide(game, state, day)
    decisions = decisions_of(game.run, day)
    started = time.perf_counter()
    state, events = simulate_day(game.world, state, decisions, day, luck=game.luck_on(day), recorded=game.recorded)
    return Played(day, state, events, digest, time.perf_counter() - started)


def _save(game: Game, played: Played, started: float) -> None:
    check_balanced(played.events.tables["ledger"])
    tables = played.events.tables
    ordered = [(table, table.in_id_order(tables[table.event])) for table in TABLES if table.event in tables]
    # Hashing and compressing run beside the database, which does most of the work.
    with ThreadPoolExecutor(max_workers=1) as beside:
        snapshot = beside.submit(lambda: snapshots.packed(to_bytes(played.state)))
        digests = beside.submit(lambda: {table.event: table_digest(table.event, rows) for table, rows in ordered})
        bulk.insert_all([(table.model, table.to_rows(game.run.pk, played.day, rows)) for table, rows in ordered])
        statuses.follow(game.run.pk, played.day)
    close = _close(game.run, played, digests.result())
    recall.remember(game.run.pk, close.digest, played.state)
    snapshots.keep(close, snapshot.result(), round_days=game.world.sizes.round_days)
    _queue_work(game.run, played.day)
    DayClose.objects.filter(pk=close.pk).update(seconds=time.perf_counter() - started)


def _close(run: Run, played: Played, digests: dict[str, str]) -> DayClose:
    return DayClose.objects.create(
        run=run,
        day=played.day,
        engine_version=versions.ENGINE,
        numpy_version=np.__version__,
        state_version=STATE_VERSION,
        previous_digest=played.previous_digest,
        digest=day_digest(played.previous_digest, played.events.decisions, digests),
        table_digests=digests,
        orders=played.events.tables["order"]["seq"].size,
        seconds=0.0,
        kernel_seconds=played.kernel_seconds,
    )


def _queue_work(run: Run, day: int) -> None:
    """What follows a day is asked for in the same transaction, so it is neither lost nor done twice."""
    day_closed(run.pk, day + 1)
    Intent.objects.create(kind=NAME_BUYERS, run=run, due_day=day)
    if day + 1 == run.days:
        run.state = RunState.FINISHED
        run.save(update_fields=["state"])
        Intent.objects.create(kind=SCORE, run=run, due_day=day)
