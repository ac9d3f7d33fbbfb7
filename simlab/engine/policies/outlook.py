"""What a store may expect to sell, read from its own sales of late. Every store of a batch at once."""

from __future__ import annotations

import numpy as np

from logistics.domain.replenishment import SPEED_ONE
from orders.domain import care
from simlab.core.arrays import Floats, Ints
from simlab.core.money import RATE_ONE, convert
from simlab.engine.state import State
from simlab.engine.world import World

LATE_SHARE = 0.15  # of deliveries, as a seller would guess it


def sales_a_day(world: World, state: State, price: Ints) -> Floats:
    """Home money a day by front at these prices [B, L], [B, S, F]; a SKU's sales spread evenly over the fronts."""
    rate = state.rate_e8[:, world.trade.front_currency]
    by_front = price[:, world.listings.number] * rate[:, None, :, None] / RATE_ONE
    return np.asarray((by_front * state.speed[:, :, None, :]).sum(axis=-1) / (SPEED_ONE * world.sizes.fronts))


def units_a_day(world: World, state: State) -> Floats:
    """Units a day by front, [B, S, F]: a SKU's sales spread as the shoppers of its category do."""
    return np.asarray((state.speed[:, :, None, :] * _share_of_front(world)).sum(axis=-1) / SPEED_ONE)


def _share_of_front(world: World) -> Floats:
    """The share of each front in the shoppers for each SKU, [F, K]."""
    sizes = world.sizes
    by_category = world.demand.base_e2.reshape(sizes.fronts, sizes.categories)
    category = world.marketing.page.set_of_listing[world.listings.number[0, 0]] % sizes.categories
    return np.asarray((by_category / np.maximum(by_category.sum(axis=0), 1))[:, category])


def overhead_an_order(world: World, state: State) -> Floats:
    """What platforms and agents take for an order beside referral fees, in home money by front, [B, F]."""
    closing = convert(world.fees.closing_cents, state.rate_e8[:, [world.trade.dollar]])
    if not world.care.on:
        return np.asarray(closing, dtype=np.float64)
    one = np.ones((1, 1, world.sizes.fronts))
    messages = care.mean_messages(world.care, one, one, one * LATE_SHARE)[0, 0]
    wages = world.care.wage_minor[world.care.language_of_front] / world.care.contacts_per_hour
    return np.asarray(closing + messages * wages)


def home_price(world: World, state: State) -> Floats:
    """The mean price of a store's listings as they stand, in home money by front, [B, S, F]."""
    rate = state.rate_e8[:, world.trade.front_currency] / RATE_ONE
    return np.asarray(state.settings["price_minor"][:, world.listings.number].mean(axis=-1) * rate[:, None])
