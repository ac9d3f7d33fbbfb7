from __future__ import annotations

import numpy as np
import pytest

from simlab.core.money import convert
from simlab.core.settings import BY_NAME, DECISION_DTYPE, Kind
from simlab.core.states import HealthMetric as Metric
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.sections import account_health, buyer_service
from tests.worlds import SMALL, document

DAYS = 28


def world_with(**values: int) -> World:
    return compile_world(document(SMALL, account_health=account_health(), buyer_service=buyer_service(**values)))


def setting(name: str, value: int, *, store: int = 0, day: int = 0, target: int = 0) -> np.ndarray:
    column = BY_NAME[name]
    return np.array([(0, day, store, column.kind, target, column.field, value)], dtype=DECISION_DTYPE)


@pytest.fixture(scope="module")
def world() -> World:
    return world_with()


@pytest.fixture(scope="module")
def served(world: World) -> Played:
    return play(world, DAYS)


@pytest.fixture(scope="module")
def silent(world: World) -> Played:
    """Store 0 has no agent."""
    return play(world, DAYS, decisions={0: setting("agents", 0)})


def _sum(played: Played, table: str, column: str, store: int = 0) -> int:
    rows = played.table(table)
    return int(rows[column][rows["store"] == store].sum())


def test_without_agents_nothing_is_answered_in_time(served: Played, silent: Played) -> None:
    assert _sum(silent, "service_day", "slow") == _sum(silent, "service_day", "messages") > 0
    assert _sum(served, "service_day", "slow") < _sum(served, "service_day", "messages") / 2
    assert _sum(silent, "service_day", "claims") > _sum(served, "service_day", "claims")


def test_silence_shows_in_health_in_reviews_and_in_sales(served: Played, silent: Played) -> None:
    good, bad = served.states[-1], silent.states[-1]
    defects = (0, 0, 0, Metric.ORDER_DEFECT, 0)
    assert bad.health_sums[defects] > good.health_sums[defects]
    assert bad.conduct_e3[0, 0] == -1000 < good.conduct_e3[0, 0]
    assert _sum(silent, "store_day", "orders") < _sum(served, "store_day", "orders")
    assert _sum(silent, "store_day", "orders", 1) >= _sum(served, "store_day", "orders", 1)


def test_agents_are_paid_by_the_hour(world: World, served: Played) -> None:
    ledger = served.table("ledger")
    mine = (ledger["store"] == 0) & (ledger["cause"] == LedgerCause.SERVICE_WAGES)
    wages = ledger["amount_minor"][mine & (ledger["account"] == LedgerAccount.SERVICE)].sum()
    assert wages == DAYS * 1 * 2 * world.care.wage_minor.sum()


def test_messages_of_a_store_do_not_depend_on_its_agents(served: Played, silent: Played) -> None:
    first = [played.events[0].tables["service_day"]["messages"].tolist() for played in (served, silent)]
    assert first[0] == first[1]


def test_goodwill_costs_money_and_prevents_claims(world: World, served: Played) -> None:
    generous = play(world, DAYS, decisions={0: setting("goodwill_e4", 3_000)})
    spent = [_booked(played, LedgerCause.GOODWILL) for played in (served, generous)]
    assert spent[1] > spent[0]
    late = [play(world_with(late_claim_rate_e6=350_000), DAYS, decisions=rows) for rows in (None, _goodwill())]
    assert _booked(late[1], LedgerCause.BUYER_CLAIM) < _booked(late[0], LedgerCause.BUYER_CLAIM)


def _goodwill() -> dict[int, np.ndarray]:
    return {0: setting("goodwill_e4", 3_000)}


def _booked(played: Played, cause: LedgerCause) -> int:
    """Home money of store 0 in foreign entries at opening rates, near enough to compare."""
    rows = played.table("ledger")
    mine = (rows["store"] == 0) & (rows["cause"] == cause) & (rows["account"] == LedgerAccount.GOODWILL)
    rate = played.states[0].rate_e8[0, rows["currency"][mine]]
    return int(convert(rows["amount_minor"][mine], rate).sum())


def test_receivables_are_those_of_the_ledger(served: Played) -> None:
    ledger, state = served.table("ledger"), served.states[-1]
    mine = ledger["account"] == LedgerAccount.RECEIVABLE
    booked = np.zeros_like(state.receivable_minor[0])
    np.add.at(booked, (ledger["store"][mine], ledger["currency"][mine]), ledger["amount_minor"][mine])
    assert np.array_equal(booked, state.receivable_minor[0])


def test_subscriptions_closing_fees_and_dated_rises_are_charged() -> None:
    rise = {"first_day": 3, "rate_e4": 500, "market": "DE", "channel": None}
    fees = {"subscription_cents": {"marketplace": 3_999}, "closing_cents": {"marketplace": 30}, "rises": [rise]}
    world = compile_world(document(SMALL, platform_fees=fees))
    played = play(world, 20)
    assert np.flatnonzero(world.fees.subscription_cents[:20]).tolist() == [0, 17]  # the opening and 1 October
    rows = played.table("ledger")
    mine = (rows["cause"] == LedgerCause.PLATFORM_FEE) & (rows["account"] == LedgerAccount.FEES) & (rows["store"] == 0)
    first = mine & (rows["day"] == 0)
    orders = int(played.events[0].tables["store_day"]["units"][0])
    rate = played.states[0].rate_e8[:, world.trade.dollar]
    assert rows["amount_minor"][first].tolist() == convert(np.array([3_999 + 30 * orders]), rate).tolist()
    foreign = mine & (rows["currency"] != 0)
    assert rows["day"][foreign].min() == 3
    assert set(rows["currency"][foreign].tolist()) == {int(world.trade.front_currency[1])}


def test_a_quiet_world_pays_nobody() -> None:
    plain = play(compile_world(document(SMALL)), 3).table("ledger")
    assert plain["cause"].max() < LedgerCause.SERVICE_WAGES
    assert BY_NAME["agents"].kind == Kind.SET_STAFFING


def test_lateness_is_no_conduct(world: World) -> None:
    """Late parcels are felt in stars and in memory; conduct is what agents answer, so that nothing counts twice."""
    agents = np.concatenate([setting("agents", 20), setting("agent_hours", 24)])
    hasty = np.concatenate([agents, setting("handling_days", 0)])
    calm, late = (play(world, DAYS, decisions={0: rows}) for rows in (agents, hasty))
    assert _sum(late, "store_day", "late") > _sum(calm, "store_day", "late")
    assert all(
        calm_.conduct_e3[0, 0] == 0 == late_.conduct_e3[0, 0]
        for calm_, late_ in zip(calm.states, late.states, strict=True)
    )
