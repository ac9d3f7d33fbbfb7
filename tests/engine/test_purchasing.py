"""What buying from another supplier changes in a world, all else equal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.world import compile_world
from tests.engine.playing import Played, play
from tests.supplies import CHEAP, USUAL, supply
from tests.worlds import SMALL, document

DAYS = 42
LARGE = replace(SMALL, orders_per_day=400)


def rows(*decisions: tuple[int, Kind, int, int]) -> np.ndarray:
    """(store, kind, target, value) on day 0."""
    made = [(0, 0, store, kind, target, 0, value) for store, kind, target, value in decisions]
    return np.array(made, dtype=DECISION_DTYPE)


def played(section: dict[str, Any], *decisions: tuple[int, Kind, int, int], days: int = DAYS) -> Played:
    return play(compile_world(document(LARGE, supply=section)), days, decisions={0: rows(*decisions)})


def booked(play: Played, account: LedgerAccount, cause: LedgerCause | None = None) -> int:
    ledger = play.table("ledger")
    mine = (ledger["store"] == 0) & (ledger["account"] == account)
    if cause is not None:
        mine &= ledger["cause"] == cause
    return int(ledger["amount_minor"][mine].sum())


@pytest.fixture(scope="module")
def usual() -> Played:
    return played(supply())


@pytest.fixture(scope="module")
def cheap() -> Played:
    return played(supply(), *((0, Kind.CHOOSE_SUPPLIER, sku, 1) for sku in range(2)))


def returned(play: Played) -> int:
    return int(play.table("store_day")["returned"][play.table("store_day")["store"] == 0].sum())


def test_defects_come_back_and_cost_stars(usual: Played, cheap: Played) -> None:
    assert cheap.states[-1].defect_e6[0, 0, :2].min() > 60_000
    assert (usual.states[-1].defect_e6[0, 0] == 20_000).all()
    assert returned(cheap) > 1.15 * returned(usual)
    stars = [play.states[-1].rating_sum[0, 0, :2] / play.states[-1].rating_count[0, 0, :2] for play in (cheap, usual)]
    assert stars[0].mean() < stars[1].mean()


def test_the_cheap_supplier_is_paid_less_and_later(cheap: Played) -> None:
    orders, receipts = cheap.table("purchase_order"), cheap.table("receipt")
    mine = (orders["store"] == 0) & (orders["sku"] == 0)
    assert mine.any()
    assert (orders["cost_minor"][mine] <= orders["units"][mine] * 1_440).all()
    assert booked(cheap, LedgerAccount.PURCHASE_VARIANCE) < 0
    assert booked(cheap, LedgerAccount.SUPPLIERS_OWED) == -int(cheap.states[-1].supplier_due_minor[0, 0])
    paid = -booked(cheap, LedgerAccount.SUPPLIERS_OWED, LedgerCause.PURCHASE)
    assert paid >= booked(cheap, LedgerAccount.SUPPLIERS_OWED, LedgerCause.SUPPLIER_BALANCE) > 0
    known = set(receipts["po_no"].tolist())
    assert known <= set(orders["po_no"].tolist())


def test_inspection_costs_money_and_keeps_defects_out(cheap: Played) -> None:
    decisions = [(0, kind, sku, 1) for sku in range(2) for kind in (Kind.CHOOSE_SUPPLIER, Kind.SET_INSPECTION)]
    inspected = played(supply(), *decisions)
    orders = inspected.table("purchase_order")
    count = int(((orders["store"] == 0) & (orders["sku"] < 2)).sum())
    assert booked(inspected, LedgerAccount.INSPECTION) == count * 50_000
    assert (inspected.states[-1].defect_e6[0, 0, :2] < cheap.states[-1].defect_e6[0, 0, :2]).all()
    assert returned(inspected) < returned(cheap)


def test_an_order_by_hand_is_raised_to_the_minimum_of_the_supplier_that_stands() -> None:
    bought = played(
        supply(),
        (0, Kind.SET_COVER, 0, 0),
        (0, Kind.CHOOSE_SUPPLIER, 0, 1),
        (0, Kind.PLACE_PURCHASE_ORDER, 0, 30),
        days=2,
    ).table("purchase_order")
    mine = (bought["store"] == 0) & (bought["sku"] == 0)
    assert bought["units"][mine].tolist() == [100]
    assert bought["cost_minor"][mine].tolist() == [100 * 1_440]


def test_nothing_arrives_while_the_factories_are_closed() -> None:
    closed = played(supply(closed_days=list(range(1, 25))), days=30)
    assert (closed.table("receipt")["day"] >= 25).all()
    assert closed.table("receipt")["day"].size


def test_safety_stock_raises_what_is_on_order(usual: Played) -> None:
    safe = played(supply(), *((0, Kind.SET_SAFETY_STOCK, sku, 200) for sku in range(4)), days=1)
    assert safe.states[0].pipeline_units[0, 0].sum() > usual.states[0].pipeline_units[0, 0].sum()


def test_sound_goods_and_usual_terms_leave_the_day_as_it_was() -> None:
    plain = play(compile_world(document(SMALL)), 21)
    sound = supply(suppliers=[USUAL | {"defect_e6": 0}, CHEAP])
    assert list(play(compile_world(document(SMALL, supply=sound)), 21).digests()) == list(plain.digests())
