"""Hours of the market, people who come back, and fronts that are remembered."""

from __future__ import annotations

import numpy as np
import pytest

from orders.domain import loyalty
from orders.domain.hours import MINUTES
from simlab.core.arrays import Ints
from simlab.core.lookup import Edges
from simlab.core.rng import Luck
from simlab.core.settings import no_decisions
from simlab.core.states import OrderStatus, TrackingEvent
from simlab.engine.day import simulate_day
from simlab.engine.parts.clock import even_edges, market_minutes, pool_edges
from simlab.engine.state import select
from simlab.engine.world import World
from simlab.runs.scenario.tables import rows
from tests.engine.first_store import first_store
from tests.engine.playing import Played, play

US, DE, JP = 0, 1, 3
PRIVATE = [float(row["share"]) for row in rows("order_hours") if row["profile"] == "private"]


@pytest.fixture(scope="module")
def world() -> World:
    return first_store("buyers: {hours: {}, loyalty: {people: 300}}")


@pytest.fixture(scope="module")
def played(world: World) -> Played:
    return play(world, 40)


def local_hours(minute: Ints, utc_offset_minutes: int) -> Ints:
    """The market's own hour of a minute of the day in UTC+8."""
    return (minute - 480 + utc_offset_minutes) % MINUTES // 60


@pytest.mark.parametrize(("market", "offset"), [(US, -300), (DE, 60), (JP, 540)])
def test_orders_come_at_the_measured_hours_of_the_market(played: Played, market: int, offset: int) -> None:
    orders = played.table("order")
    minute = orders["minute"][orders["market"] == market]
    share = np.bincount(local_hours(minute, offset), minlength=24) / len(minute)
    expected = np.array(PRIVATE) / sum(PRIVATE)
    assert np.abs(share - expected).max() < 4 * np.sqrt(0.07 / len(minute))


def test_three_in_the_morning_in_germany_is_ten_in_the_simulated_day() -> None:
    shares = [0] * 24
    shares[3] = 10_000
    edges = market_minutes(shares, 60)
    first = int(np.searchsorted(edges, 0, side="right")) - 1
    assert first == 10 * 60
    assert edges[first : first + 3].tolist() == [0, -(-(1 << 24) // 60), -(-2 * (1 << 24) // 60)]


def test_scarce_stock_goes_to_the_first_minute_whatever_the_market() -> None:
    scarce = first_store("buyers: {hours: {}, baskets: {}}")
    orders = play(scarce, 30).table("order")
    short = np.flatnonzero(orders["status"] == OrderStatus.CANCELLED)
    assert short.size
    for row in short.tolist():
        pool = np.ones(len(orders["day"]), dtype=bool)
        for name in ("day", "store", "sku"):
            pool &= orders[name] == orders[name][row]
        # the American warehouse is a pool of its own
        pool &= (orders["market"] == US) == (orders["market"][row] == US)
        served = orders["minute"][pool & (orders["status"] == OrderStatus.AUTHORISED)]
        if orders["market"][row] != US:
            assert (served <= orders["minute"][row]).all()


def test_a_pool_of_even_people_is_even() -> None:
    """A gamma of a large shape is a pool of equals; a small shape leaves most orders to few."""
    equal, gamma = pool_edges(1000, 5.0), pool_edges(1000, 0.9)
    assert even_edges(4).tolist() == [0, 1 << 22, 2 << 22, 3 << 22]
    assert (np.diff(gamma) >= 0).all()
    top_fifth = [1 - edges[800] / (1 << 24) for edges in (equal, gamma)]
    assert top_fifth[0] < 0.35
    # gamma of shape 0.9: the share of the top fifth is 1 - F(1.9) at the 0.8-quantile of F(0.9)
    assert top_fifth[1] == pytest.approx(0.546, abs=0.01)


def test_repeat_buyers_are_a_negative_binomial(played: Played) -> None:
    """Variance over mean of orders per person is 1 + mean / shape."""
    orders = played.table("order")
    counts = np.bincount(orders["buyer_no"][orders["market"] == US], minlength=300)
    mean = counts.mean()
    assert counts.var() / mean == pytest.approx(1 + mean / 0.9, rel=0.3)


def test_goodwill_rises_with_punctual_parcels_and_levels_off() -> None:
    terms = loyalty.Loyalty(Edges.of(even_edges(1), 24), most_e3=75, half=60, memory_days=60, late_weight=3)
    goodwill = np.array([0, 60, 600, -60]) * loyalty.GOODWILL_ONE
    assert loyalty.worth_e3(terms, goodwill).tolist() == [0, 37, 68, -38]
    after = loyalty.remembered(terms, goodwill, np.array([3, 0, 0, 0]), np.array([1, 0, 1, 0]))
    assert (after / loyalty.GOODWILL_ONE).tolist() == pytest.approx([0, 59, 587, -59])


def test_goodwill_is_the_deliveries_on_time_less_the_late_ones(world: World, played: Played) -> None:
    orders, scans = played.table("order"), played.table("tracking")
    promised = dict(zip((orders["day"] << 32 | orders["seq"]).tolist(), orders["promised_day"].tolist(), strict=True))
    market = dict(zip((orders["day"] << 32 | orders["seq"]).tolist(), orders["market"].tolist(), strict=True))
    came = {name: scans[name][scans["event"] == TrackingEvent.DELIVERED] for name in scans}
    names = (came["order_day"] << 32 | came["seq"]).tolist()
    late = np.array([promised[name] for name in names]) < came["day"]
    fronts = np.array([market[name] for name in names])
    goodwill = np.zeros((world.sizes.stores, world.sizes.fronts), dtype=np.int64)
    for day in range(40):
        counts = [np.zeros_like(goodwill) for _ in range(2)]
        for count, which in zip(counts, (~late, late), strict=True):
            mine = which & (came["day"] == day)
            np.add.at(count, (came["store"][mine], fronts[mine]), 1)
        goodwill = loyalty.remembered(world.habits.loyalty, goodwill, *counts)
    assert np.array_equal(goodwill, played.states[-1].goodwill[0])


def test_a_front_that_is_remembered_well_sells_more(world: World, played: Played) -> None:
    """The same morning with and without goodwill: up to 7.74 per cent more (Alibaba), less what its own success takes away."""
    luck, sold = Luck.of_seeds(range(64)), []
    for remembered in (0, 100_000):
        state = select(played.states[4], np.zeros(64, dtype=int))
        state.stock_units += 1000
        state.goodwill[:] = 0
        state.goodwill[:, 0] = remembered * loyalty.GOODWILL_ONE
        _, events = simulate_day(
            world, state, no_decisions(), 5, luck=luck, recorded=np.ones(world.sizes.stores, dtype=bool)
        )
        sold.append((events.tables["order"]["store"] == 0).sum())
    assert 1.02 < sold[1] / sold[0] < 1.0774
