"""Buyers who call an order off, and sellers who find that they can not serve it, before anything is packed."""

from __future__ import annotations

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck


def withdrawn(rate_e6: int, luck: Luck, day: int, slot: Ints, world: Ints) -> Bools:
    """Which orders are called off on their own day, [n]; nothing is charged and no unit is taken."""
    if not rate_e6:
        return np.zeros(len(slot), dtype=bool)
    return np.asarray(rng.chance_e6(luck, "orders.withdrawal", day, slot, row=world) < rate_e6)
