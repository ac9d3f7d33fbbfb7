"""Import duty and import tax: by layer, day, market and heading, with the low-value limit applied to each parcel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logistics.domain.customs import duty_minor
from simlab.core.arrays import Bools, Ints
from simlab.core.money import share


@dataclass(frozen=True)
class Tariff:
    """What a market takes at its border, in its own currency, over T days, M markets and N tariff headings.

    layer_e4 [Y, T, M, N]: ad valorem rate of each layer (MFN, section 301 ...), which add up to duty_e4 [T, M, N]. A parcel whose
    declared value is at most limit_minor [T, M] pays low_rate_e4 and low_flat_minor [T, M] instead. tax_e4 [T, M] is VAT or GST;
    none is due up to tax_free_minor [T, M]. heading [K, A]: the headings an article may be declared under, the right one first.
    """

    layer_e4: Ints
    duty_e4: Ints
    limit_minor: Ints
    low_rate_e4: Ints
    low_flat_minor: Ints
    tax_e4: Ints
    tax_free_minor: Ints
    heading: Ints


def is_low_value(tariff: Tariff, day: int, market: Ints, value_minor: Ints) -> Bools:
    """Which parcels stay within the low-value limit of their market; broadcasts."""
    return np.asarray(value_minor <= tariff.limit_minor[day, market])


def struck_e4(tariff: Tariff, day: int, market: Ints, heading: Ints, standing_e4: Ints) -> Ints:
    """What the duty loses while layers stand with this share only, [..., Y]: 0 strikes a layer down, 10,000 lets it stand; [...]."""
    fallen_e4 = 10_000 - np.moveaxis(standing_e4, -1, 0)
    shape = np.broadcast_shapes(market.shape, heading.shape, standing_e4.shape[:-1])
    layer_e4 = tariff.layer_e4[:, day, np.broadcast_to(market, shape), np.broadcast_to(heading, shape)]
    return np.asarray(share(layer_e4, fallen_e4, 10_000).sum(axis=0))


def owed_minor(
    tariff: Tariff, day: int, market: Ints, heading: Ints, value_minor: Ints, struck_e4: Ints | int = 0
) -> Ints:
    """Duty on one article of this declared value under this heading, in the market's currency, less what is struck down; broadcasts.

    The flat duty of the European Union is per distinct tariff subheading in a parcel; a parcel of one article has one.
    """
    low = is_low_value(tariff, day, market, value_minor)
    rate = np.where(low, tariff.low_rate_e4[day, market], tariff.duty_e4[day, market, heading] - struck_e4)
    return duty_minor(value_minor, rate, np.where(low, tariff.low_flat_minor[day, market], 0))


def tax_in_price_minor(tariff: Tariff, day: int, market: Ints, price_minor: Ints, tax_included: Bools) -> Ints:
    """The tax inside a price; none where prices are without tax, or where what is left is within the tax-free value."""
    tax = price_minor - share(price_minor, 10_000, 10_000 + tariff.tax_e4[day, market])
    free = price_minor - tax <= tariff.tax_free_minor[day, market]
    return np.asarray(np.where(tax_included & ~free, tax, 0))


def import_tax_minor(tariff: Tariff, day: int, market: Ints, value_minor: Ints, duty_owed_minor: Ints) -> Ints:
    """VAT or GST taken at the border, on value and duty; broadcasts."""
    taxed = value_minor > tariff.tax_free_minor[day, market]
    return np.asarray(np.where(taxed, share(value_minor + duty_owed_minor, tariff.tax_e4[day, market], 10_000), 0))
