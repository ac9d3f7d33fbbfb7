"""A shopper's choice: dearer sells less, others gain, other choice sets do not notice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain import choice
from orders.domain.choice import Offer
from simlab.engine.world import compile_world
from tests.engine.playing import choice_sets
from tests.worlds import SMALL, document

WORLD = compile_world(document(SMALL))
TASTES, L = WORLD.tastes, WORLD.sizes.listings
EVERY = np.arange(L)
SETS = choice_sets(WORLD)
ARRIVING = np.full((1, len(TASTES.set_start), WORLD.sizes.segments), 100.0)


def offer(price_minor: np.ndarray, on_sale: np.ndarray = EVERY, worlds: int = 1) -> Offer:
    world, listing = np.repeat(np.arange(worlds), len(on_sale)), np.tile(on_sale, worlds)
    ones = np.ones(len(listing), dtype=np.int64)
    rated = choice.rating_utility(43 * ones, 10 * ones)
    return Offer(world, listing, price_minor[listing], 8 * ones, rated, 0 * ones, 0 * ones)


def buyers(price_minor: np.ndarray) -> np.ndarray:
    shown = offer(price_minor)
    return choice.choose(TASTES, shown, choice.attractions(TASTES, shown), WORLD.outside, ARRIVING)


@given(st.integers(0, L - 1), st.integers(1, 5000))
def test_a_dearer_listing_loses_to_its_choice_set_only(listing: int, rise: int) -> None:
    price = WORLD.opening.price_minor
    before, after = buyers(price), buyers(price + rise * (np.arange(L) == listing))
    rivals = (SETS[listing] == SETS) & (np.arange(L) != listing)
    assert (after[listing] <= before[listing]).all()
    assert (after[rivals] >= before[rivals]).all()
    elsewhere = SETS[listing] != SETS
    assert np.array_equal(after[elsewhere], before[elsewhere])


def test_own_price_elasticity_is_the_published_one() -> None:
    price = WORLD.opening.price_minor
    changed = price.copy()
    changed[0] = round(price[0] * 1.02)
    up = np.log(buyers(changed)[0].sum() / buyers(price)[0].sum()) / np.log(changed[0] / price[0])
    elasticity = (
        np.array([item["price_elasticity_e2"] for item in document(SMALL)["categories"]])[WORLD.goods.category[0]] / 100
    )
    assert up == pytest.approx(-elasticity, rel=0.2)


def test_what_is_not_on_sale_leaves_its_buyers_to_the_rest_of_its_set() -> None:
    price, on_sale = WORLD.opening.price_minor, np.flatnonzero(np.arange(L) != 3)
    shown = offer(price, on_sale)
    left = choice.choose(TASTES, shown, choice.attractions(TASTES, shown), WORLD.outside, ARRIVING)
    rivals = SETS[on_sale] == SETS[3]
    assert (left[rivals] > buyers(price)[on_sale][rivals]).all()
    assert np.array_equal(left[~rivals], buyers(price)[on_sale][~rivals])


def test_meeting_the_rivals_of_an_equal_world_changes_nothing() -> None:
    shown = offer(WORLD.opening.price_minor, worlds=2)
    attraction, arriving = choice.attractions(TASTES, shown), ARRIVING.repeat(2, axis=0)
    alone = choice.choose(TASTES, shown, attraction, WORLD.outside, arriving)
    lockstep = choice.choose(TASTES, shown, attraction, WORLD.outside, arriving, np.array([0, 0]))
    assert np.array_equal(alone, lockstep)


def test_delivery_is_flat_for_a_week_then_steep_then_gentle() -> None:
    utility = choice.delivery_utility(np.array([1, 7, 8, 20, 21]))
    assert utility.tolist() == pytest.approx([0, 0, -0.045, -0.585, -0.605])


def test_ratings_peak_below_five_stars_and_first_reviews_count_most() -> None:
    count = np.full(4, 10)
    worth = choice.rating_utility(np.array([30, 43, 44, 50]), count)
    assert worth[1] > worth[0]
    assert worth[2] > worth[3]
    few = choice.rating_utility(np.array([0, 4, 8, 40, 80]), np.array([0, 1, 2, 10, 20]))
    assert few[1] - few[0] > few[2] - few[1] > 0
    assert few[3] == few[4]
