"""What carriers would charge and promise: a preview for a team that chooses. It plays nothing and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logistics.domain import carriage, transit
from simlab.core.money import convert
from simlab.engine.state import State
from simlab.engine.world import World

_HOME = 0  # the domestic warehouse ships everywhere


@dataclass(frozen=True)
class Parcel:
    """What is to be sent: so many units of an article from a warehouse to a market on a day."""

    warehouse: int
    market: int
    sku: int
    day: int
    units: int = 1


@dataclass(frozen=True)
class Quote:
    """One service's offer. listed, fuel: dollar cents; peak, total: home money. carried: whether it takes the goods at all.

    arrival_e4: share at the door after 0, 1, 2, ... days; promise_days: what the lane promises.
    """

    service: int
    carried: bool
    chargeable_g: int
    billed_g: int
    listed_minor: int
    fuel_minor: int
    peak_minor: int
    total_minor: int
    promise_days: int
    arrival_e4: tuple[int, ...]

    def days_until(self, share_e4: int) -> int:
        """The day by which this share of parcels has arrived."""
        return int(np.searchsorted(self.arrival_e4, share_e4))


def shipping_quotes(world: World, state: State, parcel: Parcel, row: int = 0) -> list[Quote]:
    """The offers of all services, in their order, at the rates of world `row` of the batch."""
    sizes = world.sizes
    pair = parcel.warehouse * sizes.markets + parcel.market
    return [_quote(world, state, parcel, row, pair * sizes.services + service) for service in range(sizes.services)]


def serving_warehouse(world: World, state: State, store: int, market: int, sku: int, row: int = 0) -> int:
    """Where the store's next parcel would come from: its own warehouse in the market while that has stock, else home."""
    local = int(world.trade.local_warehouse[market])
    return local if state.stock_units[row, store, sku, local] > 0 else _HOME


def _quote(world: World, state: State, parcel: Parcel, row: int, lane: int) -> Quote:
    weight, volume = (
        np.array([parcel.units * column[parcel.sku]]) for column in (world.goods.weight_g, world.goods.volume_mm3)
    )
    goods = (world.lanes, np.array([lane]), weight, volume)
    listed, freight = (int(price(*goods)[0]) for price in (transit.carriage_minor, transit.freight_minor))
    billed = transit.billed_g(*goods)
    every_peak = carriage.peak_minor(
        world.parcels.carriage, parcel.day, np.broadcast_to(billed, (len(world.lanes.loss_e6), 1))
    )
    peak = int(every_peak[lane, 0])
    return Quote(
        service=lane % world.sizes.services,
        carried=not world.parcels.carriage.barred[lane, parcel.sku],
        chargeable_g=int(transit.chargeable_g(*goods)[0]),
        billed_g=int(billed[0]),
        listed_minor=listed,
        fuel_minor=freight - listed,
        peak_minor=peak,
        total_minor=int(convert(np.array(freight), state.rate_e8[row, world.trade.dollar])) + peak,
        promise_days=int(world.lanes.promise_days[lane]),
        arrival_e4=tuple(transit.arrival_e4(world.lanes, lane).tolist()),
    )
