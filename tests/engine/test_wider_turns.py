"""What bots decide beyond price, service, cover and budget: only where the scenario has it, and only what their traits say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.everything import everything
from logistics.domain.compliance import APPLIED_FOR, MISSING
from simlab.core.rng import Luck
from simlab.core.settings import BY_NAME, COLUMNS, Kind, no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.policies.formalities import applications
from simlab.engine.policies.traits import TRAITS, Traits
from simlab.engine.policies.turn import propose, turn_rows
from simlab.engine.state import State, opening_state
from simlab.engine.world import World, compile_world
from simlab.runs.kinds import Row, kind_numbered

LUCK = Luck.of_seeds([3])
SEEN = np.arange(1)


@pytest.fixture(scope="module")
def world() -> World:
    found = compile_world(everything(6))
    return replace(found, policy=np.full_like(found.policy, -1))


@pytest.fixture(scope="module")
def state(world: World) -> State:
    found = opening_state(world, 1)
    for day in range(7):
        found, _ = simulate_day(world, found, no_decisions(), day, luck=LUCK)
    return found


def proposed(world: World, state: State, **traits: float) -> dict[str, np.ndarray]:
    return propose(world, state, 7, replace(TRAITS["expert"], **traits), LUCK, SEEN)


@pytest.mark.parametrize("code", sorted(TRAITS))
def test_every_bot_stays_within_what_a_decision_may_say(world: World, state: State, code: str) -> None:
    found = propose(world, state, 7, TRAITS[code], LUCK, SEEN)
    for column in COLUMNS:
        assert found[column.name].dtype.kind == "i"
        assert found[column.name].shape == state.settings[column.name].shape
        assert found[column.name].min() >= column.least
        assert found[column.name].max() <= column.most


@pytest.mark.parametrize(
    ("trait", "value", "moved"),
    [
        ("auction_share", 0.5, {"ad_budget_minor"}),
        ("bid_e4", 0.0, {"bid_minor"}),
        ("sale_depth_e4", 0.0, {"sale_depth_e4"}),
        ("coupon_e4", 700.0, {"coupon_e4"}),
        ("payback_days", 0.0, {"size_chart", "tone"}),
        ("staffing", 3.0, {"agents", "agent_hours"}),
        ("goodwill_e4", 100.0, {"goodwill_e4"}),
        ("generosity", 0.0, {"standing_late", "standing_not_as_described"}),
        ("free_returns", 0.0, {"free_returns"}),
        ("local_address", 0.0, {"local_return_address"}),
        ("keep_below_minor", 5.0, {"keep_below_minor"}),
        ("declared_e2", 60.0, {"declared_e2"}),
        ("right_heading", 0.0, {"heading"}),
        ("customs_papers", 2.0, {"customs_papers"}),
        ("self_declares", 1.0, {"self_declared"}),
        ("collects_tax", 0.0, {"collects_tax"}),
        ("least_method_e4", 10_000.0, {"offered_methods"}),
        ("fraud_threshold", 50.0, {"fraud_threshold"}),
        ("three_d_secure", 2.0, {"three_d_secure"}),
        ("retries", 0.0, {"retries"}),
        ("rail_aware", 0.0, {"payout_rail"}),
    ],
)
def test_a_trait_moves_its_own_settings(world: World, state: State, trait: str, value: float, moved: set[str]) -> None:
    usual, other = proposed(world, state), proposed(world, state, **{trait: value})
    changed = {name for name in usual if (usual[name] != other[name]).any()}
    axes = {BY_NAME[name].axis for name in changed}
    assert moved <= changed
    assert len(axes) == 1


def test_slow_post_is_insured_and_safe_lanes_are_not(world: World, state: State) -> None:
    by_post, by_line = proposed(world, state, cheapest=1.0), proposed(world, state, day_value_e4=500.0)
    assert by_post["insured"].all()
    assert not by_line["insured"].any()
    assert not proposed(world, state, cheapest=1.0, insures=0.0)["insured"].any()


def test_papers_that_are_wanted_and_missing_are_applied_for_once(world: World, state: State) -> None:
    everyone = np.ones(world.sizes.stores, dtype=bool)
    rows = applications(world, state, 7, TRAITS["rule"], everyone)
    assert {Kind.REGISTER, Kind.CERTIFY} <= set(rows["kind"].tolist())
    later, _ = simulate_day(world, state, rows, 7, luck=LUCK)
    assert (later.papers == APPLIED_FOR).any()
    assert not len(applications(world, later, 14, TRAITS["rule"], everyone))
    assert not len(applications(world, state, 7, TRAITS["novice"], everyone))
    assert (state.papers == MISSING).any()


def test_public_money_is_applied_for_once_sales_meet_the_condition(world: World, state: State) -> None:
    everyone = np.ones(world.sizes.stores, dtype=bool)
    sold = replace(state, sold_minor=world.subsidies.least_sales_minor.min() + 0 * state.sold_minor)
    asked = applications(world, sold, 7, TRAITS["rule"], everyone)
    asked = asked[asked["kind"] == Kind.APPLY_SUBSIDY]
    assert set(asked["target"].tolist()) == {int(world.subsidies.least_sales_minor.argmin())}
    later, _ = simulate_day(world, sold, asked, 7, luck=LUCK)
    for other, code in ((later, "rule"), (replace(state, sold_minor=0 * state.sold_minor), "rule"), (sold, "novice")):
        assert Kind.APPLY_SUBSIDY not in applications(world, other, 7, TRAITS[code], everyone)["kind"]


def test_fees_and_wages_of_an_order_are_in_the_price(world: World, state: State) -> None:
    aware, blind = (proposed(world, state, overhead_aware=share)["price_minor"] for share in (1.0, 0.0))
    assert (aware >= blind).all()
    assert (aware > blind).any()


def test_a_turn_holds_settings_and_papers_of_its_stores_only(world: World, state: State) -> None:
    stores = np.arange(world.sizes.stores) == 1
    rows = turn_rows(world, state, 7, TRAITS["expert"], LUCK, SEEN, stores)
    assert {Kind.SET_PRICE, Kind.SET_STAFFING, Kind.REGISTER} <= set(rows["kind"].tolist())
    assert set(rows["store"].tolist()) == {1}


@pytest.mark.parametrize("code", ["novice", "rule", "expert"])
def test_what_a_bot_in_a_seat_decides_is_told_in_the_words_of_its_kind(world: World, state: State, code: str) -> None:
    everyone = np.ones(world.sizes.stores, dtype=bool)
    found = everything(6)
    for row in turn_rows(world, state, 7, TRAITS[code], LUCK, SEEN, everyone).tolist():
        told = Row(*row[3:])
        kind = kind_numbered(told.kind)
        assert kind.is_part_of(found)
        assert kind.described(told, found).keys() <= kind.payload.model_fields.keys()


def test_traits_as_they_stand_leave_the_wider_world_as_it_is(world: World, state: State) -> None:
    found = propose(world, state, 7, Traits(), LUCK, SEEN)
    plain = {"price_minor", "listed", "ad_budget_minor", "service", "cover_days"}
    assert {name for name in found if (found[name] != state.settings[name]).any()} <= plain
