"""A bot before its shop fronts: what it bids for clicks, what it takes off the price, how well it tells of its goods."""

from __future__ import annotations

from typing import cast

import numpy as np

from orders.domain.culture import ASPECTS, Aspect, step_minor
from simlab.core.arrays import Floats, Ints
from simlab.core.settings import BY_NAME
from simlab.engine.policies.outlook import home_price, sales_a_day
from simlab.engine.policies.traits import Traits, whole
from simlab.engine.state import State
from simlab.engine.world import World

_LEFT_OF_A_SALE = 0.3  # what it thinks that a further sale leaves


def marketing(world: World, state: State, traits: Traits) -> dict[str, Ints]:
    """Bids and reductions; nothing in a scenario without auctions."""
    if not world.marketing.auctioned:
        return {}
    sizes = world.sizes
    fronts = (*state.cash_minor.shape, sizes.fronts)
    return {
        "bid_minor": _bids(world, state, traits),
        "sale_depth_e4": np.broadcast_to(whole(traits.sale_depth_e4)[:, :, None], fronts),
        "coupon_e4": whole(traits.coupon_e4)[:, world.listings.store],
    }


def _bids(world: World, state: State, traits: Traits) -> Ints:
    """A share of the sales that a click brings at the usual conversion, [B, S, sets]."""
    column = BY_NAME["bid_minor"]
    front = np.arange(world.sizes.sets) // world.sizes.categories
    sales = world.marketing.auction.cvr_e4 * 1e-4 * home_price(world, state)[:, :, front]
    bid = np.rint(sales * cast(Floats, traits.bid_e4)[:, :, None] * 1e-4)
    return np.asarray(np.clip(bid, column.least, column.most), dtype=np.int64)


def presentation(world: World, state: State, day: int, traits: Traits) -> dict[str, Ints]:
    """Each aspect at the level that earns most over the time in which it has to pay; nothing where buyers do not care."""
    culture = world.habits.culture
    if not culture.worth_e3.any():
        return {}
    patience = cast(Floats, traits.payback_days)[:, :, None]
    sales = sales_a_day(world, state, state.settings["price_minor"])
    earned = sales * patience * _LEFT_OF_A_SALE
    return {name: _level(world, state, day, Aspect(number), earned) for number, name in enumerate(ASPECTS)}


def _level(world: World, state: State, day: int, aspect: Aspect, earned: Floats) -> Ints:
    """The level of one aspect, [B, S, F]; who expects to earn nothing leaves it as it stands. earned: what doubled sales would bring."""
    culture, standing = world.habits.culture, state.settings[ASPECTS[aspect]]
    worth = culture.worth_e3[aspect, :, : BY_NAME[ASPECTS[aspect]].most + 1] * 1e-3  # [F, levels]
    if aspect == Aspect.GIFT_WRAP:
        worth = worth * (culture.gift_e3[day] * 1e-3)[:, None]
    gain = earned[..., None] * worth
    paid = state.presented[..., aspect]
    cost = np.stack([step_minor(culture, aspect, level, paid) for level in range(worth.shape[1])], axis=-1)
    return np.where(earned > 0, np.argmax(gain - cost, axis=-1), standing)
