"""Orders for several units: stock, money and rows agree to the unit."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.money import convert
from simlab.core.states import LedgerAccount, LedgerCause, OrderStatus, RefundReason
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.worlds import SMALL, document

SHARES = [9_011, 769, 142, 78]


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(document(SMALL, buyers={"basket_share_e4": [4_000, 3_000, 2_000, 1_000]}))


@pytest.fixture(scope="module")
def played(world: World) -> Played:
    return play(world, 40)


def test_units_per_order_have_the_measured_shares() -> None:
    """Olist: 90.11, 7.69, 1.42 and 0.78 per cent; 1.13 items an order."""
    baskets = compile_world(document(SMALL, buyers={"basket_share_e4": SHARES})).habits.baskets
    assert np.bincount(baskets.units, minlength=5)[1:].tolist() == [923, 78, 15, 8]
    assert baskets.units.mean() == pytest.approx(1.13, abs=0.01)


def test_stock_is_conserved_to_the_unit_and_never_negative(world: World, played: Played) -> None:
    orders, receipts = played.table("order"), played.table("receipt")
    units = np.zeros((world.sizes.stores, world.sizes.skus), dtype=np.int64) + world.opening.stock_units.sum(axis=-1)
    np.add.at(units, (receipts["store"], receipts["sku"]), receipts["units"])
    sold = orders["status"] == OrderStatus.AUTHORISED
    assert set(orders["units"].tolist()) == {1, 2, 3, 4}
    np.add.at(units, (orders["store"][sold], orders["sku"][sold]), -orders["units"][sold])
    assert np.array_equal(units, played.states[-1].stock_units[0].sum(axis=-1))
    assert all((state.stock_units >= 0).all() for state in played.states)


def test_an_order_costs_its_units_and_its_parcel_weighs_them(world: World, played: Played) -> None:
    day = played.events[0].tables
    orders, parcels, payments = day["order"], day["parcel"], day["payment"]
    of_order = {seq: row for row, seq in enumerate(orders["seq"].tolist())}
    rows = np.array([of_order[seq] for seq in parcels["seq"].tolist()])
    assert np.array_equal(parcels["weight_g"], orders["units"][rows] * world.goods.weight_g[orders["sku"][rows]])
    unit = world.opening.price_minor[world.listings.number[orders["store"], orders["market"], orders["sku"]]]
    teams = orders["store"] < 2
    assert np.array_equal(orders["price_minor"][teams], (orders["units"] * unit)[teams])
    assert np.array_equal(payments["amount_minor"], orders["price_minor"])


def test_two_units_in_one_parcel_cost_less_shipping_than_two_parcels(played: Played) -> None:
    orders, parcels = played.events[0].tables["order"], played.events[0].tables["parcel"]
    units = dict(zip(orders["seq"].tolist(), orders["units"].tolist(), strict=True))
    sku = dict(zip(orders["seq"].tolist(), orders["sku"].tolist(), strict=True))
    paid: dict[tuple[int, ...], set[int]] = {}
    for seq, *rest in zip(
        *(parcels[name].tolist() for name in ("seq", "warehouse", "service", "market", "shipping_minor")), strict=True
    ):
        paid.setdefault((sku[seq], *rest[:3], units[seq]), set()).add(rest[3])
    pairs = [(key, (*key[:4], 2)) for key in paid if key[4] == 1 and (*key[:4], 2) in paid]
    assert pairs
    assert all(max(paid[one]) < max(paid[two]) < 2 * min(paid[one]) for one, two in pairs)


def test_a_flat_duty_is_paid_once_for_a_parcel_under_one_heading(world: World) -> None:
    """Three euros a parcel into Germany, whatever it holds: its units are of one article."""
    made = document(SMALL, buyers={"basket_share_e4": [0, 0, 10_000]})
    germany = [market["code"] for market in made["markets"]].index("DE")
    without = [market | {"duty_item_minor": [0] * len(market["duty_item_minor"])} for market in made["markets"]]
    paid = []
    for changed in ({}, {"markets": without}):
        day = play(compile_world(made | changed), 1)
        orders, parcels = day.events[0].tables["order"], day.events[0].tables["parcel"]
        sku = dict(zip(orders["seq"].tolist(), orders["sku"].tolist(), strict=True))
        imported = (parcels["market"] == germany) & (parcels["warehouse"] == 0) & (parcels["store"] == 0)
        sold = [sku[seq] for seq in parcels["seq"][imported].tolist()]
        paid.append(dict(zip(sold, parcels["duty_minor"][imported].tolist(), strict=True)))
    flat = int(convert(np.array(300), day.states[0].rate_e8[0, world.trade.currency[germany]]))
    both = set(paid[0]) & set(paid[1])
    assert len(both) > 2
    assert all(paid[0][sku_no] - paid[1][sku_no] == pytest.approx(flat, abs=3) for sku_no in both)


def test_the_books_balance_and_agree_with_the_rows(world: World, played: Played) -> None:
    ledger, parcels, state = played.table("ledger"), played.table("parcel"), played.states[-1]
    for cause, name in ((LedgerCause.SHIPPING, "shipping_minor"), (LedgerCause.DUTY, "duty_minor")):
        spent = (ledger["cause"] == cause) & (ledger["account"] == LedgerAccount.CASH)
        assert -ledger["amount_minor"][spent].sum() == parcels[name].sum()
    owed = np.zeros_like(state.receivable_minor[0])
    mine = ledger["account"] == LedgerAccount.RECEIVABLE
    np.add.at(owed, (ledger["store"][mine], ledger["currency"][mine]), ledger["amount_minor"][mine])
    assert np.array_equal(owed, state.receivable_minor[0])


def test_a_refund_gives_the_whole_order_back(played: Played) -> None:
    orders, refunds = played.table("order"), played.table("refund")
    price = dict(zip((orders["day"] << 32 | orders["seq"]).tolist(), orders["price_minor"].tolist(), strict=True))
    named = (refunds["order_day"] << 32 | refunds["seq"]).tolist()
    assert (refunds["reason"] == RefundReason.RETURNED).any()
    assert [price[name] for name in named] == refunds["amount_minor"].tolist()


def test_units_are_counted_in_the_sums_of_the_day(played: Played) -> None:
    orders, sums = played.table("order"), played.table("store_day")
    served = orders["status"] == OrderStatus.AUTHORISED
    assert sums["units"].sum() == orders["units"][served].sum()
    assert sums["orders"].sum() == len(orders["seq"])
