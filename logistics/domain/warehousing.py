"""Warehouses: what fits in, what comes in on a day, and what a night costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logistics.domain.inbound import running
from logistics.domain.replenishment import SPEED_ONE
from simlab.core.arrays import Bools, Ints

AGE_DAYS = 30  # stock is aged in periods of this length
UNLIMITED = 1 << 60
CUBIC_METRE_MM3 = 1_000_000_000


@dataclass(frozen=True)
class Warehouses:
    """H warehouses; money in dollar cents, fees of space in hundredths of a cent per cubic metre and day.

    platform, duty_paid [H]: run by the marketplace; imported when goods arrive (else when they are sold). serving [M, R]: the warehouses of
    a market, nearest first, padded with 0 (home). capacity_mm3, inbound_units (a day, of each store), receiving_days [H]. volume_fee_e2
    [T, H]. aged_periods [A] rising, aged_fee_e2 [A, H]. handling_cents [K, H] for a unit sold. removal_cents [H]; liquidation_e4 share of
    cost. badge_e3 [H] utility. low_cents [H] for a unit sold below low_days of cover.
    """

    platform: Bools
    duty_paid: Bools
    serving: Ints
    capacity_mm3: Ints
    inbound_units: Ints
    receiving_days: Ints
    volume_fee_e2: Ints
    aged_periods: Ints
    aged_fee_e2: Ints
    handling_cents: Ints
    removal_cents: Ints
    liquidation_e4: int
    badge_e3: Ints
    low_cents: Ints
    low_days: int

    @property
    def periods(self) -> int:
        """How many periods of receipts must be remembered to know what is aged."""
        return int(self.aged_periods.max(initial=-1)) + 1

    @property
    def limited_at_home(self) -> bool:
        """Do goods from suppliers ever wait at the domestic door?"""
        return bool(min(self.inbound_units[0], self.capacity_mm3[0]) < UNLIMITED)

    @property
    def markets_served(self) -> Bools:
        """[M, H]: which warehouse serves which market from nearby."""
        found = np.zeros((len(self.serving), len(self.platform)), dtype=bool)
        found[np.arange(len(self.serving))[:, None], self.serving] = True
        found[:, 0] = False
        return found

    @property
    def market(self) -> Ints:
        """[H]: the market near which each warehouse lies; -1 at home."""
        served = self.markets_served
        return np.asarray(np.where(served.any(axis=0), served.argmax(axis=0), -1))


@dataclass(frozen=True)
class Dock:
    """Rows [n] at the doors: which store's door (`group`), units, volume of a unit; limits of the door and room inside [n]."""

    group: Ints
    units: Ints
    unit_mm3: Ints
    limit_units: Ints
    room_mm3: Ints


def admitted(dock: Dock) -> Ints:
    """Units of each row that come in today, first come first served; the others wait at the door."""
    by_count = dock.limit_units - running(dock.group, dock.units)
    by_space = (dock.room_mm3 - running(dock.group, dock.units * dock.unit_mm3)) // np.maximum(dock.unit_mm3, 1)
    return np.asarray(np.clip(np.minimum(by_count, by_space), 0, dock.units))


def choose_warehouse(warehouses: Warehouses, stock: Ints, by_platform: bool) -> Ints:
    """Where each store's SKU ships from to each market, [B, S, K, M]: the market's first warehouse with stock [B, S, K, H], else home.

    The platform's own warehouses serve only what is sold `by_platform`.
    """
    chosen = np.zeros((*stock.shape[:-1], len(warehouses.serving)), dtype=np.int64)
    for place in reversed(warehouses.serving.T):
        serves = (stock[..., place] > 0) & (by_platform | ~warehouses.platform[place])
        chosen = np.where(serves, place, chosen)
    return chosen


def space_mm3(stock_units: Ints, volume_mm3: Ints) -> Ints:
    """Volume of the goods of each store in each warehouse, [B, S, H]; stock [B, S, K, H]."""
    return np.asarray(np.matmul(volume_mm3, stock_units))


def space_fee_cents(warehouses: Warehouses, day: int, space: Ints) -> Ints:
    """A night's fee for space [B, S, H], in dollar cents a store [B, S]."""
    return _per_cubic_metre(space * warehouses.volume_fee_e2[day])


def aged_units(stock_units: Ints, received_units: Ints, periods: int) -> Ints:
    """Units that lay there before the last `periods` periods: what is left when the oldest goods leave first.

    received_units [..., P] holds the receipts of each period, the present one first. What was not received lately must be older.
    """
    return np.asarray(np.maximum(stock_units - received_units[..., :periods].sum(axis=-1), 0))


def aged_fee_cents(warehouses: Warehouses, stock_units: Ints, received_units: Ints, volume_mm3: Ints) -> Ints:
    """A night's surcharge on goods that lay there long, in dollar cents a store [B, S]. A unit pays the fee of its own age."""
    total = np.zeros(stock_units.shape[:2], dtype=np.int64)
    below = np.zeros_like(warehouses.badge_e3)
    # most places are empty or filled lately: only those with something old are looked at by age
    units, place = stock_units.ravel(), np.flatnonzero(stock_units)
    received = received_units.reshape(units.size, -1)
    for periods, fee_e2 in zip(warehouses.aged_periods.tolist(), warehouses.aged_fee_e2, strict=True):
        # the present period has only begun
        old = aged_units(units[place], received.take(place, axis=0), periods + 1)
        place, old = place[old > 0], old[old > 0]
        aged = np.zeros_like(units)
        aged[place] = old
        space = space_mm3(aged.reshape(stock_units.shape), volume_mm3)
        total = total + _per_cubic_metre(space * (fee_e2 - below))
        below = fee_e2
    return total


def _per_cubic_metre(amount: Ints) -> Ints:
    whole = CUBIC_METRE_MM3 * 100
    return np.asarray((amount.sum(axis=-1) + whole // 2) // whole)


def older(received_units: Ints) -> Ints:
    """The receipts when a period ends: every one is a period older, the oldest are forgotten."""
    moved = np.zeros_like(received_units)
    moved[..., 1:] = received_units[..., :-1]
    return moved


def placement_units(speed: Ints, serves: Bools, cover_days: Ints, position: Ints) -> Ints:
    """Units missing at each warehouse [B, S, K, H] for so many days of its markets' sales; speed [B, S, K, M], serves [M, H]."""
    here = (speed[..., None] * serves).sum(axis=-2)
    target = (here * cover_days + SPEED_ONE // 2) // SPEED_ONE
    return np.asarray(np.maximum(target - position, 0))
