"""What one unit costs when it is in a buyer's hands, part by part: the arithmetic behind every price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logistics.domain import duties
from logistics.domain.duties import Tariff
from simlab.core.arrays import Ints
from simlab.core.money import share


@dataclass(frozen=True)
class Unit:
    """One article on its way to one market, in the market's currency: price, goods and freight; the fee is a share of the price."""

    market: int
    heading: int
    price_minor: int
    tax_included: bool
    goods_minor: int
    freight_minor: int
    fee_e4: int
    declared_e2: int = 100


def parts_minor(tariff: Tariff, layers: list[str], day: int, unit: Unit) -> dict[str, int]:
    """Parts of the landed cost by name, and `margin`: what the price leaves. Duty is told layer by layer; the parts add up to the price."""
    market, price = np.array(unit.market), np.array(unit.price_minor)
    tax = duties.tax_in_price_minor(tariff, day, market, price, np.array(unit.tax_included))
    value = share(price - tax, unit.declared_e2, 100)
    parts = {"goods": unit.goods_minor, "freight": unit.freight_minor}
    parts |= _duty_parts(tariff, layers, day, unit, value)
    parts |= {"tax": int(tax), "marketplace_fee": int(share(price, unit.fee_e4, 10_000))}
    return parts | {"margin": unit.price_minor - sum(parts.values())}


def _duty_parts(tariff: Tariff, layers: list[str], day: int, unit: Unit, value: Ints) -> dict[str, int]:
    """The duty of each layer; rounding stays with the largest layer, so that the parts add up to the duty owed."""
    market, heading = np.array(unit.market), np.array(unit.heading)
    owed = int(duties.owed_minor(tariff, day, market, heading, value))
    if duties.is_low_value(tariff, day, market, value):
        return {"duty_low_value": owed}
    rates = tariff.layer_e4[:, day, unit.market, unit.heading]
    found = {f"duty_{name}": int(share(value, rate, 10_000)) for name, rate in zip(layers, rates, strict=True) if rate}
    if found:
        found[max(found, key=lambda name: found[name])] += owed - sum(found.values())
    return found
