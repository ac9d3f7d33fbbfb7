"""Which delivered goods come back, and when the buyer's money goes back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck

_LATE_FACTOR = 2  # a late parcel comes back twice as often (teaching value)


@dataclass(frozen=True)
class Returns:
    """rate_e6 [K] per SKU; delay_days [QUANTILES]; a lost parcel is refunded `lost_after_days` past its promise."""

    rate_e6: Ints
    delay_days: Ints
    lost_after_days: int


def returned(rate_e6: Ints, luck: Luck, day: int, slot: Ints, world: Ints, late: Ints) -> Bools:
    """Which of the delivered goods will be sent back; rate_e6 [n] of goods in time, `late` 0 or 1."""
    rate = rate_e6 * (1 + (_LATE_FACTOR - 1) * late)
    return rng.chance_e6(luck, "logistics.return", day, slot, row=world) < rate


def return_day(returns: Returns, luck: Luck, day: int, slot: Ints, world: Ints) -> Ints:
    """The day on which the refund of a return is due."""
    return day + returns.delay_days[rng.bins(luck, "logistics.return_delay", day, slot, row=world)].astype(np.int64)
