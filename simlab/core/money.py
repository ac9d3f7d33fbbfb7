"""Money is an integer of minor units and a currency; one rate is home minor units per foreign minor unit, times 1e8."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Ints

RATE_ONE = 100_000_000
_RATE_LIMIT = 90_000_000_000  # keeps the product of remainder and rate inside int64
_MINOR_LIMIT = 10_000_000_000_000_000
_PRODUCT_LIMIT = 1 << 62  # below it an amount times a rate fits as it is


def convert(minor: Ints, rate_e8: Ints) -> Ints:
    """`minor` at `rate_e8`, rounded half up; broadcasts. Raises OverflowError outside +-1e16 minor units or at rates above 900."""
    minor, rate_e8 = np.asarray(minor, dtype=np.int64), np.asarray(rate_e8, dtype=np.int64)
    amount, rate = _largest(minor), _largest(rate_e8)
    if amount > _MINOR_LIMIT or rate > _RATE_LIMIT:
        raise OverflowError("amount or rate too large to convert")
    if amount * rate < _PRODUCT_LIMIT:
        return np.asarray((minor * rate_e8 + RATE_ONE // 2) // RATE_ONE)
    whole, rest = np.divmod(minor, RATE_ONE)
    return whole * rate_e8 + (rest * rate_e8 + RATE_ONE // 2) // RATE_ONE


def _largest(amounts: Ints) -> int:
    return max(int(amounts.max(initial=0)), -int(amounts.min(initial=0)))


def share(minor: Ints, rate: Ints | int, unit: Ints | int) -> Ints:
    """`minor` x `rate` / `unit`, rounded half up; broadcasts. For percentages in ten-thousandths: unit 10_000."""
    return np.asarray((np.asarray(minor, dtype=np.int64) * rate + unit // 2) // unit)
