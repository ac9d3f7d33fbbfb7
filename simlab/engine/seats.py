"""Bots in team seats: what they decide on a round day is recorded like a student's decision, then the day is played."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simlab.engine.playing import Game
from simlab.engine.policies.table import POLICY_CODES
from simlab.engine.policies.turn import bot_rows
from simlab.engine.state import State
from simlab.runs.documents import document_of
from simlab.runs.kinds import Row, kind_numbered
from simlab.runs.models import Decision, DecisionSource, Run, Store

Seats = dict[tuple[int, int], Store]  # by world and store number


def decide(game: Game, state: State, day: int) -> None:
    """Record what the seated bots decide when `day` opens a round."""
    if day % game.world.sizes.round_days:
        return
    seated = Store.objects.filter(world__run=game.run, team__isnull=False).exclude(policy="")
    seats = {(store.world.number, store.number): store for store in seated.select_related("world")}
    if seats:
        rows = _turns(game, state, day, seats)
        # A few hundred facts a week; they carry JSON, so they do not go the way of the day's integer rows.
        Decision.objects.bulk_create(_recorded(game.run, seats, rows))


def _turns(game: Game, state: State, day: int, seats: Seats) -> np.ndarray:
    """Rows of all seated bots; worlds whose seats are held alike take their turn together."""
    policies = np.full((game.worlds, game.world.sizes.stores), -1, np.int64)
    for place, store in seats.items():
        policies[place] = POLICY_CODES.index(store.policy)
    turns = []
    for policy in np.unique(policies, axis=0):
        rows = bot_rows(game.world, state, day, game.luck_on(day), policy)
        turns.append(rows[np.isin(rows["world"], np.flatnonzero((policies == policy).all(axis=1)))])
    return np.concatenate(turns)


def _recorded(run: Run, seats: Seats, rows: np.ndarray) -> Iterator[Decision]:
    document = document_of(run)
    for world, day, store, *change in rows.tolist():
        row = Row(*change)
        kind = kind_numbered(row.kind)
        yield Decision(
            run=run,
            store=seats[world, store],
            source=DecisionSource.BOT,
            kind=kind.code,
            day=day,
            effective_day=day,
            payload=kind.described(row, document),
            rows=[list(row)],
        )
