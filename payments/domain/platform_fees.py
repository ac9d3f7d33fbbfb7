"""What selling costs besides the referral fee: subscriptions by the month, closing fees by the order, fee rises by date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.money import share


@dataclass(frozen=True)
class PlatformFees:
    """subscription_cents [T]: dollars cents due on a day for all channels of a store; closing_cents [F] per order; rise_e4 [T, F] of the price."""

    subscription_cents: Ints
    closing_cents: Ints
    rise_e4: Ints


def charged_cents(fees: PlatformFees, day: int, orders: Ints) -> Ints:
    """Subscriptions and closing fees of a day in dollar cents, [B, S]; orders [B, S, F]."""
    return np.asarray((orders * fees.closing_cents).sum(axis=-1) + fees.subscription_cents[day])


def rise_minor(fees: PlatformFees, day: int, sales_minor: Ints) -> Ints:
    """What fee rises take of a day's sales, [B, S, F], in each market's currency."""
    return share(sales_minor, fees.rise_e4[day], 10_000)
