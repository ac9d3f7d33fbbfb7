"""How a payment comes in: the days until it is approved, and in how many instalments it is paid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Ints
from simlab.core.rng import Luck


@dataclass(frozen=True)
class Checkout:
    """Methods are numbered as in `authorisation.Methods`.

    told: whether approvals are events of their own; otherwise every payment is approved at once and in one piece.
    approval_days [M, methods, QUANTILES]: whole days from order to approval.
    plan [M, methods]: instalment plan, 0 is one payment. instalments [plans, bands, QUANTILES].
    band_from_minor [bands]: order amounts from which the next band applies, ascending, first 0.
    """

    told: bool
    approval_days: Ints
    plan: Ints
    instalments: Ints
    band_from_minor: Ints


def approval_day(checkout: Checkout, luck: Luck, day: int, slot: Ints, world: Ints, market: Ints, method: Ints) -> Ints:
    """The day on which each payment is approved and the seller may pack, [n]."""
    drawn = rng.bins(luck, "payments.approval", day, slot, row=world)
    return np.asarray(day + checkout.approval_days[market, method, drawn], dtype=np.int64)


def instalments(
    checkout: Checkout, luck: Luck, day: int, slot: Ints, world: Ints, plan: Ints, amount_minor: Ints
) -> Ints:
    """Number of instalments of each payment, [n]; `plan` [n] as in `Checkout.plan`, for orders of these amounts."""
    band = np.searchsorted(checkout.band_from_minor, amount_minor, side="right") - 1
    drawn = rng.bins(luck, "payments.instalments", day, slot, row=world)
    return np.asarray(checkout.instalments[plan, band, drawn], dtype=np.int64)
