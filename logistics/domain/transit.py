"""Parcels travel leg by leg; only the end of the present leg is decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck
from simlab.core.states import Leg

_LEG_SHIFT = 3


@dataclass(frozen=True)
class Lanes:
    """Lane = (warehouse * M + market) * services + service.

    leg_days [lanes, 5, QUANTILES], next_leg [lanes, 5] (after the last leg: the number of legs), promise_days [lanes],
    loss_e6, hold_e6 [lanes]. base_fee_minor [lanes], per_kg_minor [lanes] in dollar cents; first_g, divisor_cm3_per_kg [lanes].
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


def leg_end(lanes: Lanes, luck: Luck, day: int, slot: Ints, world: Ints, lane: Ints, leg: Ints) -> Ints:
    """The day on which a leg that begins today ends. The slot is parcel x leg: legs of one parcel may begin on one day."""
    drawn = rng.bins(luck, "logistics.leg", day, slot * np.int64(1 << _LEG_SHIFT) + leg, row=world)
    # one flat index: three times as fast as an index per axis
    flat = (lane.astype(np.int64) * len(Leg) + leg) * rng.QUANTILES + drawn
    return np.asarray(day + lanes.leg_days.take(flat).astype(np.int64))


def lost(loss_e6: Ints, luck: Luck, day: int, slot: Ints, world: Ints) -> Bools:
    """Which parcels never come out of the line haul; loss_e6 [n] per parcel."""
    return rng.chance_e6(luck, "logistics.loss", day, slot, row=world) < loss_e6


def chargeable_g(lanes: Lanes, lane: Ints, weight_g: Ints, volume_mm3: Ints) -> Ints:
    """The larger of actual and volumetric weight, in grams; a divisor of 0 means no volumetric weight."""
    divisor = lanes.divisor_cm3_per_kg[lane]
    return np.asarray(np.where(divisor > 0, np.maximum(weight_g, volume_mm3 // np.maximum(divisor, 1)), weight_g))


def freight_minor(lanes: Lanes, lane: Ints, weight_g: Ints, volume_mm3: Ints) -> Ints:
    """The carrier's price in dollar cents: parcel fee and a price per kilogram beyond the weight that the fee includes."""
    beyond = np.maximum(chargeable_g(lanes, lane, weight_g, volume_mm3) - lanes.first_g[lane], 0)
    return np.asarray(lanes.base_fee_minor[lane] + (beyond * lanes.per_kg_minor[lane] + 500) // 1000)
