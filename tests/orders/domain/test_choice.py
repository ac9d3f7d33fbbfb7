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
SETS = choice_sets(WORLD)
ARRIVING = np.full((1, len(TASTES.set_start), WORLD.sizes.segments), 100.0)


def offer(price_minor: np.ndarray) -> Offer:
    ones = np.ones((1, L), dtype=np.int64)
    return Offer(price_minor[None], 8 * ones, 43 * ones, 10 * ones, 0 * ones, ones > 0, 0 * ones)


def buyers(price_minor: np.ndarray) -> np.ndarray:
    return choice.choose(TASTES, choice.attractions(TASTES, offer(price_minor)), WORLD.outside, ARRIVING)[0]


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


def test_nobody_buys_what_is_not_for_sale() -> None:
    plain = offer(WORLD.opening.price_minor)
    closed = Offer(**{**plain.__dict__, "live": np.arange(L)[None] != 3})
    assert not choice.choose(TASTES, choice.attractions(TASTES, closed), WORLD.outside, ARRIVING)[0, 3].any()


def test_meeting_the_rivals_of_an_equal_world_changes_nothing() -> None:
    attraction = choice.attractions(TASTES, offer(WORLD.opening.price_minor)).repeat(2, axis=0)
    arriving = ARRIVING.repeat(2, axis=0)
    alone = choice.choose(TASTES, attraction, WORLD.outside, arriving)
    lockstep = choice.choose(TASTES, attraction, WORLD.outside, arriving, np.array([0, 0]))
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
