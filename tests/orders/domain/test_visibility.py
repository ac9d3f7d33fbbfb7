"""Places on the results page, against counting one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orders.domain import visibility
from orders.domain.visibility import Standing
from simlab.engine.world import compile_world
from tests.advertising import advertised

WORLD = compile_world(advertised())
PAGE, TERMS, L = WORLD.marketing.page, WORLD.marketing.visibility, WORLD.sizes.listings


def counted(score: np.ndarray, live: np.ndarray, seen: list[int], world: int, listing: int) -> int:
    """1 + live listings of the set that stand higher: the store's own from its world, the others' from the seen one."""
    place = 1
    for other in np.flatnonzero(PAGE.set_of_listing == PAGE.set_of_listing[listing]).tolist():
        own = WORLD.listings.store[other] == WORLD.listings.store[listing]
        source = world if own else seen[world]
        higher = (score[source, other], -other) > (score[world, listing], -listing)
        place += int(live[source, other] and higher)
    return place


@given(st.integers(0, 2**32 - 1), st.sampled_from([[0, 1, 2], [0, 0, 1]]))
def test_places_are_counted_right(seed: int, seen: list[int]) -> None:
    chance = np.random.default_rng(seed)
    score, live = chance.integers(-5, 5, (3, L)), chance.random((3, L)) < 0.8
    found = visibility.positions(PAGE, score, live, None if seen == [0, 1, 2] else np.array(seen))
    for world, listing in zip(*np.nonzero(live), strict=True):
        assert found[world, listing] == counted(score, live, seen, int(world), int(listing))


def test_a_better_place_is_worth_more_and_a_full_page_nothing_on_the_average() -> None:
    places = np.arange(1, L + 1)[None]
    utility = visibility.position_utility_e3(TERMS, PAGE, places)
    assert (np.diff(utility[0]) <= 0).all()
    mine = PAGE.set_of_listing == 0
    full = np.zeros((1, L), dtype=np.int64) + 1
    full[0, mine] = np.arange(mine.sum()) + 1
    assert abs(visibility.position_utility_e3(TERMS, PAGE, full)[0, mine].mean()) < 2


def test_the_page_likes_speed_good_reviews_low_prices_and_healthy_accounts() -> None:
    ones = np.ones((1, 1), dtype=np.int64)
    plain = {"quality_e3": 0 * ones, "landed_minor": 1000 * ones, "velocity_e3": 200 * ones, "health_e4": 10_000 * ones}

    def score(**changes: np.ndarray) -> int:
        standing = Standing(**(plain | changes))
        return int(visibility.page_score_e3(TERMS, standing, np.array([1000.0])).item())

    velocity = visibility.velocity_e3(TERMS, np.array([0, 256, 512]))
    assert velocity.tolist() == sorted(velocity.tolist())
    assert score(velocity_e3=300 * ones) > score() > score(velocity_e3=0 * ones)
    assert score(landed_minor=900 * ones) > score() > score(landed_minor=1100 * ones)
    assert score(health_e4=9_000 * ones) < score()
    assert score(quality_e3=100 * ones) > score()
