"""The end of the road: attempts at the door, the pick-up point, refusals, broken parcels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck
from simlab.core.states import Leg, Outcome, TrackingEvent


@dataclass(frozen=True)
class Doorstep:
    """damage_e6 [lanes]: broken parcels. missed_e6 [M]: attempts that find nobody; collected_e6 [M] of those at a pick-up point."""

    damage_e6: Ints
    missed_e6: Ints
    collected_e6: Ints


@dataclass(frozen=True)
class Arrivals:
    """Parcels whose last leg ends today, [n]."""

    world: Ints
    slot: Ints
    lane: Ints
    leg: Ints
    market: Ints
    refusal_e6: Ints


@dataclass(frozen=True)
class Answer:
    """What follows each arrival (a leg or an outcome) and the scan that says so, [n]."""

    following: Ints
    scan: Ints


def answer(doorstep: Doorstep, luck: Luck, day: int, at: Arrivals) -> Answer:
    """Delivered, broken, refused, missed, collected or sent home.

    The first attempt can be refused or miss the buyer; the second can miss; at the pick-up point the parcel is collected or not.
    """
    first, second, point = (at.leg == leg for leg in (Leg.LAST_MILE, Leg.REDELIVERY, Leg.PICKUP_POINT))
    following = np.full(len(at.leg), Outcome.DELIVERED, dtype=np.int64)
    scan = np.full(len(at.leg), TrackingEvent.DELIVERED, dtype=np.int64)
    missed = _happens(doorstep.missed_e6.take(at.market), luck, "logistics.missed_delivery", day, at, first | second)
    steps = (
        (
            _happens(doorstep.damage_e6.take(at.lane), luck, "logistics.damage", day, at, at.leg < Leg.RETURN_HOME),
            Outcome.DAMAGED,
            TrackingEvent.DAMAGED,
        ),
        (first & missed, Leg.REDELIVERY, TrackingEvent.ATTEMPT_FAILED),
        (second & missed, Leg.PICKUP_POINT, TrackingEvent.AWAITING_PICKUP),
        (
            point & ~_happens(doorstep.collected_e6.take(at.market), luck, "logistics.collected", day, at, point),
            Leg.RETURN_HOME,
            TrackingEvent.NOT_COLLECTED,
        ),
        (
            _happens(at.refusal_e6, luck, "logistics.refusal", day, at, first),
            Leg.RETURN_HOME,
            TrackingEvent.REFUSED,
        ),
        (at.leg == Leg.RETURN_HOME, Outcome.RETURNED_TO_SENDER, TrackingEvent.RETURNED_TO_SENDER),
    )
    for which, then, told in steps:
        following[which], scan[which] = then, told
    return Answer(following, scan)


def _happens(rate_e6: Ints, luck: Luck, stream: str, day: int, at: Arrivals, among: Bools) -> Bools:
    """What happens to some of these parcels at a rate; nothing is drawn for others, or where the rate is zero."""
    happens = np.zeros(len(rate_e6), dtype=bool)
    some = np.flatnonzero(among & (rate_e6 > 0))
    drawn = rng.chance_e6(luck, stream, day, at.slot.take(some), row=at.world.take(some))
    happens[some] = drawn < rate_e6.take(some)
    return happens
