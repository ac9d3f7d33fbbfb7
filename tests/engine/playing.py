"""Play a small world for the tests of the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from simlab.core import digest
from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE, Kind, listing_target, no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.state import State, opening_state
from simlab.engine.world import World


@dataclass
class Played:
    """The evenings of a run: states[d] is the state after day d."""

    states: list[State] = field(default_factory=list)
    events: list[Events] = field(default_factory=list)

    def table(self, name: str) -> dict[str, np.ndarray]:
        """A table over all days that have it, with its day."""
        chunks = [
            {**events.tables[name], "day": np.full(len(events.tables[name]["store"]), day)}
            for day, events in enumerate(self.events)
            if name in events.tables
        ]
        return {column: np.concatenate([chunk[column] for chunk in chunks]) for column in chunks[0]}

    def digests(self) -> Iterator[str]:
        """The chain of days."""
        previous = digest.GENESIS
        for events in self.events:
            tables = {name: digest.table_digest(name, table) for name, table in events.tables.items()}
            previous = digest.day_digest(previous, events.decisions, tables)
            yield previous


def play(
    world: World, days: int, *, seeds: Sequence[int] = (1,), decisions: dict[int, np.ndarray] | None = None
) -> Played:
    """All stores recorded, from the opening."""
    played, state = Played(), opening_state(world, len(seeds))
    luck, recorded = Luck.of_seeds(seeds), np.ones(world.sizes.stores, dtype=bool)
    for day in range(days):
        state, events = simulate_day(
            world, state, (decisions or {}).get(day, no_decisions()), day, luck=luck, recorded=recorded
        )
        played.states.append(state)
        played.events.append(events)
    return played


def choice_sets(world: World) -> np.ndarray:
    """The choice set (market and category) of every listing, [L]."""
    categories = int(world.goods.category.max()) + 1
    return np.asarray(world.listings.market * categories + world.goods.category[world.listings.sku])


def decision(
    kind: Kind, *, store: int, value: int, market: int = 0, sku: int = 0, day: int = 0, world: int = 0
) -> np.ndarray:
    """One decision row."""
    listing = kind in (Kind.SET_PRICE, Kind.LIST_PRODUCT)
    target = (
        listing_target(market, sku)
        if listing
        else sku
        if kind in (Kind.SET_COVER, Kind.PLACE_PURCHASE_ORDER)
        else market
    )
    return np.array([(world, day, store, kind, target, 0, value)], dtype=DECISION_DTYPE)
