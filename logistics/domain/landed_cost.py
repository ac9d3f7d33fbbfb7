"""The duty of one article told layer by layer: what stands between a price and what it leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logistics.domain import duties
from logistics.domain.duties import Tariff
from simlab.core.arrays import Ints
from simlab.core.money import share


@dataclass(frozen=True)
class Entry:
    """One article declared in one market: its heading and declared value, in the market's currency."""

    market: int
    heading: int
    value_minor: int


def duty_parts_minor(
    tariff: Tariff, layers: tuple[str, ...], day: int, entry: Entry, owed_minor: int, standing_e4: Ints | int = 10_000
) -> dict[str, int]:
    """The duty owed, in whatever currency it is told, by layer; a parcel within the low-value limit has one part.

    standing_e4 [Y]: 0 for a layer that is struck down, 10,000 for one that stands.

    Rounding stays with the largest layer, so that the parts add up to the duty owed.
    """
    market, value, owed = (np.array(number) for number in (entry.market, entry.value_minor, owed_minor))
    if duties.is_low_value(tariff, day, market, value):
        return {"duty_low_value": owed_minor}
    rates = share(tariff.layer_e4[:, day, entry.market, entry.heading], standing_e4, 10_000)
    total = max(int(rates.sum()), 1)
    found = {f"duty_{name}": int(share(owed, rate, total)) for name, rate in zip(layers, rates, strict=True) if rate}
    if found:
        found[max(found, key=lambda name: found[name])] += owed_minor - sum(found.values())
    return found
