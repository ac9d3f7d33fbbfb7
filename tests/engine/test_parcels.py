"""What happens to parcels in a world that goes into them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simlab.core.settings import DECISION_DTYPE, Kind, listing_target
from simlab.core.states import (
    LAST_SCANS,
    LedgerAccount,
    LedgerCause,
    OrderStatus,
    RefundReason,
    TrackingEvent,
    may_scan,
)
from simlab.engine.statuses import OF_REFUND, OF_SCAN
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.parcels import parcels
from tests.worlds import SMALL, document

DAYS = 60
SIZE = replace(SMALL, days=56, orders_per_day=120)
PLAIN = document(SIZE)
BATTERY = PLAIN["skus"][0]["code"]


def made(**lane: Any) -> World:
    return compile_world(document(SIZE, parcels=parcels(PLAIN, goods={BATTERY: "battery_packed"}, **lane)))


def rows(kind: Kind, targets: list[int], value: int, *, store: int = 0, field: int = 0) -> np.ndarray:
    return np.array([(0, 0, store, kind, target, field, value) for target in targets], dtype=DECISION_DTYPE)


def everywhere(world: World, kind: Kind, value: int, *, field: int = 0) -> np.ndarray:
    """The same setting for every market of the first store."""
    return rows(kind, list(range(world.sizes.markets)), value, field=field)


def for_all_goods(world: World, kind: Kind, value: int) -> np.ndarray:
    targets = [listing_target(front, sku) for front in range(world.sizes.fronts) for sku in range(world.sizes.skus)]
    return rows(kind, targets, value)


@pytest.fixture(scope="module")
def world() -> World:
    return made()


@pytest.fixture(scope="module")
def played(world: World) -> Played:
    return play(world, DAYS)


def named(table: dict[str, np.ndarray]) -> np.ndarray:
    return np.asarray(table["order_day"] << 32 | table["seq"])


def test_scans_follow_one_another_as_the_table_allows_and_end_once(played: Played) -> None:
    tracking, name = played.table("tracking"), named(played.table("tracking"))
    order = np.lexsort((tracking["day"], name))
    event, name, day = tracking["event"][order], name[order], tracking["day"][order]
    same = name[1:] == name[:-1]
    assert (day[1:] > day[:-1])[same].all()
    assert may_scan(event[:-1][same], event[1:][same]).all()
    first = np.r_[True, ~same]
    assert (event[first] == TrackingEvent.PICKED_UP).all()
    ends = np.isin(event, list(LAST_SCANS))
    assert np.unique(name[ends]).size == ends.sum()
    # a parcel of the first days has ended by now
    old = np.unique(name[(name >> 32) < 3])
    assert np.isin(old, name[ends]).mean() > 0.97


def test_every_ending_but_seizure_happens(played: Played) -> None:
    seen = set(played.table("tracking")["event"].tolist())
    assert {int(event) for event in TrackingEvent} - {TrackingEvent.DESTROYED, TrackingEvent.REFUSED} <= seen


def test_orders_take_the_statuses_that_scans_and_refunds_tell(played: Played) -> None:
    assert OF_SCAN[TrackingEvent.DAMAGED] == OrderStatus.DAMAGED
    refunds, tracking = played.table("refund"), played.table("tracking")
    for scan, reason in (
        (TrackingEvent.DAMAGED, RefundReason.DAMAGED),
        (TrackingEvent.RETURNED_TO_SENDER, RefundReason.SENT_BACK),
    ):
        assert OF_REFUND[reason] == OrderStatus.REFUNDED
        ended = named(tracking)[(tracking["event"] == scan) & (tracking["day"] < DAYS - 5)]
        assert ended.size
        assert np.isin(ended, named(refunds)[refunds["reason"] == reason]).all()


def test_an_order_leaves_at_most_twelve_rows(played: Played) -> None:
    """On average over its life, whatever happens to it."""
    tables = ("order", "payment", "parcel", "tracking", "refund", "review")
    assert sum(len(played.table(name)["store"]) for name in tables) < 8 * len(played.table("order")["store"])
    _, scans = np.unique(named(played.table("tracking")), return_counts=True)
    assert scans.max() <= 9


def test_the_books_know_what_insurers_and_carriers_owe(world: World) -> None:
    played = play(world, 40, decisions={0: everywhere(world, Kind.INSURE, 1)})
    ledger, state = played.table("ledger"), played.states[-1]
    owed = balance(ledger, LedgerAccount.CLAIMS_RECEIVABLE, world.sizes.stores)
    assert np.array_equal(owed, state.claim_minor[0].sum(axis=-1))
    assert balance(ledger, LedgerAccount.INSURANCE, world.sizes.stores)[0] > 0
    assert np.array_equal(balance(ledger, LedgerAccount.CASH, world.sizes.stores), state.cash_minor[0])


def balance(ledger: dict[str, np.ndarray], account: LedgerAccount, stores: int) -> np.ndarray:
    mine = ledger["account"] == account
    return np.bincount(ledger["store"][mine], weights=ledger["amount_minor"][mine], minlength=stores)


def claims(world: World, played: Played) -> float:
    booked = balance(played.table("ledger"), LedgerAccount.CLAIMS, world.sizes.stores)
    return float(-booked[0])


def test_insured_parcels_bring_claims_where_the_carrier_owes_nothing() -> None:
    world = made(liability_minor=0)
    plain, insured = (play(world, 40, decisions={0: everywhere(world, Kind.INSURE, value)}) for value in (0, 1))
    assert claims(world, plain) == 0
    assert claims(world, insured) > 0


def test_goods_that_a_lane_bars_go_by_the_cheapest_service_that_takes_them(world: World, played: Played) -> None:
    orders, sent = played.table("order"), played.table("parcel")
    sku = dict(zip((orders["day"] << 32 | orders["seq"]).tolist(), orders["sku"].tolist(), strict=True))
    battery = np.array([sku[name] == 0 for name in named(sent).tolist()])
    assert (sent["service"][battery] == 0).all()  # express alone takes packed batteries
    assert (sent["service"][~battery] != 0).any()


def test_goods_too_heavy_for_a_lane_take_another(world: World) -> None:
    told = parcels(PLAIN, most_g=PLAIN["skus"][1]["weight_g"])
    for lane in told["lanes"]:
        if lane["service"] == "express":
            lane["most_g"] = 30_000
    sent = play(compile_world(document(SIZE, parcels=told)), 3)
    orders, by = sent.table("order"), sent.table("parcel")
    sku = dict(zip((orders["day"] << 32 | orders["seq"]).tolist(), orders["sku"].tolist(), strict=True))
    heavy = np.array([sku[name] > 1 for name in named(by).tolist()])
    assert set(by["service"][heavy].tolist()) == {0}
    assert set(by["service"][~heavy].tolist()) != {0}


def test_a_full_carrier_lets_parcels_wait_their_turn() -> None:
    free, full = play(made(), 25), play(made(room=8), 25)
    picked = [played.table("tracking") for played in (free, full)]
    for_market = picked[1]["event"] == TrackingEvent.PICKED_UP
    lanes = named(full.table("parcel")), full.table("parcel")
    lane = dict(
        zip(
            lanes[0].tolist(),
            zip(*(lanes[1][name].tolist() for name in ("warehouse", "market", "service")), strict=True),
            strict=True,
        )
    )
    places: dict[Any, int] = {}
    for name, day in zip(named(picked[1])[for_market].tolist(), picked[1]["day"][for_market].tolist(), strict=True):
        places[day, lane[name]] = places.get((day, lane[name]), 0) + 1
    assert max(places.values()) == 8
    assert len(picked[0]["seq"]) > len(picked[1]["seq"])


def returns_of(played: Played, reason: RefundReason = RefundReason.RETURNED) -> int:
    refunds = played.table("refund")
    return int(((refunds["reason"] == reason) & (refunds["store"] == 0)).sum())


def units_of(played: Played) -> float:
    return float(sum(events.tables["store_day"]["units"][0] for events in played.events))


def test_free_returns_sell_more_and_bring_more_back(world: World, played: Played) -> None:
    free = play(world, DAYS, decisions={0: everywhere(world, Kind.SET_RETURN_POLICY, 1)})
    assert units_of(free) > units_of(played)
    assert returns_of(free) > returns_of(played)
    spent = [balance(p.table("ledger"), LedgerAccount.RETURNS, world.sizes.stores)[0] for p in (played, free)]
    assert spent[1] > spent[0]


def test_buyers_who_keep_the_goods_send_none_back(world: World) -> None:
    """No label, no desk, no way home, and nothing to put on the shelf again."""
    restock = for_all_goods(world, Kind.SET_DISPOSITION, 1)
    keep = everywhere(world, Kind.SET_RETURN_POLICY, 100_000_000, field=1)
    sent, kept = (
        play(world, 40, decisions={0: np.concatenate(given)}).table("ledger") for given in ([restock], [restock, keep])
    )
    restocked = [
        (ledger["amount_minor"] * (ledger["cause"] == LedgerCause.RESTOCK) * (ledger["store"] == 0)).clip(0).sum()
        for ledger in (sent, kept)
    ]
    assert restocked[0] > restocked[1]
    spent = [balance(ledger, LedgerAccount.RETURNS, world.sizes.stores)[0] for ledger in (sent, kept)]
    assert spent[0] > spent[1]


def test_goods_that_nobody_carries_are_not_on_sale() -> None:
    told = parcels(PLAIN, goods={BATTERY: "battery_loose"})
    sold = play(compile_world(document(SIZE, parcels=told)), 3).table("order")
    assert set(sold["sku"].tolist()) == set(range(1, len(PLAIN["skus"])))


def test_what_insurers_owe_is_wealth(world: World) -> None:
    state = play(world, 30, decisions={0: everywhere(world, Kind.INSURE, 1)}).states[-1]
    paid_off = replace(state, claim_minor=np.zeros_like(state.claim_minor))
    owed = wealth_minor(state) - wealth_minor(paid_off)
    assert owed[0, 0] > 0
    assert np.array_equal(owed, state.claim_minor.sum(axis=-1))


def test_peak_surcharges_cost_on_their_days_alone() -> None:
    peak = {"first_day": 2, "last_day": 3, "per_kg_minor": 1_000, "per_parcel_minor": 500}
    plain, dear = (play(made(peaks=peaks), 5).table("parcel") for peaks in ([], [peak]))
    by_day = [[int(sent["shipping_minor"][sent["day"] == day].sum()) for day in range(5)] for sent in (plain, dear)]
    assert by_day[0][:2] == by_day[1][:2]
    assert all(more > less for less, more in zip(by_day[0][2:4], by_day[1][2:4], strict=True))


def test_refunds_come_sooner_at_the_drop_off(world: World, played: Played) -> None:
    early = play(world, DAYS, decisions={0: everywhere(world, Kind.SET_RETURN_POLICY, 1, field=3)})
    assert refund_wait(early) + 8 < refund_wait(played)


def refund_wait(played: Played) -> float:
    """Days from order to refund of goods sent back, for orders early enough to tell."""
    refunds = played.table("refund")
    mine = (refunds["store"] == 0) & (refunds["reason"] == RefundReason.RETURNED) & (refunds["order_day"] < 15)
    return float((refunds["day"] - refunds["order_day"])[mine].mean())


def test_restocked_goods_are_on_the_shelf_again(world: World) -> None:
    played = play(world, DAYS, decisions={0: for_all_goods(world, Kind.SET_DISPOSITION, 1)})
    state, orders, receipts = played.states[-1], played.table("order"), played.table("receipt")
    units = np.zeros((world.sizes.stores, world.sizes.skus), dtype=np.int64) + world.opening.stock_units.sum(axis=-1)
    np.add.at(units, (receipts["store"], receipts["sku"]), receipts["units"])
    sold = orders["status"] == OrderStatus.AUTHORISED
    np.add.at(units, (orders["store"][sold], orders["sku"][sold]), -1)
    back = state.stock_units[0].sum(axis=-1) - units
    ledger = played.table("ledger")
    booked = ledger["amount_minor"][
        (ledger["cause"] == LedgerCause.RESTOCK) & (ledger["account"] == LedgerAccount.STOCK) & (ledger["store"] == 0)
    ].sum()
    assert back[0].sum() > 0
    assert not back[1:].any()
    assert booked == (back[0] * world.suppliers.unit_cost_minor).sum()


def test_a_shorter_handling_promise_sells_more_and_is_kept_less(world: World) -> None:
    slow, hasty = (play(world, 45, decisions={0: rows(Kind.SET_HANDLING_TIME, [0], days)}) for days in (5, 0))
    assert units_of(hasty) > units_of(slow)
    assert late_share(hasty) > late_share(slow) + 0.03


def late_share(played: Played) -> float:
    late, delivered = (
        sum(int(events.tables["store_day"][name][0]) for events in played.events) for name in ("late", "delivered")
    )
    return late / delivered


def test_the_buyer_pays_the_shipping_fee_below_the_threshold(world: World) -> None:
    front, fee = 0, 250
    least = int(world.opening.reference_minor[0].max())
    decided = np.concatenate(
        [
            rows(Kind.SET_SHIPPING_FEE, [front], fee),
            rows(Kind.SET_SHIPPING_FEE, [front], least, field=1),
        ]
    )
    plain, charged = (play(world, 3, decisions=given).table("order") for given in ({}, {0: decided}))
    for sku, reference in enumerate(world.opening.reference_minor[0].tolist()):
        paid = {price_of(orders, sku) for orders in (plain, charged)}
        assert paid == ({reference} if reference >= least else {reference, reference + fee})


def price_of(orders: dict[str, np.ndarray], sku: int) -> int:
    mine = (orders["store"] == 0) & (orders["market"] == 0) & (orders["sku"] == sku)
    (price,) = set(orders["price_minor"][mine].tolist())
    return int(price)


def test_nobody_is_missed_where_every_attempt_succeeds() -> None:
    told = parcels(PLAIN, damage_e6=0)
    for doorstep in told["doorsteps"]:
        doorstep["missed_e6"] = 0
    seen = set(play(compile_world(document(SIZE, parcels=told)), 30).table("tracking")["event"].tolist())
    assert seen <= {int(event) for event in list(TrackingEvent)[: TrackingEvent.LOST + 1]}
