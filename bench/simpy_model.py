"""The road from a chosen order to its delivery in idiomatic SimPy: a process per order, a timeout per leg.

Same orders, same quantile tables and probabilities, same list of events as the kernel; its own generator of chance.
"""

from __future__ import annotations

import random
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import simpy

from simlab.core.rng import QUANTILES
from simlab.core.states import Leg, TrackingEvent

PAYMENT = -1
SCAN = {
    Leg.PICK_UP: TrackingEvent.PICKED_UP,
    Leg.EXPORT: TrackingEvent.EXPORTED,
    Leg.LINE_HAUL: TrackingEvent.ARRIVED,
    Leg.IMPORT_HOLD: TrackingEvent.RELEASED,
    Leg.LAST_MILE: TrackingEvent.DELIVERED,
}
Event = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class ChosenOrder:
    """When it was placed (in days), how likely it is paid, where its goods lie and by which lane they go."""

    placed_at: float
    auth_rate: float
    pool: int
    lane: int


@dataclass(frozen=True, slots=True)
class LaneRule:
    """Per leg its days and the leg that follows; `loss` and `hold` are probabilities after the line haul."""

    days: Sequence[Sequence[int]]
    following: Sequence[int]
    loss: float
    hold: float


class Road:
    """The environment, what it knows, and the events it has seen: (time, order, event)."""

    def __init__(self, lanes: Sequence[LaneRule], stock: dict[int, int], seed: int) -> None:
        self.env = simpy.Environment()
        self.lanes, self.stock = lanes, stock
        self.chance = random.Random(seed)
        self.events: list[Event] = []

    def run(self, orders: Sequence[ChosenOrder]) -> list[Event]:
        self.env.process(self._arrivals(orders))
        self.env.run()
        return self.events

    def _arrivals(self, orders: Sequence[ChosenOrder]) -> Generator[simpy.Event, None, None]:
        for number, order in enumerate(orders):
            if order.placed_at > self.env.now:
                yield self.env.timeout(order.placed_at - self.env.now)
            self.env.process(self._fulfil(number, order))

    def _fulfil(self, number: int, order: ChosenOrder) -> Generator[simpy.Event, None, None]:
        self._see(number, PAYMENT)
        if self.chance.random() >= order.auth_rate or not self.stock[order.pool]:
            return
        self.stock[order.pool] -= 1
        lane, leg = self.lanes[order.lane], int(Leg.PICK_UP)
        while leg < len(Leg):
            yield self.env.timeout(lane.days[leg][int(self.chance.random() * QUANTILES)])
            if leg != Leg.LINE_HAUL:
                self._see(number, SCAN[Leg(leg)])
            elif self.chance.random() < lane.loss:
                self._see(number, TrackingEvent.LOST)
                return
            elif self.chance.random() < lane.hold:
                self._see(number, TrackingEvent.HELD)
                leg = int(Leg.IMPORT_HOLD)
                continue
            else:
                self._see(number, TrackingEvent.ARRIVED)
            leg = lane.following[leg]

    def _see(self, number: int, event: int) -> None:
        self.events.append((self.env.now, number, event))
