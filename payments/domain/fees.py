"""What the marketplace keeps of a sale: the tax it must pay on, and its referral fee."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Bools, Ints
from simlab.core.money import share


@dataclass(frozen=True)
class Split:
    """One sale in the market's currency: price = tax + fee + net, to the minor unit."""

    tax_minor: Ints
    fee_minor: Ints
    net_minor: Ints


def tax_within(price_minor: Ints, tax_e4: Ints, tax_included: Bools) -> Ints:
    """The tax that a price contains; none where it is added on top."""
    return np.where(tax_included, price_minor - share(price_minor, 10_000, 10_000 + tax_e4), 0)


def split_sale(price_minor: Ints, tax_e4: Ints, tax_included: Bools, referral_e4: Ints) -> Split:
    """Take tax (where the price includes it; elsewhere the marketplace adds it on top) and fee out of a price.

    The fee is on the whole price, as marketplaces charge it. Net is what is left, so the three always add up.
    """
    price = np.asarray(price_minor, dtype=np.int64)
    tax = tax_within(price, tax_e4, tax_included)
    fee = share(price, referral_e4, 10_000)
    return Split(tax, fee, price - tax - fee)
