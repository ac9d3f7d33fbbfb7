"""Goods in bulk from one warehouse to another: consignments by sea, air, rail, road or courier."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints, tally
from simlab.core.rng import Luck

MODES = ("sea", "fast_sea", "air", "rail", "road", "express")
DEPARTED, RECEIVED = 0, 1


@dataclass(frozen=True)
class Freight:
    """R routes. number [H, H, modes] finds the route from warehouse to warehouse, -1: there is none.

    origin, destination [R] warehouses; days, hold_days [R, QUANTILES] door to door; hold_e6, loss_e6 [R] (lost or damaged units);
    base_cents, per_kg_cents, least_g, divisor_cm3_per_kg [R] of a consignment; unit_cents [R] the receiving warehouse's charge per unit.
    duty_e4 [T, M, K] of bulk goods; duty_market [R] the market that takes it, -1: none on entry.
    by_sea [R]: routes that ports and straits can close.
    """

    number: Ints
    origin: Ints
    destination: Ints
    days: Ints
    hold_days: Ints
    hold_e6: Ints
    loss_e6: Ints
    base_cents: Ints
    per_kg_cents: Ints
    least_g: Ints
    divisor_cm3_per_kg: Ints
    unit_cents: Ints
    duty_e4: Ints
    duty_market: Ints
    by_sea: Bools

    @property
    def routes(self) -> int:
        """R."""
        return len(self.origin)


def available(freight: Freight, wanted: Ints, stock_units: Ints) -> Ints:
    """What can be sent of the units wanted [B, S, K, R] when routes are served in order from the stock [B, S, K, H]."""
    left, sent = stock_units.copy(), np.zeros_like(wanted)
    for route, origin in enumerate(freight.origin.tolist()):
        sent[..., route] = np.minimum(wanted[..., route], left[..., origin])
        left[..., origin] -= sent[..., route]
    return sent


def chargeable_g(freight: Freight, route: Ints, unit_weight_g: Ints, unit_volume_mm3: Ints, units: Ints) -> Ints:
    """The larger of actual and volumetric weight of `units`."""
    divisor = np.maximum(freight.divisor_cm3_per_kg[route], 1)
    return units * np.maximum(unit_weight_g, unit_volume_mm3 // divisor)


def freight_cents(freight: Freight, route: Ints, weight_g: Ints) -> Ints:
    """Price of whole consignments [n] in dollar cents; less than the least weight pays for the least weight."""
    billed = np.maximum(weight_g, freight.least_g[route])
    return np.asarray(freight.base_cents[route] + (billed * freight.per_kg_cents[route] + 500) // 1000)


def shared_cents(freight: Freight, route: Ints, consignment: Ints, weight_g: Ints) -> Ints:
    """Freight of each row [n] when rows of one consignment (numbers 0..) travel together and share its price by weight."""
    count = int(consignment.max(initial=-1)) + 1
    total_g = tally(consignment, count, weight_g)
    route_of = np.zeros(count, dtype=np.int64)
    route_of[consignment] = route
    price = freight_cents(freight, route_of, total_g)[consignment]
    before = running(consignment, weight_g)
    whole = np.maximum(total_g[consignment], 1)
    return np.asarray(price * (before + weight_g) // whole - price * before // whole)


def running(group: Ints, amount: Ints) -> Ints:
    """The sum of the earlier rows of each row's group, in row order; [n]."""
    order = np.argsort(group, kind="stable")
    total = np.cumsum(amount[order]) - amount[order]
    first = np.concatenate([[True], group[order][1:] != group[order][:-1]]) if len(group) else np.zeros(0, dtype=bool)
    base = np.repeat(total[first], np.diff(np.append(np.flatnonzero(first), len(group))))
    result = np.empty_like(total)
    result[order] = total - base
    return result


def arrival_day(freight: Freight, luck: Luck, day: int, shipment: Ints, route: Ints, world: Ints) -> Ints:
    """The day on which shipments [n] stand at the warehouse's door, customs' inspection included."""
    drawn = rng.bins(luck, "logistics.inbound_transit", day, shipment, row=world)
    held = rng.chance_e6(luck, "logistics.inbound_hold", day, shipment, row=world) < freight.hold_e6[route]
    wait = freight.hold_days[route, rng.bins(luck, "logistics.inbound_hold_days", day, shipment, row=world)]
    return np.asarray(day + freight.days[route, drawn].astype(np.int64) + held * wait)


def lost_units(freight: Freight, luck: Luck, day: int, shipment: Ints, lots: tuple[Ints, Ints], world: Ints) -> Ints:
    """Units of shipments [n] lost or damaged on the way; lots: (route, units). The expected number, its fraction left to chance."""
    route, units = lots
    drawn = rng.chance_e6(luck, "logistics.inbound_loss", day, shipment, row=world)
    return np.asarray((units * freight.loss_e6[route] + drawn) // 1_000_000)
