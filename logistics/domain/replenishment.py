"""When and how much to buy: base stock with a weekly review, the supplier's minimum, and what the purse allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints

SPEED_ONE = 256  # sales speed is units a day in 1/256
_MEMORY = 8  # yesterday counts for an eighth: about two weeks of memory


@dataclass(frozen=True)
class Suppliers:
    """unit_cost_minor [K]: what an article usually costs; stock is valued at it whatever was paid."""

    unit_cost_minor: Ints


def sales_speed(speed: Ints, sold: Ints) -> Ints:
    """Exponentially smoothed units a day in 1/SPEED_ONE, rounded half up once a day; any shape."""
    return np.asarray(speed + ((sold * SPEED_ONE - speed) + _MEMORY // 2) // _MEMORY)


def safety_units(speed: Ints, lead: tuple[Ints, Ints], review_days: int, day_cv: float, factor_e2: Ints) -> Ints:
    """Stock against bad luck: z x sqrt(P x var(day) + speed^2 x var(lead)) with P = mean lead + review days; shapes of `speed`.

    lead: (mean in hundredths of days, variance in ten-thousandths). A day's demand has the variance of a Poisson count whose mean varies by
    `day_cv`. The formula for independent demand and lead time: P. L. King, Crack the code (APICS magazine, 2011).
    """
    daily = speed / SPEED_ONE
    of_days = (lead[0] * 1e-2 + review_days) * (daily + (day_cv * daily) ** 2)
    deviation = np.sqrt(of_days + daily * daily * (lead[1] * 1e-4))
    return np.asarray(np.rint(factor_e2 * 1e-2 * deviation), dtype=np.int64)


def order_up_to(moq_units: Ints, target: Ints, position: Ints) -> Ints:
    """Units to buy so that stock and pipeline reach the target; [B, S, K]. Less than half a minimum lot waits."""
    missing = target - position
    lot = np.maximum(missing, moq_units)
    return np.asarray(np.where((missing > 0) & (2 * missing >= moq_units), lot, 0))


def cover_units(speed: Ints, cover_days: Ints) -> Ints:
    """Units that so many days of sales take."""
    return np.asarray((speed * cover_days + SPEED_ONE // 2) // SPEED_ONE)


def affordable(unit_minor: Ints, units: Ints, purse_minor: Ints) -> Ints:
    """Cut the purchases [B, S, K] of a store in proportion where what is paid with the order costs more than its purse [B, S]."""
    cost = (units * unit_minor).sum(axis=-1)
    purse = np.maximum(purse_minor, 0)
    cut = cost > purse
    allowed = units * (purse // 100)[..., None] // np.maximum(cost // 100, 1)[..., None]
    return np.asarray(np.where(cut[..., None], np.minimum(allowed, units), units))
