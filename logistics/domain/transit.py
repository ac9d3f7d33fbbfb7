"""Parcels travel leg by leg; only the end of the present leg is decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Floats, Ints
from simlab.core.money import share
from simlab.core.rng import Luck
from simlab.core.states import Leg

_LEG_SHIFT = 3


@dataclass(frozen=True)
class Lanes:
    """Lane = (warehouse * M + market) * services + service.

    leg_days [lanes, legs, QUANTILES], next_leg [lanes, legs] (after the last leg: Outcome.DELIVERED), promise_days [lanes],
    loss_e6, hold_e6 [lanes]. base_fee_minor [lanes], per_kg_minor [lanes] in dollar cents; first_g, divisor_cm3_per_kg [lanes].
    minimum_g [lanes]: the least weight that is billed; step_g [lanes]: weight beyond first_g is billed in steps (0: by the gram);
    fuel_e4 [lanes]: surcharge on all of it.
    """

    leg_days: Ints
    next_leg: Ints
    promise_days: Ints
    loss_e6: Ints
    hold_e6: Ints
    base_fee_minor: Ints
    per_kg_minor: Ints
    first_g: Ints
    divisor_cm3_per_kg: Ints
    minimum_g: Ints
    step_g: Ints
    fuel_e4: Ints


def leg_end(lanes: Lanes, luck: Luck, day: int, slot: Ints, world: Ints, lane: Ints, leg: Ints) -> Ints:
    """The day on which a leg that begins today ends. The slot is parcel x leg: legs of one parcel may begin on one day."""
    drawn = rng.bins(luck, "logistics.leg", day, slot * np.int64(1 << _LEG_SHIFT) + leg, row=world)
    # one flat index: three times as fast as an index per axis
    flat = (lane.astype(np.int64) * len(Leg) + leg) * rng.QUANTILES + drawn
    return np.asarray(day + lanes.leg_days.take(flat).astype(np.int64))


def arrived_share(leg_days: Iterable[Ints]) -> Floats:
    """Share of parcels whose legs have ended after 0, 1, 2, ... days: the legs' quantile tables, convolved."""
    total = np.ones(1)
    for days in leg_days:
        total = np.convolve(total, np.bincount(days) / days.size)
    return np.cumsum(total)


def arrival_e4(lanes: Lanes, lane: int) -> Ints:
    """Share of a lane's parcels at the door after 0, 1, 2, ... days, in ten-thousandths; of those that nobody holds or loses."""
    legs: list[int] = [Leg.PICK_UP]
    while (following := int(lanes.next_leg[lane, legs[-1]])) < len(Leg):
        legs.append(following)
    return np.rint(arrived_share(lanes.leg_days[lane, legs]) * 10_000).astype(np.int64)


def lost(loss_e6: Ints, luck: Luck, day: int, slot: Ints, world: Ints) -> Bools:
    """Which parcels never come out of the line haul; loss_e6 [n] per parcel."""
    return rng.chance_e6(luck, "logistics.loss", day, slot, row=world) < loss_e6


def chargeable_g(lanes: Lanes, lane: Ints, weight_g: Ints, volume_mm3: Ints) -> Ints:
    """The largest of actual, volumetric and minimum weight, in grams; a divisor of 0 means no volumetric weight."""
    divisor = lanes.divisor_cm3_per_kg[lane]
    volumetric = np.where(divisor > 0, volume_mm3 // np.maximum(divisor, 1), 0)
    return np.asarray(np.maximum(np.maximum(weight_g, volumetric), lanes.minimum_g[lane]))


def billed_g(lanes: Lanes, lane: Ints, weight_g: Ints, volume_mm3: Ints) -> Ints:
    """Chargeable weight with what lies beyond the parcel fee's weight in whole steps of the lane."""
    chargeable, first = chargeable_g(lanes, lane, weight_g, volume_mm3), lanes.first_g[lane]
    step = np.maximum(lanes.step_g[lane], 1)
    return np.where(chargeable > first, first - (first - chargeable) // step * step, chargeable)


def carriage_minor(lanes: Lanes, lane: Ints, weight_g: Ints, volume_mm3: Ints) -> Ints:
    """The price list in dollar cents: parcel fee and a price per kilogram beyond the weight that the fee includes."""
    beyond = np.maximum(billed_g(lanes, lane, weight_g, volume_mm3) - lanes.first_g[lane], 0)
    return np.asarray(lanes.base_fee_minor[lane] + (beyond * lanes.per_kg_minor[lane] + 500) // 1000)


def freight_minor(lanes: Lanes, lane: Ints, weight_g: Ints, volume_mm3: Ints) -> Ints:
    """What the carrier charges in dollar cents on a plain day: the price list and the fuel surcharge on it."""
    listed = carriage_minor(lanes, lane, weight_g, volume_mm3)
    return np.asarray(listed + share(listed, lanes.fuel_e4[lane], 10_000))
