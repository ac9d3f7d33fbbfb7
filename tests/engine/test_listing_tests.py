"""A test of a listing says what its variant is worth, and changes nothing else."""

from __future__ import annotations

import math

import numpy as np
import pytest

from orders.domain import listing_tests
from simlab.core.rng import Luck
from simlab.core.settings import no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.state import State, opening_state
from simlab.engine.world import World, compile_world
from simlab.runs.kinds import kind_named
from tests.advertising import advertised
from tests.worlds import Size

SEEDS = 24
SIZE = Size(stores=3, teams=3, markets=2, categories=2, orders_per_day=240, days=28, horizon_days=14)


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(advertised(SIZE))


def played(world: World, days: int, **settings: int) -> tuple[State, list[dict]]:
    """Days with listing 0 of store 0 set so; variant_e3 is a state."""
    listing = world.listings.number[0, 0, 0]
    state, tables = opening_state(world, SEEDS), []
    for name, value in settings.items():
        target = state.variant_e3 if name == "variant_e3" else state.settings[name]
        target[:, listing] = value
    everyone, luck = np.ones(world.sizes.stores, dtype=bool), Luck.of_seeds(range(SEEDS))
    for day in range(days):
        state, events = simulate_day(world, state, no_decisions(), day, luck=luck, recorded=everyone)
        tables.append(events.tables)
    return state, tables


def counted(tables: list[dict]) -> np.ndarray:
    """Shoppers and orders of both variants, [2, 2]."""
    rows = [table["listing_test_day"] for table in tables if "listing_test_day" in table]
    return np.array(
        [
            [sum(int(row[name][row["variant"] == variant].sum()) for row in rows) for variant in (0, 1)]
            for name in ("shoppers", "orders")
        ]
    )


def sold(tables: list[dict]) -> int:
    mine = [(t["order"]["store"] == 0) & (t["order"]["sku"] == 0) & (t["order"]["market"] == 0) for t in tables]
    return int(sum(of.sum() for of in mine))


def test_a_test_of_the_content_finds_the_better_variant(world: World) -> None:
    _, tables = played(world, 10, test_days=8, variant_e3=400)
    shoppers, orders = counted(tables)
    assert abs(shoppers[0] - shoppers[1]) <= 8 * SEEDS
    found = listing_tests.report((int(shoppers[0]), int(shoppers[1])), (int(orders[0]), int(orders[1])))
    assert found.clear
    assert found.lift_e4 == pytest.approx(1e4 * (np.exp(0.4) - 1), rel=0.3)


def test_the_variant_is_drawn_when_its_test_begins_and_stays(world: World) -> None:
    listing = world.listings.number[0, 0, 0]
    state, _ = played(world, 5, test_days=2, test_first_day=1)
    drawn = state.variant_e3[:, listing]
    assert (drawn != 0).all()
    assert np.abs(drawn.mean()) < 100
    assert 80 < drawn.std() < 250
    assert (np.delete(state.variant_e3, listing, axis=1) == 0).all()


def test_the_chosen_variant_sells_what_it_is_worth(world: World) -> None:
    plain, better = (sold(played(world, 4, use_variant=used, variant_e3=500)[1]) for used in (0, 1))
    assert better > 1.25 * plain


def test_a_test_of_the_price_shows_it_every_other_day(world: World) -> None:
    full = int(world.opening.price_minor[world.listings.number[0, 0, 0]])
    _, tables = played(world, 6, test_days=4, test_price_minor=full // 2)
    for day, table in enumerate(tables):
        orders = table["order"]
        mine = (orders["store"] == 0) & (orders["sku"] == 0) & (orders["market"] == 0)
        assert set(orders["price_minor"][mine].tolist()) == {full // 2 if day in (1, 3) else full}
    shoppers, orders = counted(tables)
    found = listing_tests.report((int(shoppers[0]), int(shoppers[1])), (int(orders[0]), int(orders[1])))
    assert found.clear
    assert found.lift_e4 > 10_000


def test_the_worked_example_of_a_report() -> None:
    """1,000 shoppers each, 50 against 70 orders: between 0.1% fewer and 4.1% more of the shoppers buy, not yet clear."""
    found = listing_tests.report((1_000, 1_000), (50, 70))
    assert (found.conversion_e6, found.lift_e4, found.difference_e6) == ((50_000, 70_000), 4_000, 20_000)
    assert (found.low_e6, found.high_e6, found.clear) == (-959, 40_879, False)


def test_nothing_is_clear_where_hardly_anybody_came() -> None:
    assert not listing_tests.report((0, 0), (0, 0)).clear
    assert not listing_tests.report((30, 30), (0, 3)).clear
    assert listing_tests.report((30, 30), (0, 9)).clear


def test_two_variants_of_one_worth_are_told_apart_one_time_in_twenty() -> None:
    """Over all outcomes of 200 shoppers each who buy at 6%."""
    chance = binomial(200, 0.06)
    clear = sum(
        first * second
        for sold, first in enumerate(chance)
        for sold_second, second in enumerate(chance)
        if first * second > 1e-9 and listing_tests.report((200, 200), (sold, sold_second)).clear
    )
    assert 0.03 < clear < 0.055


def binomial(shoppers: int, share: float) -> list[float]:
    return [math.comb(shoppers, sold) * share**sold * (1 - share) ** (shoppers - sold) for sold in range(shoppers + 1)]


def test_decisions_about_tests() -> None:
    scenario = advertised()
    listing = {"market": "DE", "sku": "SKU-01"}
    rows = kind_named("test_listing").rows(listing | {"first_day": 3, "days": 7, "test_price_minor": 999}, scenario)
    assert [list(map(int, row)) for row in rows] == [[25, 65_537, 0, 3], [25, 65_537, 1, 7], [25, 65_537, 2, 999]]
    assert kind_named("test_listing").described(rows[1], scenario) == listing | {"days": 7}
    chosen = kind_named("use_variant").rows(listing | {"use_variant": True}, scenario)
    assert kind_named("use_variant").described(chosen[0], scenario) == listing | {"use_variant": True}
