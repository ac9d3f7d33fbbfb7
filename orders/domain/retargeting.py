"""Advertising to people who came to the own site and left: it sells, and it uses their data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Floats, Ints


@dataclass(frozen=True)
class Retargeting:
    """window_days: visitors are followed so long. return_e4: share of them who click in a day. price_e4, worth_e4: price and effect of such
    a click against a usual one.
    """

    window_days: int
    return_e4: int
    price_e4: int
    worth_e4: int


def returning(retargeting: Retargeting, visits_e6: Ints, shoppers: Floats) -> Floats:
    """Mean clicks of people who came in the last days, [B, sets, S]; visits_e6: remembered clicks per shopper and day."""
    pool = visits_e6 * 1e-6 * shoppers[:, :, None] * retargeting.window_days
    return np.asarray(pool * (retargeting.return_e4 * 1e-4))


def bought(clicks: Ints, price_minor: Ints, purse_minor: Ints) -> Ints:
    """The clicks that what is left of the budget still pays for."""
    return np.where(price_minor > 0, np.minimum(clicks, purse_minor // np.maximum(price_minor, 1)), 0)
