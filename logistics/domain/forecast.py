"""Before goods are ordered or sent: what a unit will have cost at its warehouse, and when it will be there. Nothing is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from logistics.domain import inbound, sourcing
from logistics.domain.inbound import Freight
from logistics.domain.sourcing import Sourcing
from simlab.core.arrays import Floats, Ints
from simlab.core.money import convert, share


@dataclass(frozen=True)
class Lot:
    """Units of one article: number, weight and volume of a unit, and the supplier that makes them."""

    sku: int
    units: int
    weight_g: int
    volume_mm3: int
    supplier: int = 0


@dataclass(frozen=True)
class UnitCost:
    """Parts of a unit's cost at a warehouse, in hundredths of home minor units."""

    goods_e2: int
    freight_e2: int
    duty_e2: int
    receiving_e2: int

    @property
    def total_e2(self) -> int:
        """Everything together."""
        return self.goods_e2 + self.freight_e2 + self.duty_e2 + self.receiving_e2


def landed_unit(source: Sourcing, freight: Freight, route: int, lot: Lot, terms: tuple[int, int, int]) -> UnitCost:
    """A lot bought and sent alone on a route; terms: (day, usual unit cost as customs value, dollar rate x 1e8)."""
    day, value_minor, dollar_e8 = terms
    one = np.array([route])
    bought = sourcing.order_cost_minor(source, np.array([lot.supplier]), np.array([lot.sku]), np.array([lot.units]))
    weight = inbound.chargeable_g(
        freight, one, np.array([lot.weight_g]), np.array([lot.volume_mm3]), np.array([lot.units])
    )
    carried = convert(inbound.freight_cents(freight, one, weight), np.array([dollar_e8]))
    received = convert(freight.unit_cents[one] * lot.units, np.array([dollar_e8]))
    duty = share(np.array([lot.units * value_minor]), duty_rate_e4(freight, day, one, np.array([lot.sku])), 10_000)
    parts = [int(share(part * 100, 1, lot.units)[0]) for part in (bought, carried, duty, received)]
    return UnitCost(*parts)


def duty_rate_e4(freight: Freight, day: int, route: Ints, sku: Ints) -> Ints:
    """Duty of bulk goods [n] on entry; 0 where none is taken there."""
    market = freight.duty_market[route]
    return np.where(market >= 0, freight.duty_e4[day, market, sku], 0)


def total_days(tables: Sequence[Ints], wait_days: int = 0) -> Floats:
    """Chance of each whole number of days when stages follow one another: their quantile tables convolved; [days]."""
    total = np.ones(1)
    for days in tables:
        total = np.convolve(total, np.bincount(days) / days.size)
    return np.concatenate([np.zeros(wait_days), total])


def with_hold(days: Floats, hold_e6: int, hold_days: Ints) -> Floats:
    """The same journey when customs holds some of the goods for a while."""
    held = np.convolve(days, np.bincount(hold_days) / hold_days.size)
    plain = np.concatenate([days, np.zeros(len(held) - len(days))])
    return np.asarray(plain + (held - plain) * (hold_e6 * 1e-6))


def arrival_chances(
    source: Sourcing, freight: Freight, goods: tuple[int, int], route: int, receiving_days: int
) -> Floats:
    """Days from purchase order to a shelf abroad when goods (supplier, SKU) are sent on as they come in; factories open."""
    carried = with_hold(total_days([freight.days[route]]), int(freight.hold_e6[route]), freight.hold_days[route])
    made = total_days([source.lead_days[goods]])
    return np.concatenate([np.zeros(receiving_days), np.convolve(made, carried)])


def day_by(chances: Floats, certainty: float) -> int:
    """The first day by which the goods are there with this certainty."""
    return int(np.searchsorted(np.cumsum(chances), certainty - 1e-12))
