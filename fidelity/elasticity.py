"""Own-price elasticity as a student would measure it: prices moved by chance, sales regressed on them.

Every store of a scenario multiplies all its prices by a factor of its own each week, drawn within +-10%; stock never runs out. The
slope of log orders on log factor, with fixed effects of stores and of weeks, is the elasticity that the world's shoppers show.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import numpy as np

from fidelity import statistics
from fidelity.facts import Compared, Fact, Measured
from simlab.core.arrays import Floats, Ints
from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE, Kind, listing_target
from simlab.engine.day import simulate_day
from simlab.engine.state import opening_state
from simlab.engine.world import World, compile_world

WEEK_DAYS = 7
PUBLISHED, TOLERANCE = -2.6, 0.4  # mean of published own-price elasticities, docs/algorithms/choice.md; what may be off
_LARGEST_CHANGE = 0.1
_PLENTY_UNITS = 1_000_000
_SEED = 26
_WEEKS, _WORLDS = 8, 8


@dataclass(frozen=True)
class PriceTrial:
    """Log price factors and orders of every store and week, both [S, W], orders summed over the worlds."""

    log_factor: Floats
    orders: Ints

    @property
    def elasticity(self) -> float:
        """Slope of log orders on log price within stores and weeks."""
        store, week = (axis.ravel() for axis in np.indices(self.orders.shape))
        return statistics.within_slope(np.log(self.orders).ravel(), self.log_factor.ravel(), [store, week])


def experiment_document(document: dict[str, Any]) -> dict[str, Any]:
    """The scenario with every store in a team's hands (so that no bot sets a price) and more stock than it can sell."""
    changed = copy.deepcopy(document)
    changed["teams"], changed["rivals"] = document["teams"] + len(document["rivals"]), []
    home = document["warehouses"][0]["code"]
    changed["opening_stock"] = [
        {"sku": sku["code"], "warehouse": home, "units": _PLENTY_UNITS} for sku in document["skus"]
    ]
    return changed


def price_trial(document: dict[str, Any], weeks: int, worlds: int) -> PriceTrial:
    """Play the experiment."""
    world = compile_world(experiment_document(document))
    stores = world.sizes.stores
    generator = np.random.default_rng(_SEED)
    factor = generator.uniform(1 - _LARGEST_CHANGE, 1 + _LARGEST_CHANGE, (stores, weeks))
    orders = np.zeros((stores, weeks), dtype=np.int64)
    state, luck = opening_state(world, worlds), Luck.of_seeds(range(_SEED, _SEED + worlds))
    for day in range(weeks * WEEK_DAYS):
        week = day // WEEK_DAYS
        rows = _price_rows(world, day, worlds, factor[:, week])
        state, events = simulate_day(world, state, rows, day, luck=luck, recorded=np.ones(stores, dtype=bool))
        placed = events.tables["order"]
        orders[:, week] += np.bincount(placed["store"], minlength=stores)
    return PriceTrial(np.log(factor), orders)


def _price_rows(world: World, day: int, worlds: int, factor: Floats) -> np.ndarray:
    """Every listing's price of the week, decided when it begins."""
    if day % WEEK_DAYS:
        return np.zeros(0, dtype=DECISION_DTYPE)
    listings = world.listings
    rows = np.zeros((worlds, world.sizes.listings), dtype=DECISION_DTYPE)
    rows["world"] = np.arange(worlds)[:, None]
    rows["day"], rows["kind"] = day, Kind.SET_PRICE
    rows["store"] = listings.store
    rows["target"] = [
        listing_target(int(front), int(sku)) for front, sku in zip(listings.front, listings.sku, strict=True)
    ]
    rows["value"] = np.rint(world.opening.price_minor * factor[listings.store])
    return rows.ravel()


def compared(document: dict[str, Any]) -> Compared:
    """The elasticity that the scenario shows, as a line of the report."""
    found = price_trial(document, _WEEKS, _WORLDS).elasticity
    fact = Fact(document["code"], "own-price elasticity", "ratio", "", lambda _: np.array([found]))
    # two noise floors are what may be off
    return Compared(fact, [found], Measured([PUBLISHED], TOLERANCE / 2 / abs(PUBLISHED), 0))
