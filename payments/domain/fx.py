"""Exchange rates: a path forward drawn from days that really happened."""

from __future__ import annotations

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Ints
from simlab.core.money import RATE_ONE
from simlab.core.rng import Luck


def drifted(rate_e8: Ints, daily_return_e8: Ints) -> Ints:
    """Rates [B, C] after one more day of a steady drift, in hundred-millionths a day; broadcasts."""
    return np.asarray(rate_e8 + (rate_e8 * daily_return_e8 + RATE_ONE // 2) // RATE_ONE)


def next_rates(rate_e8: Ints, daily_return_e8: Ints, luck: Luck, day: int) -> Ints:
    """Tomorrow's rates [B, C]: one historic day is drawn per world and all currencies take its returns.

    Drawing whole days keeps the correlations of the currencies. daily_return_e8 [days, C], sorted by the draw's owner.
    """
    u = rng.uniform(luck, "payments.fx", day, np.zeros(1, dtype=np.int64))[:, 0]
    drawn = np.minimum((u * len(daily_return_e8)).astype(np.int64), len(daily_return_e8) - 1)
    change = rate_e8 * daily_return_e8[drawn]
    return np.asarray(rate_e8 + (change + RATE_ONE // 2) // RATE_ONE)
