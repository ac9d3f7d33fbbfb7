"""The SimPy model must tell the same story as the kernel, or the ratio means nothing."""

from __future__ import annotations

import pytest

from bench.road import choose, play_stages, simpy_road
from simlab.core.states import TrackingEvent
from tests.worlds import SMALL


def test_simpy_and_the_kernel_see_the_same_events() -> None:
    chosen = choose(SMALL, worlds=8, days=4)
    ours = play_stages(chosen)
    road, orders = simpy_road(chosen)
    theirs = [event for _, _, event in road.run(orders)]
    assert len(orders) == theirs.count(-1) == ours[-1]
    for event in (TrackingEvent.PICKED_UP, TrackingEvent.EXPORTED, TrackingEvent.DELIVERED):
        assert theirs.count(event) == pytest.approx(ours[event], rel=0.05)
    assert theirs.count(TrackingEvent.HELD) == theirs.count(TrackingEvent.RELEASED)
