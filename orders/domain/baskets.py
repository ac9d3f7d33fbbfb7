"""How many units of an article one order takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Ints
from simlab.core.rng import Luck


@dataclass(frozen=True)
class Baskets:
    """units [QUANTILES]: quantile table of the units per order."""

    units: Ints

    @property
    def single(self) -> bool:
        """Whether every order is for one unit."""
        return bool(self.units[-1] == 1)


def units_wanted(baskets: Baskets, luck: Luck, day: int, slot: Ints, world: Ints) -> Ints:
    """Units that each order asks for, [n]."""
    if baskets.single:
        return np.ones(len(slot), dtype=np.int64)
    return baskets.units[rng.bins(luck, "orders.units", day, slot, row=world)].astype(np.int64)
