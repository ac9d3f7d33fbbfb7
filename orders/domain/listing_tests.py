"""A test of two variants of a listing: who sees which, and what the counts say after it.

A variant of the content is shown to half of the shoppers. A price stands for everybody who comes on a day, so a variant of the price
is shown on every other day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import exact
from simlab.core.arrays import Bools, Ints


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
    """Shoppers, orders, and orders per million shoppers of both variants; how much more the second sells per million, and the
    interval that holds the true difference nineteen times in twenty; lift_e4: the second against the first."""

    shoppers: tuple[int, int]
    orders: tuple[int, int]
    conversion_e6: tuple[int, int]
    lift_e4: int
    difference_e6: int
    low_e6: int
    high_e6: int

    @property
    def clear(self) -> bool:
        """Is the difference larger than chance explains nineteen times in twenty?"""
        return self.low_e6 > 0 or self.high_e6 < 0


_Z975 = 1.959963984540054  # 97.5th percentile of the standard normal distribution


def report(shoppers: tuple[int, int], orders: tuple[int, int]) -> Report:
    """Two proportions from recorded counts, by the interval of Agresti and Caffo (2000), which stays honest when orders are few.

    It adds one order and one shopper without an order to each variant before it takes the normal interval.
    """
    shares = [order / max(shopper, 1) for order, shopper in zip(orders, shoppers, strict=True)]
    adjusted = [(order + 1) / (shopper + 2) for order, shopper in zip(orders, shoppers, strict=True)]
    spread = [share * (1 - share) / (shopper + 2) for share, shopper in zip(adjusted, shoppers, strict=True)]
    half = _Z975 * float(np.sqrt(np.array(sum(spread))))
    middle = adjusted[1] - adjusted[0]
    return Report(
        shoppers=shoppers,
        orders=orders,
        conversion_e6=(round(1e6 * shares[0]), round(1e6 * shares[1])),
        lift_e4=round(1e4 * (shares[1] / shares[0] - 1.0)) if shares[0] else 0,
        difference_e6=round(1e6 * (shares[1] - shares[0])),
        low_e6=round(1e6 * (middle - half)),
        high_e6=round(1e6 * (middle + half)),
    )
