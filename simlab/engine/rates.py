"""The exchange rates of the days that are closed, as the market had them: what a person looks back on is valued at the rate of its day."""

from __future__ import annotations

import numpy as np

from payments.domain import fx
from simlab.core.arrays import Ints
from simlab.core.rng import Luck
from simlab.engine.shocks import pulled
from simlab.engine.world import World


def closing_rates(world: World, luck: Luck, shock_day: Ints, days: int) -> Ints:
    """Rates of the evenings of days 0, 1 ... days - 1, [days, B, C]; shock_day: of the last evening."""
    worlds = len(shock_day)
    rate = np.broadcast_to(world.opening.rate_e8, (worlds, world.sizes.currencies))
    closed = np.empty((days, *rate.shape), dtype=np.int64)
    for day in range(days):
        if world.trade.fx_open[day]:
            rate = fx.next_rates(rate, world.trade.fx_return_e8, luck, day)
        rate = fx.drifted(rate, pulled(world.shocks, shock_day, day)["return_add_e8"])
        closed[day] = rate
    return closed
