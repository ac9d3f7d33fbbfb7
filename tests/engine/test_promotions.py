"""Promotions in paired worlds: what they bring, what they cost, and that nothing else moves."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.rng import Luck
from simlab.core.settings import no_decisions
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.day import simulate_day
from simlab.engine.state import State, opening_state
from simlab.engine.world import World, compile_world
from tests.advertising import PROMOTIONS, advertised, section
from tests.worlds import Size, document

SEEDS, SALE_DAY = 8, 3
SIZE = Size(stores=4, teams=4, markets=2, categories=2, orders_per_day=240, days=28, horizon_days=14)


@pytest.fixture(scope="module")
def world() -> World:
    days = SIZE.reach_days
    sales = {"US": [int(day == SALE_DAY) for day in range(days)]}
    return compile_world(advertised(SIZE, marketing=section(sale_days=sales)))


def settled(world: World, days: int, first: int = 0, **settings: tuple[object, int]) -> tuple[State, list[dict]]:
    """Days with some settings of store 0 changed: name -> (place, value)."""
    state, tables = opening_state(world, SEEDS), []
    for name, (place, value) in settings.items():
        state.settings[name][(slice(None), *(place if isinstance(place, tuple) else (place,)))] = value
    everyone, luck = np.ones(world.sizes.stores, dtype=bool), Luck.of_seeds(range(SEEDS))
    for day in range(first, first + days):
        state, events = simulate_day(world, state, no_decisions(), day, luck=luck, recorded=everyone)
        tables.append(events.tables)
    return state, tables


def sold(tables: list[dict], store: int = 0, sku: int = 0, market: int = 0) -> int:
    mine = [
        (t["order"]["store"] == store) & (t["order"]["sku"] == sku) & (t["order"]["market"] == market) for t in tables
    ]
    return int(sum(of.sum() for of in mine))


def paid(tables: list[dict], store: int = 0) -> int:
    """What promotions cost a store."""
    total = 0
    for table in tables:
        ledger = table["ledger"]
        mine = (ledger["cause"] == LedgerCause.PROMOTION) & (ledger["account"] == LedgerAccount.PROMOTIONS)
        total += int(ledger["amount_minor"][mine & (ledger["store"] == store)].sum())
    return total


def test_a_coupon_sells_more_and_is_paid_for_each_time_it_is_clipped(world: World) -> None:
    listing = world.listings.number[0, 0, 0]
    _, plain = settled(world, 4)
    _, with_coupon = settled(world, 4, coupon_e4=(listing, 2_000))
    assert sold(with_coupon) > 1.1 * sold(plain)
    rows = [table["coupon_day"] for table in with_coupon if "coupon_day" in table]
    orders, redeemed, cost = (
        int(sum(row[name].sum() for row in rows)) for name in ("orders", "redeemed", "cost_minor")
    )
    assert redeemed / orders == pytest.approx(PROMOTIONS["coupon_redeemed_e4"] * 1e-4, abs=0.08)
    assert paid(with_coupon) == cost > redeemed * PROMOTIONS["coupon_fee_minor"]
    assert paid(plain) == 0


def test_a_coupon_takes_its_share_of_the_whole_order() -> None:
    baskets = {"basket_share_e4": [0, 0, 10_000]}  # three units an order
    shop = compile_world(advertised(SIZE, buyers=baskets))
    listing = shop.listings.number[0, 0, 0]
    state, tables = settled(shop, 1, coupon_e4=(listing, 2_000))
    row = tables[0]["coupon_day"]
    rate = state.rate_e8[row["world"], shop.trade.currency[0]]
    for_goods = row["redeemed"] * 3 * int(shop.opening.price_minor[listing]) * 0.2 * rate * 1e-8
    paid_for_goods = row["cost_minor"] - row["redeemed"] * PROMOTIONS["coupon_fee_minor"]
    assert row["redeemed"].sum() > 0
    assert paid_for_goods == pytest.approx(for_goods, abs=SEEDS * 10)


def test_a_deal_lowers_the_price_on_its_days_only(world: World) -> None:
    listing = world.listings.number[0, 0, 0]
    deal = {"deal_depth_e4": (listing, 3_000), "deal_first_day": (listing, 1), "deal_last_day": (listing, 2)}
    _, plain = settled(world, 4)
    _, dealt = settled(world, 4, **deal)
    full = int(world.opening.price_minor[listing])
    for day, table in enumerate(dealt):
        orders = table["order"]
        mine = (orders["store"] == 0) & (orders["sku"] == 0) & (orders["market"] == 0)
        wanted = full - (full * 3_000 + 5_000) // 10_000 if day in (1, 2) else full
        assert set(orders["price_minor"][mine].tolist()) == {wanted}
    assert sold(dealt[1:3]) > 1.5 * sold(plain[1:3])
    assert paid(dealt) == 2 * SEEDS * PROMOTIONS["deal_fee_minor"]


def test_enrolment_counts_on_the_sale_days_of_its_front(world: World) -> None:
    _, plain = settled(world, 5)
    _, enrolled = settled(world, 5, sale_depth_e4=((0, 0), 2_000))
    quiet = [day for day in range(5) if day != SALE_DAY]
    for name in ("store", "sku", "market", "price_minor"):
        for day in quiet[:SALE_DAY]:
            assert np.array_equal(enrolled[day]["order"][name], plain[day]["order"][name])
    assert sold(enrolled[SALE_DAY : SALE_DAY + 1]) > sold(plain[SALE_DAY : SALE_DAY + 1])
    assert sold(enrolled[SALE_DAY : SALE_DAY + 1], market=1) == sold(plain[SALE_DAY : SALE_DAY + 1], market=1)


def test_early_reviews_cost_once_and_bring_more_reviews_while_there_are_few(world: World) -> None:
    state, plain = settled(world, 24)
    helped, enrolled = settled(world, 24, early_reviews=((0, 0), 1))
    assert paid(enrolled) == SEEDS * PROMOTIONS["review_fee_minor"]
    assert helped.rating_count[:, 0, 0].mean() > 1.3 * state.rating_count[:, 0, 0].mean()
    assert paid(plain) == 0


def test_retargeting_sells_on_the_own_site_uses_personal_data_and_keeps_the_budget() -> None:
    channels = [
        {"code": code, "kind": code, "name": {"en": code, "zh": code}, "share_e4": share}
        for code, share in (("marketplace", 7_000), ("own_site", 3_000))
    ]
    shop = compile_world(advertised(SIZE, channels=channels))
    own_site, budget = 1, 4_000
    spends = []
    for retarget in (0, 1):
        settings = {"ad_budget_minor": ((0, slice(None)), budget), "retarget": ((0, slice(None)), retarget)}
        state, tables = settled(shop, 8, **settings)
        rows = [table["campaign_day"] for table in tables]
        personal = sum(int(row["personal_clicks"][row["store"] == 0].sum()) for row in rows)
        assert (personal > 0) == bool(retarget)
        assert state.privacy_exposure[:, 0].sum() == personal
        assert all((row["personal_clicks"][row["channel"] != own_site] == 0).all() for row in rows)
        front_spend = [row["spend_minor"][(row["store"] == 0) & (row["channel"] == own_site)] for row in rows]
        assert all((spend <= budget // shop.sizes.categories).all() for spend in front_spend)
        spends.append(sum(int(spend.sum()) for spend in front_spend))
    assert spends[1] >= spends[0]


def test_without_the_section_promotions_do_nothing() -> None:
    plain = compile_world(document(SIZE))
    _, before = settled(plain, 2)
    _, after = settled(plain, 2, coupon_e4=(0, 5_000), deal_depth_e4=(0, 5_000), deal_last_day=(0, 9))
    assert all(
        np.array_equal(a["order"][n], b["order"][n]) for a, b in zip(before, after, strict=True) for n in a["order"]
    )
