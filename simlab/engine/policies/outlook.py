"""What a store may expect to sell, read from its own sales of late. Every store of a batch at once."""

from __future__ import annotations

import numpy as np

from logistics.domain.replenishment import SPEED_ONE
from simlab.core.arrays import Floats, Ints
from simlab.core.money import RATE_ONE
from simlab.engine.state import State
from simlab.engine.world import World


def sales_a_day(world: World, state: State, price: Ints) -> Floats:
    """Home money a day by front at these prices [B, L], [B, S, F]; a SKU's sales spread evenly over the fronts."""
    rate = state.rate_e8[:, world.trade.front_currency]
    by_front = price[:, world.listings.number] * rate[:, None, :, None] / RATE_ONE
    return np.asarray((by_front * state.speed[:, :, None, :]).sum(axis=-1) / (SPEED_ONE * world.sizes.fronts))


def units_a_day(world: World, state: State) -> Floats:
    """Units a day by front, [B, S, F]."""
    units = state.speed.sum(axis=-1) / (SPEED_ONE * world.sizes.fronts)
    return np.broadcast_to(units[:, :, None], (*units.shape, world.sizes.fronts))


def home_price(world: World, state: State) -> Floats:
    """The mean price of a store's listings as they stand, in home money by front, [B, S, F]."""
    rate = state.rate_e8[:, world.trade.front_currency] / RATE_ONE
    return np.asarray(state.settings["price_minor"][:, world.listings.number].mean(axis=-1) * rate[:, None])
