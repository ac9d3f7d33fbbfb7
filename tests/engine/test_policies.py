"""Bots: each says what it sets from what a seller can see, and better ones earn more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simlab.core.rng import Luck
from simlab.core.settings import COLUMNS, no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.policies.table import POLICY_CODES, REFERENCE
from simlab.engine.policies.traits import TRAITS, Traits, traits_by_policy
from simlab.engine.policies.turn import propose, rival_rows, setting_rows
from simlab.engine.state import State, opening_state
from simlab.engine.world import World, compile_world
from tests.worlds import SMALL, document

LUCK = Luck.of_seeds([3, 4])
SEEN = np.arange(2)


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(document(SMALL))


@pytest.fixture(scope="module")
def state(world: World) -> State:
    found = opening_state(world, 2)
    for day in range(7):
        found, _ = simulate_day(world, found, no_decisions(), day, luck=LUCK)
    return found


def proposed(world: World, state: State, traits: Traits, day: int = 7) -> dict[str, np.ndarray]:
    return propose(world, state, day, traits, LUCK, SEEN)


def test_every_policy_has_traits() -> None:
    assert set(TRAITS) == set(POLICY_CODES)
    assert REFERENCE in TRAITS


@pytest.mark.parametrize("code", POLICY_CODES)
def test_settings_are_integers_within_what_a_decision_may_say(world: World, state: State, code: str) -> None:
    found = proposed(world, state, TRAITS[code])
    for column in COLUMNS:
        assert found[column.name].dtype.kind == "i"
        assert found[column.name].shape == state.settings[column.name].shape
        assert found[column.name].min() >= column.least
        assert found[column.name].max() <= column.most


def test_who_does_nothing_leaves_everything_as_it_stands(world: World, state: State) -> None:
    found = proposed(world, state, TRAITS["do_nothing"])
    assert all((found[column.name] == state.settings[column.name]).all() for column in COLUMNS)


def test_more_markup_is_a_higher_price_and_more_cover_more_cover(world: World, state: State) -> None:
    low, high = TRAITS["rule"], replace(TRAITS["rule"], markup=2.0, cover_days=40.0)
    cheap, dear = proposed(world, state, low), proposed(world, state, high)
    assert (dear["price_minor"] > cheap["price_minor"]).all()
    assert (dear["cover_days"] > cheap["cover_days"]).all()
    assert (dear["service"] == cheap["service"]).all()


def test_the_service_does_not_touch_prices(world: World, state: State) -> None:
    slow, fast = (proposed(world, state, replace(TRAITS["rule"], cheapest=share)) for share in (1.0, 0.0))
    assert (slow["price_minor"] == fast["price_minor"]).all()
    assert (slow["service"] == 2).all()


def test_scarce_goods_cost_more_and_a_season_ahead_fills_the_shelves(world: World, state: State) -> None:
    bare = replace(state, stock_units=state.stock_units * 0)
    expert = TRAITS["expert"]
    assert (proposed(world, bare, expert)["price_minor"] > proposed(world, state, expert)["price_minor"]).all()
    season = world.demand.season_e4.copy()
    season[14:] *= 3
    busy = replace(world, demand=replace(world.demand, season_e4=season))
    assert (proposed(busy, state, expert)["cover_days"] > proposed(world, state, expert)["cover_days"]).all()


def test_only_noise_draws(world: World, state: State) -> None:
    other = Luck.of_seeds([8, 9])
    for code in POLICY_CODES:
        again = propose(world, state, 7, TRAITS[code], other, SEEN)
        changed = (again["price_minor"] != proposed(world, state, TRAITS[code])["price_minor"]).any()
        assert changed == (code == "random")


def test_who_follows_the_market_reads_the_world_it_is_shown(world: World, state: State) -> None:
    follower = replace(TRAITS["expert"], market_weight=0.5)
    dear = replace(
        state, settings=state.settings | {"price_minor": state.settings["price_minor"] * np.array([[1], [3]])}
    )
    own = propose(world, dear, 7, follower, LUCK, SEEN)["price_minor"]
    shown = propose(world, dear, 7, follower, LUCK, np.array([0, 0]))["price_minor"]
    assert (own[0] == shown[0]).all()
    assert (own[1] > shown[1]).all()


def test_rows_say_exactly_what_changes(world: World, state: State) -> None:
    proposal = proposed(world, state, TRAITS["expert"])
    stores = np.array([True, False, True])
    rows = setting_rows(world, state.settings, proposal, 7, stores)
    assert not (rows["store"] == 1).any()
    quiet = replace(world, policy=np.full_like(world.policy, -1))
    moved, _ = simulate_day(quiet, state, rows, 7, luck=LUCK)
    for column in COLUMNS:
        mine = stores[world.listings.store] if column.per == "listing" else stores
        assert (moved.settings[column.name][:, mine] == proposal[column.name][:, mine]).all()
        assert (moved.settings[column.name][:, ~mine] == state.settings[column.name][:, ~mine]).all()


def test_rivals_take_their_turn_on_round_days_only(world: World, state: State) -> None:
    assert len(rival_rows(world, state, 7, LUCK, SEEN))
    assert not len(rival_rows(world, state, 8, LUCK, SEEN))
    assert set(rival_rows(world, state, 7, LUCK, SEEN)["store"]) == {2}


def test_a_team_has_no_bot() -> None:
    of_stores = traits_by_policy(np.array([-1, POLICY_CODES.index("expert")]))
    assert np.asarray(of_stores.active).tolist() == [0.0, 1.0]
