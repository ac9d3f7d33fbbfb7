"""What holds on every day, whatever happens."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from simlab.core.money import convert
from simlab.core.rng import Luck
from simlab.core.settings import Kind, no_decisions
from simlab.core.states import LedgerAccount, OrderStatus, PaymentStatus, RefundReason, TrackingEvent, may_change
from simlab.engine.day import simulate_day
from simlab.engine.state import copied, from_bytes, opening_state, select, to_bytes
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, decision, play
from tests.worlds import BENCH, SMALL, document

DAYS = 40
SCARCE = {
    "opening_stock": [
        {"sku": sku, "warehouse": "SZX", "units": 15} for sku in [item["code"] for item in document(SMALL)["skus"]]
    ]
}


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(document(SMALL))


@pytest.fixture(scope="module")
def played(world: World) -> Played:
    return play(world, DAYS)


@pytest.fixture(scope="module")
def scarce() -> Played:
    return play(compile_world(document(SMALL, **SCARCE)), 21)


def test_half_of_the_shoppers_of_the_bench_world_take_the_outside_option() -> None:
    bench = compile_world(document(BENCH))
    luck = Luck.of_seeds(range(8))
    state = opening_state(bench, 8)
    share = []
    for day in range(12):
        state, events = simulate_day(bench, state, no_decisions(), day, luck=luck, recorded=np.ones(12, dtype=bool))
        mood = state.mood_e6 * 1e-6
        expected = bench.demand.base_e2 * bench.demand.season_e4[day] * 1e-6 * np.exp(mood)
        share.append(len(events.tables["order"]["seq"]) / expected.sum())
    assert 1 - np.mean(share) == pytest.approx(0.5, abs=0.05)


def test_the_day_leaves_its_input_alone(world: World, played: Played) -> None:
    before = played.states[20]
    kept = to_bytes(copy.deepcopy(before))
    simulate_day(world, before, no_decisions(), 21, luck=Luck.of_seeds([1]))
    assert to_bytes(before) == kept


def test_only_integers_survive_the_night(played: Played) -> None:
    state = played.states[-1]
    arrays = [value for value in vars(state).values() if isinstance(value, np.ndarray)] + list(state.settings.values())
    arrays += [column for queue in state.queues.values() for _, rows in queue.all_rows() for column in rows.values()]
    assert all(array.dtype.kind in "iu" for array in arrays)


def test_a_snapshot_comes_back_as_it_was(played: Played) -> None:
    data = to_bytes(played.states[-1])
    assert to_bytes(from_bytes(data)) == data
    with pytest.raises(ValueError, match="more bytes"):
        from_bytes(data + b"0")


def test_recording_changes_nothing(world: World, played: Played) -> None:
    state = opening_state(world, 1)
    for day in range(15):
        state, events = simulate_day(world, state, no_decisions(), day, luck=Luck.of_seeds([1]))
        assert not events.tables
    assert to_bytes(state) == to_bytes(played.states[14])


def test_a_world_in_a_batch_plays_as_it_does_alone(world: World, played: Played) -> None:
    batch = play(world, 20, seeds=(5, 1, 9))
    for number, seed in enumerate((5, 1, 9)):
        alone = play(world, 20, seeds=(seed,)) if seed != 1 else played
        assert to_bytes(select(batch.states[19], np.array([number]))) == to_bytes(
            select(alone.states[19], np.array([0]))
        )


def test_selected_worlds_play_on_like_their_originals(world: World, played: Played) -> None:
    state = select(played.states[9], np.array([0, 0, 0]))
    for day in range(10, 18):
        state, _ = simulate_day(world, state, no_decisions(), day, luck=Luck.of_seeds([1, 1, 1]))
    for number in range(3):
        assert to_bytes(select(state, np.array([number]))) == to_bytes(played.states[17])


def test_every_entry_balances_and_the_books_agree_with_the_state(played: Played) -> None:
    ledger, state = played.table("ledger"), played.states[-1]
    key = np.stack([ledger[name] for name in ("day", "store", "cause", "currency")])
    _, entry = np.unique(key, axis=1, return_inverse=True)
    assert not np.bincount(entry.ravel(), weights=ledger["amount_minor"]).any()
    for account, balance in (
        (LedgerAccount.CASH, state.cash_minor[0]),
        (LedgerAccount.LOAN, -state.loan_minor[0]),
        (LedgerAccount.PAYOUT_IN_TRANSIT, state.payout_minor[0].sum(axis=-1)),
    ):
        mine = ledger["account"] == account
        booked = np.bincount(ledger["store"][mine], weights=ledger["amount_minor"][mine], minlength=len(balance))
        assert np.array_equal(booked, balance), account.name


def test_what_the_marketplace_owes_is_booked(played: Played) -> None:
    ledger, owed = played.table("ledger"), played.states[-1].receivable_minor[0]
    mine = ledger["account"] == LedgerAccount.RECEIVABLE
    booked = np.zeros_like(owed)
    np.add.at(booked, (ledger["store"][mine], ledger["currency"][mine]), ledger["amount_minor"][mine])
    assert np.array_equal(booked, owed)


def test_stock_is_what_was_there_and_came_less_what_was_sold(world: World, played: Played) -> None:
    state, orders, receipts = played.states[-1], played.table("order"), played.table("receipt")
    units = np.zeros((world.sizes.stores, world.sizes.skus), dtype=np.int64) + world.opening.stock_units.sum(axis=-1)
    np.add.at(units, (receipts["store"], receipts["sku"]), receipts["units"])
    sold = orders["status"] == OrderStatus.AUTHORISED
    np.add.at(units, (orders["store"][sold], orders["sku"][sold]), -1)
    assert np.array_equal(units, state.stock_units[0].sum(axis=-1))
    assert (state.stock_units >= 0).all()


def test_scarce_stock_goes_to_the_first_who_came(scarce: Played) -> None:
    orders = scarce.table("order")
    short = np.flatnonzero(orders["status"] == OrderStatus.CANCELLED)
    assert short.size
    for row in short.tolist():
        pool = (
            (orders["day"] == orders["day"][row])
            & (orders["store"] == orders["store"][row])
            & (orders["sku"] == orders["sku"][row])
        )
        served = orders["minute"][pool & (orders["status"] == OrderStatus.AUTHORISED)]
        assert (served <= orders["minute"][row]).all()


def test_every_parcel_ends_once_and_travels_in_order(played: Played) -> None:
    tracking, parcels = played.table("tracking"), played.table("parcel")
    name = tracking["order_day"] << 32 | tracking["seq"]
    final = np.isin(tracking["event"], [TrackingEvent.DELIVERED, TrackingEvent.LOST])
    assert np.unique(name[final]).size == final.sum()
    known = parcels["order_day"] << 32 | parcels["seq"]
    assert np.isin(name, known).all()
    old = known[parcels["order_day"] < 2]
    assert np.isin(old, name[final]).mean() > 0.97
    order = np.lexsort((tracking["day"], name))
    same = name[order][1:] == name[order][:-1]
    assert (tracking["day"][order][1:] > tracking["day"][order][:-1])[same].all()


def test_orders_live_as_the_table_of_changes_allows(played: Played) -> None:
    """Status by status, from the day's first row through scans and refunds."""
    of_scan = {
        TrackingEvent.PICKED_UP: OrderStatus.DISPATCHED,
        TrackingEvent.DELIVERED: OrderStatus.DELIVERED,
        TrackingEvent.LOST: OrderStatus.LOST,
    }
    of_refund = {RefundReason.LOST: OrderStatus.REFUNDED, RefundReason.RETURNED: OrderStatus.RETURNED}
    orders, changes = played.table("order"), []
    for name, column, statuses in (("tracking", "event", of_scan), ("refund", "reason", of_refund)):
        rows = played.table(name)
        told = np.isin(rows[column], list(statuses))
        status = np.array([statuses[code] for code in rows[column][told].tolist()])
        changes.append(np.stack([rows["order_day"][told] << 32 | rows["seq"][told], rows["day"][told], status]))
    changes.append(np.stack([orders["day"] << 32 | orders["seq"], orders["day"], orders["status"]]))
    number, day, status = np.concatenate(changes, axis=1)
    order = np.lexsort((day, number))
    same = number[order][1:] == number[order][:-1]
    assert same.sum() > 1000
    assert may_change(status[order][:-1][same], status[order][1:][same]).all()


def test_payments_follow_their_orders(played: Played) -> None:
    orders, payments = played.table("order"), played.table("payment")
    assert np.array_equal(orders["status"] == OrderStatus.DECLINED, payments["status"] == PaymentStatus.DECLINED)
    assert np.array_equal(payments["decline_code"] == 0, payments["status"] == PaymentStatus.AUTHORISED)


def test_an_unlisted_product_sells_nothing(world: World, played: Played) -> None:
    off = np.concatenate(
        [decision(Kind.LIST_PRODUCT, store=0, market=market, sku=1, value=0) for market in range(world.sizes.markets)]
    )
    without = play(world, 3, decisions={0: off}).table("order")
    assert not ((without["store"] == 0) & (without["sku"] == 1)).any()


def test_an_order_that_disappears_shifts_no_other_draw(world: World, played: Played) -> None:
    """Without one listing, the orders of other choice sets keep method, outcome, minute and buyer."""
    off = decision(Kind.LIST_PRODUCT, store=0, market=0, sku=0, value=0)
    with_, without = played.events[0].tables["order"], play(world, 1, decisions={0: off}).events[0].tables["order"]
    category = world.goods.category
    names = ("store", "sku", "market", "method", "minute", "status", "buyer_no", "price_minor")
    others = [
        np.stack([orders[name][(orders["market"] != 0) | (category[orders["sku"]] != category[0])] for name in names])
        for orders in (with_, without)
    ]
    assert np.array_equal(*others)
    assert len(without["seq"]) < len(with_["seq"]) + 5


def test_an_extra_draw_elsewhere_changes_nothing(world: World, played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    from logistics.domain import customs
    from simlab.core import rng

    plain = customs.held

    def drawing_more(hold_e6: np.ndarray, luck: Luck, day: int, slot: np.ndarray, row: np.ndarray) -> np.ndarray:
        rng.uniform(luck, "logistics.a_new_purpose", day, slot, row=row)
        return plain(hold_e6, luck, day, slot, row)

    monkeypatch.setattr(customs, "held", drawing_more)
    assert list(play(world, 15).digests()) == list(played.digests())[:15]


def test_a_store_without_cash_borrows_and_stops_buying() -> None:
    poor = compile_world(document(SMALL, opening_cash_minor=1_000))
    played = play(poor, 30)
    state, purchases = played.states[-1], played.table("purchase_order")
    loans = np.stack([evening.loan_minor[0] for evening in played.states])
    assert (loans > 0).any()
    assert (state.cash_minor >= 0).all()
    for day, store in zip(purchases["day"].tolist(), purchases["store"].tolist(), strict=True):
        assert loans[day - 1, store] == 0 if day else True


def test_wealth_is_cash_and_claims_at_todays_rates(played: Played) -> None:
    state, last = played.states[-1], played.events[-1].tables["store_day"]
    owed = convert(state.receivable_minor, state.rate_e8[:, None, :]).sum(axis=-1)
    expected = state.cash_minor + state.payout_minor.sum(axis=-1) + owed - state.loan_minor
    assert np.array_equal(last["wealth_minor"], expected[0])


def test_a_purchase_order_arrives_after_its_lead_time(world: World) -> None:
    bought = play(world, 25, decisions={1: decision(Kind.PLACE_PURCHASE_ORDER, store=0, sku=2, value=77, day=1)})
    purchases, receipts = bought.table("purchase_order"), bought.table("receipt")
    mine = (purchases["day"] == 1) & (purchases["store"] == 0) & (purchases["sku"] == 2)
    assert purchases["units"][mine].tolist() == [77]
    arrived = receipts["day"][receipts["po_no"] == purchases["po_no"][mine][0]]
    assert arrived.size == 1
    assert 2 <= arrived[0] < 25


def test_a_days_own_state_shares_what_it_does_not_write() -> None:
    """The evening before stays as it was, and a stage that forgets to ask for an array of its own is told."""
    world = compile_world(document(SMALL))
    evening = opening_state(world, 2)
    own = copied(evening)
    assert np.shares_memory(own.stock_units, evening.stock_units)
    with pytest.raises(ValueError, match="read-only"):
        own.cash_minor[0] = 0
    own.writable("cash_minor")[0] += 5
    own.writable("cash_minor")[0] += 5
    assert (own.cash_minor[0] == evening.cash_minor[0] + 10).all()
