"""Public money to apply for: who may have it, when it is granted, and when it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from simlab.core.arrays import Bools, Ints


class Grant(IntEnum):
    """Where an application stands. A refused store may apply again."""

    NONE = 0
    APPLIED = 1
    PAID = 2
    REFUSED = 3
    CLAWED_BACK = 4


@dataclass(frozen=True)
class Subsidies:
    """By programme [P]. Days are numbers of the game; least_sales_minor is what a store must have sold, in home money."""

    amount_minor: Ints
    least_sales_minor: Ints
    approval_days: Ints
    approval_e6: Ints
    clawback_days: Ints
    first_day: Ints
    last_day: Ints


def may_apply(subsidies: Subsidies, programme: Ints, day: int, standing: Ints, violations: Ints) -> Bools:
    """Which applications [n] are taken: the programme is open, none is under way or paid, and nothing was found against the store."""
    open_ = (subsidies.first_day[programme] <= day) & (day <= subsidies.last_day[programme])
    fresh = (standing == Grant.NONE) | (standing == Grant.REFUSED)
    return np.asarray(open_ & fresh & (violations == 0))


def granted(subsidies: Subsidies, drawn_e6: Ints, sales_minor: Ints, violations: Ints) -> Bools:
    """Which applications would be granted today, [B, S, P]."""
    earned = sales_minor[..., None] >= subsidies.least_sales_minor
    return np.asarray(earned & (violations == 0)[..., None] & (drawn_e6 < subsidies.approval_e6))


def taken_back(subsidies: Subsidies, standing: Ints, paid_day: Ints, day: int, violations: Ints) -> Bools:
    """Grants [B, S, P] of stores that were caught before the clawback time was over."""
    young = day - paid_day <= subsidies.clawback_days
    return np.asarray((standing == Grant.PAID) & young & (violations > 0)[..., None])
