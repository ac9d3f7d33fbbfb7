"""How fast the day is with every section on: with rows recorded, as a fork; and per order when a plain day grows tenfold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.everything import everything
from bench.measure import median, seconds, spread
from simlab.core.arrays import Bools
from simlab.core.heap import keep_freed_memory
from simlab.core.rng import Luck
from simlab.core.settings import no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.state import State, opening_state
from simlab.engine.world import World, compile_world
from tests.worlds import Size, document

BATCH = 32
FORKS = 128  # a grade plays batches of thousands of worlds, for which 32 would tell more of the overhead of calls than of the work
WARM_DAYS = 28
TIMED_DAYS = 14  # two decision rounds
PASSES = 5


@dataclass
class Play:
    """A batch of worlds with parcels in flight."""

    world: World
    state: State
    luck: Luck
    day: int

    def on(self, days: int, recorded: Bools | None) -> int:
        """Play on from here, which stays as it was; returns the orders of the days."""
        state, orders = self.state, 0
        for day in range(self.day, self.day + days):
            state, events = simulate_day(self.world, state, no_decisions(), day, luck=self.luck, recorded=recorded)
            orders += int(events.tables["store_day"]["orders"].sum()) if events.tables else 0
        return orders


def warm(world: World, worlds: int, days: int = WARM_DAYS) -> Play:
    keep_freed_memory()  # as every process that plays days does
    luck = Luck.of_seeds(range(1, worlds + 1))
    state = opening_state(world, worlds)
    for day in range(days):
        state, _ = simulate_day(world, state, no_decisions(), day, luck=luck)
    return Play(world, state, luck, days)


def everyone(world: World) -> Bools:
    return np.ones(world.sizes.stores, dtype=bool)


def kernel_figures() -> dict[str, Any]:
    play = warm(compile_world(everything()), BATCH)
    orders = play.on(TIMED_DAYS, everyone(play.world))
    times = [seconds(lambda: play.on(TIMED_DAYS, everyone(play.world))) for _ in range(PASSES)]
    return {
        "orders_per_s": round(orders / median(times)),
        "spread": spread(times),
        "worlds": BATCH,
        "orders_per_world_day": round(orders / BATCH / TIMED_DAYS, 1),
        "outside_share": round(1 - orders / _shoppers(play), 4),
        "parcels_in_flight": sum(len(rows["slot"]) for _, rows in play.state.queues["parcels"].all_rows()),
    }


def fork_figures() -> dict[str, Any]:
    play = warm(compile_world(everything()), FORKS)
    times = [seconds(lambda: play.on(TIMED_DAYS, None)) for _ in range(PASSES)]
    return {"world_days_per_s": round(FORKS * TIMED_DAYS / median(times)), "spread": spread(times), "worlds": FORKS}


def scale_figures() -> dict[str, Any]:
    """Seconds per order of one large world, at ten times the demand over once."""
    cost = {orders: _seconds_per_order(orders) for orders in (10_000, 100_000)}
    micro = {f"us_per_order_{orders}": round(value * 1e6, 4) for orders, value in cost.items()}
    return {"cost_ratio": round(cost[100_000] / cost[10_000], 3), **micro}


def _seconds_per_order(orders_per_day: int) -> float:
    play = warm(compile_world(document(Size(stores=60, teams=20, orders_per_day=orders_per_day))), 1)
    orders = play.on(7, everyone(play.world))
    return median([seconds(lambda: play.on(7, everyone(play.world))) for _ in range(3)]) / orders


def _shoppers(play: Play) -> float:
    """Shoppers to be expected in the timed days."""
    demand, days = play.world.demand, slice(play.day, play.day + TIMED_DAYS)
    return BATCH * float((demand.season_e4[days] * 1e-4 @ (demand.base_e2 * 1e-2)).sum())
