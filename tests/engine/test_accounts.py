from __future__ import annotations

import numpy as np
import pytest

from orders.domain.health import plan_bits
from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE, Kind, no_decisions
from simlab.core.states import AccountStanding as Standing
from simlab.core.states import HealthMetric as Metric
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.state import State, copied
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, decision, play
from tests.sections import account_health
from tests.worlds import SMALL, document

DAY = 21
RIGHT, WRONG = plan_bits([2], [2]), plan_bits([0, 1, 3], [5])


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(document(SMALL, account_health=account_health()))


@pytest.fixture(scope="module")
def played(world: World) -> Played:
    return play(world, DAY)


def suspended(state: State, until_day: int = 60) -> State:
    """Store 0 is suspended for cancellations."""
    state = copied(state)
    state.writable("standing")[0, 0] = Standing.ACCOUNT_SUSPENDED
    state.writable("standing_until_day")[0, 0] = until_day
    state.writable("health_sums")[0, 0, 0, Metric.CANCELLATION] = (50 * 1024, 500 * 1024)
    return state


def on(world: World, state: State, days: int, rows: np.ndarray | None = None, seed: int = 1) -> tuple[State, Events]:
    for day in range(DAY, DAY + days):
        today = rows if rows is not None and day == DAY else no_decisions()
        state, events = simulate_day(
            world, state, today, day, luck=Luck.of_seeds([seed]), recorded=np.ones(world.sizes.stores, dtype=bool)
        )
    return state, events


def appeal(plan: int) -> np.ndarray:
    return np.array([(0, DAY, 0, Kind.APPEAL, 0, 0, plan)], dtype=DECISION_DTYPE)


def test_the_marketplace_counts_what_the_books_show(played: Played) -> None:
    """Windows replayed from the recorded rows give the state's sums."""
    orders, days = played.table("order"), range(DAY)
    paid, cancelled = (
        [int(((orders["day"] == day) & (orders["store"] == 0) & which).sum()) for day in days]
        for which in (orders["status"] > 0, orders["status"] == 1)
    )
    for column, counts in enumerate((cancelled, paid)):
        total = 0
        for count in counts:
            total = total * 6 // 7 + count * 1024
        assert played.states[-1].health_sums[0, 0, 0, Metric.CANCELLATION, column] == total


def test_deliveries_are_counted_once(played: Played) -> None:
    counted, told = 0, played.table("store_day")
    for day in range(DAY):
        late, delivered = (told[name][(told["day"] == day) & (told["store"] == 1)] for name in ("late", "delivered"))
        counted = counted * 29 // 30 + int(delivered[0]) * 1024
        assert late <= delivered
    assert played.states[-1].health_sums[0, 1, 0, Metric.LATE_DELIVERY, 1] == counted


def test_empty_shelves_lead_down_the_ladder() -> None:
    codes = [item["code"] for item in document(SMALL)["skus"]]
    scarce = {"opening_stock": [{"sku": code, "warehouse": "SZX", "units": 4} for code in codes]}
    pacy = account_health(review_every_days=2, step_days=2, least_orders=3)
    emptied = play(compile_world(document(SMALL, account_health=pacy, **scarce)), 14)
    assert max(int(state.standing.max()) for state in emptied.states) >= Standing.LISTING_SUSPENDED
    assert min(int(state.health_e4.min()) for state in emptied.states) < 10_000


def test_a_suspended_account_sells_nothing_and_its_payouts_wait(world: World, played: Played) -> None:
    selling, _ = on(world, played.states[-1], 10)
    state, events = on(world, suspended(played.states[-1]), 10)
    assert not (events.tables["order"]["store"] == 0).any()
    assert (events.tables["order"]["store"] == 1).any()
    assert state.payable_minor[0, 0].sum() > selling.payable_minor[0, 0].sum()
    assert events.tables["health_day"]["standing"].tolist()[0] == Standing.ACCOUNT_SUSPENDED


def test_a_suspended_product_is_off_sale_alone(world: World, played: Played) -> None:
    state = copied(played.states[-1])
    state.writable("standing")[0, 0], state.writable("paused_sku")[0, 0] = Standing.LISTING_SUSPENDED, 1
    _, events = on(world, state, 1)
    mine = events.tables["order"]["sku"][events.tables["order"]["store"] == 0]
    assert 1 not in mine.tolist()
    assert mine.size


def test_a_suspension_ends_by_itself(world: World, played: Played) -> None:
    state, events = on(world, suspended(played.states[-1], until_day=DAY), 1)
    assert state.standing[0, 0, 0] == Standing.WARNED
    _, events = on(world, state, 2)
    assert (events.tables["order"]["store"] == 0).any()


def test_a_fitting_appeal_is_granted_more_often(world: World, played: Played) -> None:
    granted = []
    for plan in (RIGHT, WRONG):
        ends = [on(world, suspended(played.states[-1]), 6, appeal(plan), seed)[0] for seed in range(12)]
        standings = [int(state.standing[0, 0, 0]) for state in ends]
        assert set(standings) <= {Standing.WARNED, Standing.CLOSED}
        granted.append(standings.count(Standing.WARNED))
    assert granted[0] > granted[1] > 0


def test_a_refused_appeal_closes_the_account_and_another_is_not_heard(world: World, played: Played) -> None:
    state = suspended(played.states[-1])
    state.writable("standing")[0, 0] = Standing.CLOSED
    state, _ = on(world, state, 1, appeal(RIGHT))
    assert state.appeals[0, 0, 0] == 0


def test_a_healthy_account_has_nothing_to_appeal(world: World, played: Played) -> None:
    state, _ = on(world, played.states[-1], 1, appeal(RIGHT))
    assert state.appeals.sum() == 0


def test_without_the_section_the_day_has_no_accounts() -> None:
    plain = play(compile_world(document(SMALL)), 3, decisions={1: decision(Kind.SET_COVER, store=0, value=9, day=1)})
    assert "health_day" not in plain.events[-1].tables
    assert plain.states[-1].standing.size == 0
