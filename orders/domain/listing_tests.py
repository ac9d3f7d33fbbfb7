"""A test of two variants of a listing: who sees which, and what the counts say after it.

A variant of the content is shown to half of the shoppers. A price stands for everybody who comes on a day, so a variant of the price
is shown on every other day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import exact
from simlab.core.arrays import Bools, Floats, Ints


def running(first_day: Ints, days: Ints, day: int) -> Bools:
    """Which listings are being tested today."""
    return (days > 0) & (first_day <= day) & (day < first_day + days)


def price_variant(first_day: Ints, day: int) -> Ints:
    """0 or 1: which price stands today."""
    return np.asarray((day - first_day) % 2)


def split_appeal_e3(variant_e3: Ints) -> Ints:
    """Utility of a listing half of whose shoppers see a variant worth `variant_e3` more: exact while the listing's share is small."""
    return np.asarray(np.rint(1e3 * exact.log(0.5 + 0.5 * exact.exp(variant_e3 * 1e-3))).astype(np.int64))


def variant_share_e6(variant_e3: Ints) -> Ints:
    """Share of the orders that come from the half that sees the variant."""
    gain = exact.exp(variant_e3 * 1e-3)
    return np.asarray(np.rint(1e6 * gain / (1.0 + gain)).astype(np.int64))


@dataclass(frozen=True)
class Report:
    """Orders per million shoppers of both variants; lift_e4: the second against the first; z_e2: the difference in standard errors."""

    conversion_e6: tuple[int, int]
    lift_e4: int
    z_e2: int

    @property
    def clear(self) -> bool:
        """Is the difference larger than chance explains nineteen times in twenty?"""
        return abs(self.z_e2) >= _CLEAR_E2


_CLEAR_E2 = 196


def report(shoppers: tuple[int, int], orders: tuple[int, int]) -> Report:
    """The two-proportion z test of the recorded counts; all zeros where nobody came."""
    if min(shoppers) == 0 or sum(orders) == 0:
        return Report((0, 0), 0, 0)
    first, second = (order / shopper for order, shopper in zip(orders, shoppers, strict=True))
    pooled = sum(orders) / sum(shoppers)
    error: Floats = np.sqrt(np.array(pooled * (1.0 - pooled) * (1.0 / shoppers[0] + 1.0 / shoppers[1])))
    lift = round(1e4 * (second / first - 1.0)) if first else 0
    z = round(100 * (second - first) / float(error)) if error > 0 else 0
    return Report((round(1e6 * first), round(1e6 * second)), lift, z)
