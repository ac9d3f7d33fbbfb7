"""What a store is worth to whoever takes it over: wealth, and V0, a linear value of what wealth leaves out.

The features are integers in home minor units; the weights are fitted once per scenario version (`scoring.domain.fitting`)
and frozen as millionths. docs/algorithms/grading.md explains every feature.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from logistics.domain.replenishment import SPEED_ONE
from simlab.core.arrays import Ints, tally
from simlab.core.money import convert
from simlab.core.rows import size
from simlab.engine.state import State
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World

WEIGHT_ONE = 1_000_000
FEATURES = (
    "stock",
    "pipeline",
    "cover_10",
    "cover_20",
    "cover_30",
    "overstock",
    "momentum",
    "rating",
    "unreviewed",
    "in_flight",
    "refunds_due",
    "owed",
    "cash_short",
    "mood",
)
_COVERS_DAYS = (10, 20, 30)
_OVERSTOCK_DAYS = 45
_WEEK_DAYS = 7
_PURCHASE_DAYS = 14
_COMMON_STARS_E2 = 430
_REVIEWS_COUNTED = 10


@dataclass(frozen=True)
class Handover:
    """Worth of every store of a batch: wealth + features x weights. Weights in millionths, in the order of FEATURES."""

    world: World
    weights_e6: tuple[int, ...]

    @staticmethod
    def of(world: World, weights_e6: Mapping[str, int]) -> Handover:
        """Raises KeyError when a weight is missing."""
        return Handover(world, tuple(weights_e6[name] for name in FEATURES))

    def __call__(self, state: State) -> Ints:
        """[B, S] home minor units."""
        value_e6 = features(self.world, state) @ np.array(self.weights_e6, dtype=np.int64)
        return np.asarray(wealth_minor(state) + (value_e6 + WEIGHT_ONE // 2) // WEIGHT_ONE)


def features(world: World, state: State) -> Ints:
    """[B, S, FEATURES] home minor units."""
    cost = world.suppliers.unit_cost_minor
    stock, speed = state.stock_units.sum(axis=-1), state.speed
    position = stock + state.pipeline_units
    daily = _cost_of_days(speed, cost, 1)
    covers = [np.minimum(position * cost, _cost_of_days(speed, cost, days)).sum(axis=-1) for days in _COVERS_DAYS]
    over = np.maximum(position * cost - _cost_of_days(speed, cost, _OVERSTOCK_DAYS), 0)
    stars_e2 = state.rating_sum * 100 // np.maximum(state.rating_count, 1)
    known = np.minimum(state.rating_count, _REVIEWS_COUNTED)
    weekly = _WEEK_DAYS * daily
    columns = [
        (stock * cost).sum(axis=-1),
        (state.pipeline_units * cost).sum(axis=-1),
        *covers,
        over.sum(axis=-1),
        weekly.sum(axis=-1),
        (weekly * (stars_e2 - _COMMON_STARS_E2) // 100).sum(axis=-1),
        (weekly * (_REVIEWS_COUNTED - known) // _REVIEWS_COUNTED).sum(axis=-1),
        _queued(world, state, "parcels"),
        _queued(world, state, "losses") + _queued(world, state, "returns"),
        convert(state.receivable_minor, state.rate_e8[:, None, :]).sum(axis=-1),
        np.maximum(_PURCHASE_DAYS * daily.sum(axis=-1) - state.cash_minor, 0),
        (weekly * _mood_e6(world, state)[:, None] // 1_000_000).sum(axis=-1),
    ]
    return np.stack(columns, axis=-1)


def goods_minor(world: World, state: State) -> Ints:
    """Stock and pipeline at cost, [B, S]."""
    units = state.stock_units.sum(axis=-1) + state.pipeline_units
    return np.asarray((units * world.suppliers.unit_cost_minor).sum(axis=-1))


def _mood_e6(world: World, state: State) -> Ints:
    """The mood of each SKU's category, over the fronts by their size; [B, K]."""
    base = world.demand.base_e2.reshape(world.sizes.fronts, -1)
    by_front = state.mood_e6.reshape(state.worlds, world.sizes.fronts, -1)
    return np.asarray(((by_front * base).sum(axis=1) // base.sum(axis=0))[:, world.goods.category])


def _cost_of_days(speed: Ints, cost: Ints, days: int) -> Ints:
    """What the goods of so many days of sales cost, [B, S, K]."""
    return np.asarray(speed * days * cost // SPEED_ONE)


def _queued(world: World, state: State, queue: str) -> Ints:
    """Net price in home money of the orders whose parcels (or refunds) wait in a queue, [B, S]."""
    sizes, trade = world.sizes, world.trade
    cells = state.worlds * sizes.stores * sizes.currencies
    total = np.zeros(cells, dtype=np.int64)
    for _, rows in state.queues[queue].all_rows():
        if size(rows):
            listing = rows["listing"]
            currency = trade.currency[world.listings.market[listing]]
            cell = (
                rows["world"] * np.int64(sizes.stores) + world.listings.store[listing]
            ) * sizes.currencies + currency
            total += tally(cell, cells, rows["net_minor"])
    amounts = total.reshape(state.worlds, sizes.stores, sizes.currencies)
    return np.asarray(convert(amounts, state.rate_e8[:, None, :]).sum(axis=-1))
