"""Units and money are conserved wherever goods lie, and what is decided about warehouses has its effect."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simlab.core.settings import DECISION_DTYPE, Kind, listing_target
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.world import compile_world
from tests.engine.playing import Played, play
from tests.supplies import abroad, place, supply

DAYS = 45
HOUSES = 3
LAX, FBA = 1, 2
SEA, AIR, SEA_TO_PLATFORM, AIR_TO_PLATFORM = range(4)


def decisions(*rows: tuple[int, Kind, int, int, int]) -> dict[int, np.ndarray]:
    """(day, kind, target, field, value) of store 0."""
    days = sorted({row[0] for row in rows})
    return {
        day: np.array([(0, day, 0, *row[1:]) for row in rows if row[0] == day], dtype=DECISION_DTYPE) for day in days
    }


def played(document: dict[str, Any], *rows: tuple[int, Kind, int, int, int], days: int = DAYS) -> Played:
    return play(compile_world(document), days, decisions=decisions(*rows))


BUSY = [
    *((0, Kind.SET_PLACEMENT, sku * HOUSES + LAX, 0, 20) for sku in range(4)),
    *((0, Kind.SET_PLACEMENT, sku * HOUSES + LAX, 1, 2) for sku in range(4)),
    (1, Kind.SHIP_INBOUND, 0, SEA_TO_PLATFORM, 40),
    (1, Kind.SHIP_INBOUND, 1, AIR_TO_PLATFORM, 100_000),
    (2, Kind.REMOVE_STOCK, 0, 0, 25),
    (9, Kind.REMOVE_STOCK, 3 * HOUSES + LAX, 1, 100_000),
    (0, Kind.CHOOSE_FULFILMENT, listing_target(0, 1), 0, 1),
]


@pytest.fixture(scope="module")
def busy() -> Played:
    return played(abroad(inbound_units=30), *BUSY)


@pytest.fixture(scope="module")
def quiet() -> Played:
    return played(abroad())


def booked(play: Played, account: LedgerAccount, cause: LedgerCause | None = None) -> np.ndarray:
    ledger = play.table("ledger")
    mine = ledger["account"] == account
    if cause is not None:
        mine &= ledger["cause"] == cause
    return np.bincount(ledger["store"][mine], weights=ledger["amount_minor"][mine], minlength=3).astype(np.int64)


def shipments(play: Played, event: int) -> dict[str, np.ndarray]:
    rows = play.table("inbound_shipment")
    mine = (rows["event"] == event) & (rows["store"] == 0)
    return {name: column[mine] for name, column in rows.items()}


def shares(play: Played) -> tuple[np.ndarray, np.ndarray]:
    """Units on order and on their way in the queues of the last evening, [S, K] each."""
    found = [np.zeros((3, 4), dtype=np.int64) for _ in range(2)]
    for total, queue in zip(found, ("purchases", "shipments"), strict=True):
        for _, rows in play.states[-1].queues[queue].all_rows():
            np.add.at(total, (rows["store"], rows["sku"]), rows["units"])
    return found[0], found[1]


def test_units_are_where_the_pipeline_says(busy: Played) -> None:
    state = busy.states[-1]
    ordered, travelling = shares(busy)
    assert np.array_equal(state.pipeline_units[0], ordered + travelling)
    assert np.array_equal(state.inbound_units[0].sum(axis=-1), travelling)
    assert all((evening.stock_units >= 0).all() for evening in busy.states)


def test_every_unit_is_accounted_for(busy: Played) -> None:
    """Opening + received from suppliers = stock + sold + on its way + lost + removed."""
    state, opening = busy.states[-1], busy.states[0]
    world = compile_world(abroad())
    came = busy.table("receipt")
    received = np.bincount(came["sku"][came["store"] == 0], weights=came["units"][came["store"] == 0], minlength=4)
    orders, parcels = busy.table("order"), busy.table("parcel")
    sent = np.isin(orders["day"] << 32 | orders["seq"], parcels["order_day"] << 32 | parcels["seq"])
    mine = sent & (orders["store"] == 0)
    sold = np.bincount(orders["sku"][mine], weights=orders["units"][mine], minlength=4)
    lost = np.bincount(shipments(busy, 1)["sku"], weights=shipments(busy, 1)["lost_units"], minlength=4)
    there = world.opening.stock_units.sum(axis=-1) + received
    kept = state.stock_units[0, 0].sum(axis=-1) + state.inbound_units[0, 0].sum(axis=-1)
    removed = there - sold - lost - kept
    assert removed[[1, 2]].tolist() == [0, 0]
    assert removed[0] == 25
    assert removed[3] > 0
    assert opening.received_units.shape[-1] == 0


def test_the_books_know_the_goods(busy: Played) -> None:
    cost = compile_world(abroad()).suppliers.unit_cost_minor
    state, (ordered, travelling) = busy.states[-1], shares(busy)
    on_shelf = (state.stock_units[0].sum(axis=-1) * cost).sum(axis=-1)
    assert np.array_equal(booked(busy, LedgerAccount.STOCK), on_shelf)
    assert np.array_equal(booked(busy, LedgerAccount.GOODS_IN_TRANSIT), (travelling * cost).sum(axis=-1))
    assert np.array_equal(booked(busy, LedgerAccount.GOODS_ON_ORDER), (ordered * cost).sum(axis=-1))


def test_a_shipment_is_told_twice_and_pays_freight_and_duty(busy: Played) -> None:
    left, came = shipments(busy, 0), shipments(busy, 1)
    first = left["ship_no"] == left["ship_no"][(left["day"] == 1) & (left["sku"] == 0)][0]
    assert left["units"][first].tolist() == [40]
    assert left["duty_minor"][first].tolist() == [40 * 1_800 * 350 // 10_000]
    mine = came["ship_no"] == left["ship_no"][first][0]
    assert (came["units"][mine] + came["lost_units"][mine]).sum() == 40
    assert came["units"][mine].max() <= 30
    total = booked(busy, LedgerAccount.INBOUND_FREIGHT)[0]
    assert total == left["freight_minor"].sum() > 0


def test_no_more_leaves_than_is_there(busy: Played, quiet: Played) -> None:
    left = shipments(busy, 0)
    asked = (left["day"] == 1) & (left["sku"] == 1)
    assert 0 < left["units"][asked].sum() < 100_000
    assert "inbound_shipment" not in quiet.events[1].tables


def test_placement_keeps_the_warehouse_filled(busy: Played, quiet: Played) -> None:
    def there(play: Played) -> float:
        return float(np.mean([evening.stock_units[0, 0, 2, LAX] for evening in play.states[25:]]))

    assert there(busy) > there(quiet)


def test_the_badge_sells_and_the_platform_asks_for_its_fee() -> None:
    rows = [(0, Kind.SHIP_INBOUND, 1, AIR_TO_PLATFORM, 40)]
    by_platform = (0, Kind.CHOOSE_FULFILMENT, listing_target(0, 1), 0, 1)
    own, platform = played(abroad(), *rows, days=30), played(abroad(), *rows, by_platform, days=30)
    parcels = platform.table("parcel")
    sent = (parcels["store"] == 0) & (parcels["warehouse"] == FBA)
    assert sent.any()
    # USD 4.60 at about 7.12, and no freight
    assert 3_000 < (parcels["shipping_minor"][sent]).min() < 3_600
    assert (own.table("parcel")["warehouse"] != FBA).all()
    units = [play.table("order")["units"][play.table("order")["store"] == 0].sum() for play in (platform, own)]
    assert units[0] > units[1]


def test_bonded_goods_pay_duty_when_they_are_sold() -> None:
    def first_duty(kind: str) -> int:
        document = abroad()
        document["supply"]["warehouses"][LAX] = place("US-LAX", kind)
        parcels = played(document, days=2).table("parcel")
        return int(parcels["duty_minor"][parcels["warehouse"] == LAX].sum())

    assert first_duty("overseas") == 0
    assert first_duty("bonded") > 0


def test_space_and_age_cost_money() -> None:
    aged = abroad(space_fee_e2=[9_183], aged=[{"days": 0, "fee_e2": 5_000_000}])
    rows = [(0, Kind.SHIP_INBOUND, sku, AIR_TO_PLATFORM, 40) for sku in range(4)]
    plain, dear = played(abroad(), *rows, days=DAYS), played(aged, *rows, days=DAYS)
    fees = [booked(play, LedgerAccount.STORAGE)[0] for play in (plain, dear)]
    assert fees[1] > fees[0]
    assert dear.states[20].received_units[0, 0, :, FBA].sum() > 100
    assert dear.states[30].received_units[0, 0, :, FBA].sum() == 0
    assert (dear.states[0].received_units.sum(axis=-1) == compile_world(aged).opening.stock_units).all()


def test_a_full_domestic_warehouse_lets_goods_wait() -> None:
    houses = [place("SZX", "domestic", inbound_units=15), place("US-LAX", "overseas"), place("US-FBA", "platform")]
    document = abroad() | {"supply": supply(warehouses=houses)}
    came = played(document, (0, Kind.PLACE_PURCHASE_ORDER, 2, 0, 200), days=40).table("receipt")
    mine = came["store"] == 0
    assert np.bincount(came["day"][mine], weights=came["units"][mine]).max() <= 15
    assert mine.sum() > 5


def test_the_domestic_warehouse_takes_no_more_than_has_room() -> None:
    """An order of 600 units of about a litre comes in as space falls free in 0.2 cubic metres."""
    room = 200_000_000
    houses = [place("SZX", "domestic", capacity_mm3=room), place("US-LAX", "overseas"), place("US-FBA", "platform")]
    run = played(abroad() | {"supply": supply(warehouses=houses)}, (0, Kind.PLACE_PURCHASE_ORDER, 2, 0, 600), days=40)
    volume = compile_world(abroad()).goods.volume_mm3
    used = [int((evening.stock_units[0, 0, :, 0] * volume).sum()) for evening in run.states]
    came = run.table("receipt")
    days = came["day"][came["store"] == 0].tolist()
    assert len(days) > 2
    assert all(used[day] <= room for day in days)
    assert run.states[-1].pipeline_units[0, 0, 2] > 0


ACTIONS = st.tuples(
    st.integers(0, 11),
    st.sampled_from([Kind.SHIP_INBOUND, Kind.REMOVE_STOCK, Kind.PLACE_PURCHASE_ORDER]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(1, 400),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(ACTIONS, max_size=12))
def test_whatever_is_decided_units_and_books_agree(actions: list[tuple[int, Kind, int, int, int]]) -> None:
    rows = [
        (day, kind, sku * HOUSES + number % HOUSES, number % 2, units)
        if kind == Kind.REMOVE_STOCK
        else (day, kind, sku, number if kind == Kind.SHIP_INBOUND else 0, units)
        for day, kind, sku, number, units in actions
    ]
    run = played(abroad(inbound_units=25, capacity_mm3=90_000_000), *rows, days=12)
    cost = compile_world(abroad()).suppliers.unit_cost_minor
    state, (ordered, travelling) = run.states[-1], shares(run)
    assert all((evening.stock_units >= 0).all() for evening in run.states)
    assert np.array_equal(state.pipeline_units[0], ordered + travelling)
    assert np.array_equal(booked(run, LedgerAccount.STOCK), (state.stock_units[0].sum(axis=-1) * cost).sum(axis=-1))
    assert np.array_equal(booked(run, LedgerAccount.GOODS_IN_TRANSIT), (travelling * cost).sum(axis=-1))
    assert np.array_equal(booked(run, LedgerAccount.SUPPLIERS_OWED), -state.supplier_due_minor[0])
