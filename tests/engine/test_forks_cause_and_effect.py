"""One price is raised and nothing else: what follows, follows from it, in a run and in every draw of a fork."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE, Kind, listing_target
from simlab.engine.day import simulate_day
from simlab.engine.state import State, opening_state
from simlab.engine.world import World, compile_world
from tests.engine.playing import choice_sets
from tests.worlds import SMALL, document

DAY, SEEDS = 8, 12


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(document(SMALL))


@pytest.fixture(scope="module")
def state(world: World) -> State:
    luck, found = Luck.of_seeds(range(SEEDS)), opening_state(world, SEEDS)
    for day in range(DAY):
        found, _ = simulate_day(
            world, found, _raised(world, found, store=0, market=0, sku=0, percent=0), day, luck=luck
        )
    return found


def _raised(world: World, state: State, *, store: int, market: int, sku: int, percent: int) -> np.ndarray:
    """In every world the listing's price goes up by so many percent."""
    price = state.settings["price_minor"][:, world.listings.number[store, market, sku]]
    rows = np.zeros(state.worlds, dtype=DECISION_DTYPE)
    rows["world"], rows["store"], rows["kind"] = np.arange(state.worlds), store, Kind.SET_PRICE
    rows["target"], rows["value"] = listing_target(market, sku), price * (100 + percent) // 100
    return rows


def _orders(world: World, state: State, decisions: np.ndarray) -> dict[str, np.ndarray]:
    everyone = np.ones(world.sizes.stores, dtype=bool)
    _, events = simulate_day(world, state, decisions, DAY, luck=Luck.of_seeds(range(state.worlds)), recorded=everyone)
    return events.tables["order"]


def _counts(world: World, orders: dict[str, np.ndarray]) -> np.ndarray:
    """Orders placed per world and listing, whatever became of them."""
    listing = world.listings.number[orders["store"], orders["market"], orders["sku"]]
    return np.bincount(
        orders["world"] * world.sizes.listings + listing, minlength=SEEDS * world.sizes.listings
    ).reshape(SEEDS, -1)


@pytest.mark.parametrize("percent", [1, 15, 80])
@pytest.mark.parametrize("place", [(0, 0, 0), (1, 1, 3), (2, 0, 2)])
def test_a_raised_price_moves_its_own_choice_set_only(
    world: World, state: State, place: tuple[int, int, int], percent: int
) -> None:
    store, market, sku = place
    same = _orders(world, state, _raised(world, state, store=store, market=market, sku=sku, percent=0))
    dear = _orders(world, state, _raised(world, state, store=store, market=market, sku=sku, percent=percent))
    before, after = _counts(world, same), _counts(world, dear)
    listing = world.listings.number[store, market, sku]
    in_set = choice_sets(world) == choice_sets(world)[listing]
    others = in_set & (np.arange(world.sizes.listings) != listing)
    assert (after[:, listing] <= before[:, listing]).all()
    assert (after[:, others] >= before[:, others]).all()
    assert (after[:, ~in_set] == before[:, ~in_set]).all()
    if percent == 80:
        assert after[:, listing].sum() < before[:, listing].sum()
        assert after[:, others].sum() > before[:, others].sum()


def test_orders_of_other_choice_sets_keep_every_draw(world: World, state: State) -> None:
    same = _orders(world, state, _raised(world, state, store=0, market=0, sku=0, percent=0))
    dear = _orders(world, state, _raised(world, state, store=0, market=0, sku=0, percent=80))
    kept = []
    for orders in (same, dear):
        listing = world.listings.number[orders["store"], orders["market"], orders["sku"]]
        elsewhere = choice_sets(world)[listing] != choice_sets(world)[world.listings.number[0, 0, 0]]
        names = ("world", "store", "sku", "market", "method", "minute", "price_minor", "status", "buyer_no")
        kept.append(np.stack([orders[name][elsewhere] for name in names]))
    assert np.array_equal(*kept)
