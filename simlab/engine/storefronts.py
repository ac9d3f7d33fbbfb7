"""What any shopper could see of a market on its last evening, and what research tools estimate of it. Nothing here is played or changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orders.domain import trust
from simlab.core import quantiles, rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck
from simlab.engine.margins import Eve, opened_shelf
from simlab.engine.stages import accounts, paperwork
from simlab.engine.world import World

MONTH_DAYS = 28
_WEEK_DAYS = 7
_ESTIMATE_CV = 0.25  # research tools are off by about a quarter (teaching value)
_STORE_BITS = 16


@dataclass(frozen=True)
class Storefronts:
    """The listings of one world [L]: on sale or not, price in the market's currency, days promised, and where it ships from.

    top_rated [S]: the badge of a store that buyers trust.
    """

    on_sale: Bools
    price_minor: Ints
    promise_days: Ints
    warehouse: Ints
    top_rated: Bools


def storefronts(eve: Eve, row: int) -> Storefronts:
    """World `row` of the batch, as its shelves stood."""
    today, shelf = opened_shelf(eve)
    paperwork.admit_listings(today, shelf)
    accounts.close_shops(today, shelf)
    ratings = (today.state.rating_sum.sum(axis=-1), today.state.rating_count.sum(axis=-1))
    return Storefronts(
        on_sale=shelf.live[row],
        price_minor=shelf.price_minor[row],
        promise_days=shelf.promise_days[row],
        warehouse=shelf.warehouse[row],
        top_rated=trust.badge_utility_e3(eve.world.habits.trust, *ratings)[row] > 0,
    )


def shoppers_per_month(world: World, luck: Luck, day: int, store: int) -> Ints:
    """A store's estimate of the shoppers of each choice set in the four weeks before a day, [sets], to two digits.

    Whoever looks again in the same week reads the same.
    """
    terms, first = world.demand, max(day - MONTH_DAYS, 0)
    season_e4 = terms.season_e4[first : first + MONTH_DAYS].sum(axis=0)
    true = terms.base_e2 * season_e4 // 1_000_000
    slot = store << _STORE_BITS | np.arange(len(true))
    drawn = rng.bins(luck, "orders.market_report", day // _WEEK_DAYS, slot)[0]
    return two_digits(true * quantiles.unit_mean_e6(_ESTIMATE_CV)[drawn] // 1_000_000)


def two_digits(numbers: Ints) -> Ints:
    """Rounded half up to two significant digits."""
    unit = np.ones_like(numbers)
    while (tall := numbers // unit >= 100).any():
        unit = np.where(tall, unit * 10, unit)
    return np.asarray((numbers + unit // 2) // unit * unit)
