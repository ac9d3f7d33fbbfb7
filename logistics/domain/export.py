"""Leaving China: supervision modes, and the refund of the VAT that was paid to the supplier."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from simlab.core.arrays import Bools, Ints
from simlab.core.money import share


class Mode(IntEnum):
    """Customs supervision modes of cross-border e-commerce, by their numbers in the trade."""

    RETAIL_9610 = 0
    BUSINESS_9710 = 1
    OVERSEAS_WAREHOUSE_9810 = 2
    BONDED_1210 = 3


@dataclass(frozen=True)
class Modes:
    """Per mode [4]: refunded rate_e4 of the price without VAT, days until the money comes, fee_minor a parcel in home money.

    invoiced [K]: whether the supplier gives VAT invoices. filing: number of the paper without which there is no refund, -1: none.
    """

    rate_e4: Ints
    days: Ints
    fee_minor: Ints
    invoiced: Bools
    vat_e4: int
    filing: int


def earns_by_parcel(mode: Ints, warehouse: Ints) -> Bools:
    """Which sales earn the refund under their market's mode: parcels from home, unless the market's goods leave in bulk."""
    return np.asarray((warehouse == 0) & ~earns_in_bulk(mode))


def earns_in_bulk(mode: Ints) -> Bools:
    """Under 9810 goods earn the refund when they depart for a warehouse abroad, sold or not."""
    return np.asarray(mode == Mode.OVERSEAS_WAREHOUSE_9810)


def rebate_minor(modes: Modes, mode: Ints, sku: Ints, unit_cost_minor: Ints) -> Ints:
    """Refund for a unit bought at a price with VAT: cost x rate / (1 + VAT), so CNY 113 at 13% gives CNY 13; nothing without an invoice."""
    amount = share(unit_cost_minor, modes.rate_e4[mode], 10_000 + modes.vat_e4)
    return np.asarray(np.where(modes.invoiced[sku], amount, 0))
