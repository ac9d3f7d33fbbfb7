"""When and how much to buy: base stock with a weekly review, the supplier's minimum, and what the purse allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Ints
from simlab.core.rng import Luck

SPEED_ONE = 256  # sales speed is units a day in 1/256
_MEMORY = 8  # yesterday counts for an eighth: about two weeks of memory


@dataclass(frozen=True)
class Suppliers:
    """Per SKU: lead_days [K, QUANTILES] quantile table, moq_units [K], unit_cost_minor [K]."""

    lead_days: Ints
    moq_units: Ints
    unit_cost_minor: Ints


def sales_speed(speed: Ints, sold: Ints) -> Ints:
    """Exponentially smoothed units a day in 1/SPEED_ONE, rounded half up once a day; any shape."""
    return np.asarray(speed + ((sold * SPEED_ONE - speed) + _MEMORY // 2) // _MEMORY)


def order_up_to(suppliers: Suppliers, speed: Ints, cover_days: Ints, position: Ints) -> Ints:
    """Units to buy so that stock and pipeline reach `cover_days` of sales; [B, S, K]. Less than half a minimum lot waits."""
    missing = (speed * cover_days + SPEED_ONE // 2) // SPEED_ONE - position
    lot = np.maximum(missing, suppliers.moq_units)
    return np.asarray(np.where((missing > 0) & (2 * missing >= suppliers.moq_units), lot, 0))


def affordable(suppliers: Suppliers, units: Ints, purse_minor: Ints) -> Ints:
    """Cut the purchases [B, S, K] of a store in proportion where they cost more than its purse [B, S]."""
    cost = (units * suppliers.unit_cost_minor).sum(axis=-1)
    purse = np.maximum(purse_minor, 0)
    cut = cost > purse
    allowed = units * (purse // 100)[..., None] // np.maximum(cost // 100, 1)[..., None]
    return np.asarray(np.where(cut[..., None], np.minimum(allowed, units), units))


def arrival_day(suppliers: Suppliers, luck: Luck, day: int, order_no: Ints, sku: Ints, world: Ints) -> Ints:
    """The day on which a purchase order reaches the domestic warehouse."""
    drawn = rng.bins(luck, "logistics.supplier_lead", day, order_no, row=world)
    return day + suppliers.lead_days[sku, drawn].astype(np.int64)
