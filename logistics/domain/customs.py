"""What import customs does with a parcel: clear it or hold it, and what duty it takes."""

from __future__ import annotations

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.money import share
from simlab.core.rng import Luck


def held(hold_e6: Ints, luck: Luck, day: int, slot: Ints, world: Ints) -> Bools:
    """Which arriving parcels are stopped for inspection; hold_e6 [n] per parcel."""
    return rng.chance_e6(luck, "logistics.customs_hold", day, slot, row=world) < hold_e6


def duty_minor(value_minor: Ints, duty_e4: Ints, item_minor: Ints) -> Ints:
    """Duty in the market's currency on the declared value: ad valorem and a flat duty per item."""
    return np.asarray(share(value_minor, duty_e4, 10_000) + item_minor)
