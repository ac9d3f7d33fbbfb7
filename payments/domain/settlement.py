"""From sale to bank: the marketplace releases a sale some days after delivery and pays out on a cycle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.money import convert, share


@dataclass(frozen=True)
class Terms:
    """release_days after delivery; a payout every `every_days`, in the bank `delay_days` later; the bank keeps spread_e4."""

    release_days: int
    every_days: int
    delay_days: int
    spread_e4: int


@dataclass(frozen=True)
class Payouts:
    """Payouts of one day, [B, S, C]: paid in the sales currency, received in home currency, and what the spread cost."""

    paid_minor: Ints
    received_minor: Ints
    spread_minor: Ints


def pay_out(terms: Terms, payable_minor: Ints, rate_e8: Ints) -> Payouts:
    """Pay every positive balance [B, S, C] at today's rates [B, C]; a negative one waits for sales to come."""
    paid = np.maximum(payable_minor, 0)
    gross = convert(paid, rate_e8[:, None, :])
    spread = share(gross, terms.spread_e4, 10_000)
    return Payouts(paid, gross - spread, spread)
