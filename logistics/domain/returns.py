"""Which delivered goods come back, on which terms, when the buyer's money goes back, and what becomes of the goods."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, IntFlag

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck

_LATE_FACTOR = 2  # a late parcel comes back twice as often (teaching value)
TERMS_COUNT = 32


class Terms(IntFlag):
    """What a parcel was sold with; kept on the parcel, so that a later change of policy is for later buyers."""

    INSURED = 1
    FREE_RETURNS = 2
    KEEP_GOODS = 4  # refunded without sending back
    LOCAL_ADDRESS = 8  # sent back within the market
    EARLY_REFUND = 16  # money goes back at the drop-off


class Disposition(IntEnum):
    """What is done with goods that came back."""

    DESTROY = 0
    RESTOCK = 1  # where they arrived
    SHIP_BACK = 2  # home in bulk


@dataclass(frozen=True)
class Returns:
    """rate_e6 [K] per SKU; delay_days [QUANTILES]; a lost parcel is refunded `lost_after_days` past its promise."""

    rate_e6: Ints
    delay_days: Ints
    lost_after_days: int


@dataclass(frozen=True)
class Policy:
    """By terms, [TERMS_COUNT]: how the return rate is multiplied (rate_e2), what shoppers feel (appeal_e3) and days in the return post.

    free_shipping_appeal_e3: of a listing without a fee on a front that charges one. damage_refund_days after a broken delivery.
    """

    rate_e2: Ints
    appeal_e3: Ints
    post_days: Ints
    free_shipping_appeal_e3: int
    damage_refund_days: int


@dataclass(frozen=True)
class Backflow:
    """What coming back costs, home money: label_minor [2] a parcel, desk_minor [2] a unit (0 abroad to home, 1 within the market),
    destroying one, and bringing one home in bulk [K] in ship_back_days. sellable_e6: share that may be sold again."""

    label_minor: Ints
    desk_minor: Ints
    destroy_minor: int
    ship_back_minor: Ints
    ship_back_days: int
    sellable_e6: int


def returned(rate_e6: Ints, luck: Luck, day: int, slot: Ints, world: Ints, late: Ints) -> Bools:
    """Which of the delivered goods will be sent back; rate_e6 [n] of goods in time, `late` 0 or 1."""
    rate = rate_e6 * (1 + (_LATE_FACTOR - 1) * late)
    return rng.chance_e6(luck, "logistics.return", day, slot, row=world) < rate


def return_day(returns: Returns, luck: Luck, day: int, slot: Ints, world: Ints) -> Ints:
    """The day on which the buyer sends the goods off."""
    return day + returns.delay_days[rng.bins(luck, "logistics.return_delay", day, slot, row=world)].astype(np.int64)


@dataclass(frozen=True)
class Arrived:
    """Parcels of goods that came back, [n]: how they stand, where they are (1 within the market), and what was decided for them."""

    sku: Ints
    units: Ints
    local: Ints
    sellable: Bools
    disposition: Ints
    labelled: Bools  # the store pays the way back


def backflow_minor(backflow: Backflow, goods: Arrived) -> Ints:
    """What each parcel that came back costs the store: the label, and for every unit the desk and the way home or the end."""
    label = backflow.label_minor[goods.local] * goods.labelled
    kept = goods.sellable & (goods.disposition != Disposition.DESTROY)
    home = (goods.disposition == Disposition.SHIP_BACK) & (goods.local == 1)
    beyond = np.where(home, backflow.ship_back_minor[goods.sku], 0)
    # goods that were to be destroyed are not looked at
    looked_at = backflow.desk_minor[goods.local] * (goods.disposition != Disposition.DESTROY)
    return np.asarray(label + goods.units * (looked_at + np.where(kept, beyond, backflow.destroy_minor)))


def is_sellable(backflow: Backflow, luck: Luck, day: int, slot: Ints, world: Ints) -> Bools:
    """Which returned goods are as good as new."""
    return rng.chance_e6(luck, "logistics.return_condition", day, slot, row=world) < backflow.sellable_e6
