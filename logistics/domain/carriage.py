"""What a carrier takes, when, and for how much more: goods it bars, peak surcharges, and room for so many parcels a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Bools, Ints, tally

BOUNDLESS = 1 << 40
NO_SERVICE = -1
_DAY_SHIFT, _DRAW_SHIFT = np.int64(20), np.int64(32)  # waiting line: order day (12 bits) above 20 bits of its draw


@dataclass(frozen=True)
class Carriage:
    """barred [lanes, K]: goods a lane does not take. fallback [H * M, K]: the cheapest service that takes them, or NO_SERVICE.

    peak_kg_minor [T, lanes] per kilogram and peak_parcel_minor [T, lanes] per parcel, home money. room [lanes]: parcels a day.
    """

    barred: Bools
    fallback: Ints
    peak_kg_minor: Ints
    peak_parcel_minor: Ints
    room: Ints


def cheapest_allowed(barred: Bools, price_minor: Ints, services: int) -> Ints:
    """The cheapest service of each warehouse and market that takes a SKU, [H * M, K], from barred and price [lanes, K]."""
    dear = np.where(barred, np.iinfo(np.int64).max, price_minor).reshape(-1, services, barred.shape[1])
    taken = ~barred.reshape(dear.shape).all(axis=1)
    return np.asarray(np.where(taken, dear.argmin(axis=1), NO_SERVICE))


def service_taken(carriage: Carriage, pair: Ints, service: Ints, sku: Ints, services: int) -> Ints:
    """The service each listing goes by: the chosen one, or the cheapest that takes its goods; `pair` is warehouse x market."""
    if not carriage.barred.any():
        return service
    barred = carriage.barred[pair * services + service, sku]
    return np.asarray(np.where(barred, carriage.fallback[pair, sku], service))


def peak_minor(carriage: Carriage, day: int, billed_g: Ints) -> Ints:
    """The day's surcharge in home money on every lane and SKU, [lanes, K]; billed_g [lanes, K]."""
    per_kg = carriage.peak_kg_minor[day][:, None]
    return np.asarray(carriage.peak_parcel_minor[day][:, None] + (billed_g * per_kg + 500) // 1000)


def crowded_lanes(lane: Ints, world: Ints, worlds: int, room: Ints) -> Bools:
    """Lanes on which some world's parcels, or those of two worlds together, may be more than the carrier takes; [lanes]."""
    asking = tally(world.astype(np.int64) * room.size + lane, worlds * room.size).reshape(worlds, room.size)
    return np.asarray(2 * asking.max(axis=0) > room)


@dataclass(frozen=True)
class Queueing:
    """Parcels that ask for room today, [n]: world, store, lane, the day they were ordered and a 64-bit draw; worlds meet
    `rival_world` [B]."""

    world: Ints
    store: Ints
    lane: Ints
    order_day: Ints
    draw: np.ndarray
    rival_world: Ints


def place_in_line(queueing: Queueing, lanes: int, stores: int) -> Ints:
    """How many parcels stand before each: those ordered earlier, then by draw; rivals' parcels are those of the rival world."""
    luck = (queueing.draw >> np.uint64(44)).astype(np.int64)
    key = queueing.order_day.astype(np.int64) << _DAY_SHIFT | luck
    world, lane, store = (column.astype(np.int64) for column in (queueing.world, queueing.lane, queueing.store))
    met = queueing.rival_world[world]
    if np.array_equal(met, world):
        line = (world * lanes + lane) << _DRAW_SHIFT | key
        return _before(line, line)
    everyone = _before((world * lanes + lane) << _DRAW_SHIFT | key, (met * lanes + lane) << _DRAW_SHIFT | key)
    own = (world * stores + store) * lanes + lane
    theirs = (met * stores + store) * lanes + lane
    same = own << _DRAW_SHIFT | key
    return everyone + _before(same, same) - _before(same, theirs << _DRAW_SHIFT | key)


def _before(line: Ints, key: Ints) -> Ints:
    """For each key, how many of its group in the line are smaller."""
    ordered = np.sort(line)
    group = key >> _DRAW_SHIFT << _DRAW_SHIFT
    return np.searchsorted(ordered, key) - np.searchsorted(ordered, group)
