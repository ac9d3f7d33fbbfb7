"""Forwards and the credit line as a run plays them."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.core.states import Deal, LedgerAccount
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.payments.section import own_site_document

_DAYS = 14


def _row(day: int, kind: Kind, target: int, field: int, value: int) -> np.ndarray:
    return np.array([(0, day, 0, kind, target, field, value)], dtype=DECISION_DTYPE)


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(own_site_document())


@pytest.fixture(scope="module")
def plain(world: World) -> Played:
    return play(world, _DAYS)


@pytest.fixture(scope="module")
def hedged(world: World) -> Played:
    return play(world, _DAYS, decisions={1: _row(1, Kind.BUY_FORWARD, 1, 10, 500_000)})


def test_a_forward_pays_the_difference_to_the_rate_of_its_day(world: World, plain: Played, hedged: Played) -> None:
    deals = hedged.table("deal")
    assert deals["deal"].tolist() == [Deal.FORWARD_BOUGHT, Deal.FORWARD_SETTLED]
    assert deals["day"].tolist() == [1, 11]
    difference = deals["home_minor"][0] - deals["home_minor"][1]
    assert hedged.states[-1].cash_minor[0, 0] - plain.states[-1].cash_minor[0, 0] == difference
    ledger = hedged.table("ledger")
    assert -ledger["amount_minor"][ledger["account"] == LedgerAccount.FORWARD_RESULT].sum() == difference


def test_an_open_forward_is_marked_at_todays_rate(plain: Played, hedged: Played) -> None:
    gap = [
        int(wealth_minor(with_)[0, 0] - wealth_minor(without)[0, 0])
        for with_, without in zip(hedged.states, plain.states, strict=True)
    ]
    assert gap[0] == 0
    rates = np.array([int(state.rate_e8[0, 1]) for state in hedged.states])
    moves, marks = np.diff(rates[1:11]), np.diff(gap[1:11])
    assert (np.sign(marks) == -np.sign(moves)).all()
    assert gap[11] == gap[12] == gap[13]


def test_a_forward_above_the_limit_is_not_taken(world: World) -> None:
    played = play(world, 3, decisions={1: _row(1, Kind.BUY_FORWARD, 1, 10, 50_000_000)})
    assert "deal" not in played.events[1].tables
    assert not played.states[-1].forward_minor.any()


def test_credit_is_drawn_costs_interest_and_is_paid_back(world: World, plain: Played) -> None:
    decisions = {1: _row(1, Kind.SET_CREDIT, 0, 0, 2_000_000), 5: _row(5, Kind.SET_CREDIT, 0, 0, 0)}
    played = play(world, 8, decisions=decisions)
    owed = [int(state.credit_minor[0, 0]) for state in played.states]
    assert owed == [0, 2_000_000, 2_000_000, 2_000_000, 2_000_000, 0, 0, 0]
    interest = 4 * -(-2_000_000 * 800 // 3_650_000)
    assert plain.states[7].cash_minor[0, 0] - played.states[7].cash_minor[0, 0] == interest
