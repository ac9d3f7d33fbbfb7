"""Forks: the run's own luck gives the run itself; the same decisions give exactly no difference."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simlab.core.rng import Luck, derived_seed
from simlab.core.settings import COLUMNS, DECISION_DTYPE, Axis, Kind, listing_target, no_decisions
from simlab.engine import forks
from simlab.engine.day import simulate_day
from simlab.engine.forks import Checkpoint, Span
from simlab.engine.policies.traits import TRAITS
from simlab.engine.policies.turn import bot_rows
from simlab.engine.state import State, opening_state, select, to_bytes
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world
from tests.worlds import SMALL, document

SEED = 0x5EED
CHECKPOINT = 7
SPAN = Span(7, 21)
NOVICE, RULE = 2, 3


@pytest.fixture(scope="module")
def world() -> World:
    rivals = [{"name": {"en": code, "zh": code}, "policy": code} for code in ("expert", "rule", "random")]
    return compile_world(document(SMALL, rivals=rivals))


def decided(world: World, state: State, day: int, luck: Luck) -> np.ndarray:
    """A novice and the reference policy sit in the team seats; mid-round the novice changes its mind about everything."""
    if day % 7 == 0:
        seats = np.array([NOVICE, RULE] + [-1] * (world.sizes.stores - 2))
        return bot_rows(world, state, day, luck, seats)
    if day % 7 != 3:
        return no_decisions()
    changes = [(Kind.SET_PRICE, listing_target(0, 1), 2_500), (Kind.CHOOSE_SERVICE, 1, 0), (Kind.SET_COVER, 2, 30)]
    changes.append((Kind.PLACE_PURCHASE_ORDER, 0, 60))
    return np.array([(0, day, 0, *change[:2], 0, change[2]) for change in changes], dtype=DECISION_DTYPE)


def played(world: World, days: int, luck: Luck) -> tuple[list[State], dict[int, np.ndarray]]:
    states, decisions = [opening_state(world, len(luck.keys))], {}
    for day in range(days):
        decisions[day] = decided(world, states[-1], day, luck)
        state, _ = simulate_day(
            world, states[-1], decisions[day], day, luck=luck, recorded=np.ones(world.sizes.stores, bool)
        )
        states.append(state)
    return states, decisions


@pytest.fixture(scope="module")
def run(world: World) -> tuple[list[State], dict[int, np.ndarray]]:
    return played(world, 21, Luck.of_seeds([SEED]))


@pytest.fixture(scope="module")
def point(world: World, run) -> Checkpoint:
    return Checkpoint(world, run[0][CHECKPOINT], CHECKPOINT)


@pytest.fixture(scope="module")
def arms(point: Checkpoint, run) -> list[forks.Arm]:
    luck = Luck.of_seeds([SEED])
    rows = np.concatenate([run[1][day] for day in range(CHECKPOINT, CHECKPOINT + 7)])
    actual = forks.actual_arm(point, rows, luck)
    reference = forks.reference_arm(point, luck)
    expert = forks.turn(point, TRAITS["expert"], luck)
    axes = (Axis.PRICING, Axis.INVENTORY, Axis.LOGISTICS)
    swaps = [forks.with_axis(actual, axis, source) for source in (reference, expert) for axis in axes]
    return [actual, reference, *swaps]


def test_replay_with_the_runs_own_luck_is_the_run(world: World, run) -> None:
    states, decisions = run
    again = forks.replay(world, states[7], decisions, range(7, 21), Luck.of_seeds([SEED]))
    assert to_bytes(again) == to_bytes(states[21])


def test_a_fork_with_nothing_changed_and_the_runs_luck_is_the_run(point: Checkpoint, arms, run) -> None:
    kept: list[State] = []

    def keep(state: State) -> np.ndarray:
        kept.append(state)
        return wealth_minor(state)

    forks.roll(point, arms, Luck.of_seeds([SEED]), Span(7, 7), keep)
    assert to_bytes(select(kept[0], np.array([0]))) == to_bytes(run[0][CHECKPOINT + 7])


def test_the_reference_playing_itself_differs_by_exactly_nothing(point: Checkpoint, arms) -> None:
    rolled = forks.roll(point, arms, forks.fork_luck(SEED, CHECKPOINT, 4), SPAN, wealth_minor).horizon
    reference, rival_rule = 1, 3
    for store in (reference, rival_rule):
        assert (rolled[1:5, ..., store] == rolled[0, ..., store]).all()
    assert (rolled[1, ..., 0] != rolled[0, ..., 0]).any()


def test_the_expert_has_nothing_to_regret(point: Checkpoint, arms) -> None:
    rolled = forks.roll(point, arms, forks.fork_luck(SEED, CHECKPOINT, 2), SPAN, wealth_minor).horizon
    assert (rolled[5:, ..., 2] == rolled[0, ..., 2]).all()


def test_an_axis_is_exchanged_whole(point: Checkpoint, arms) -> None:
    """Its columns and all its rows, one-off purchase orders too; nothing of any other axis."""
    actual, reference = arms[:2]
    assert {Kind.SET_PRICE, Kind.SET_COVER, Kind.PLACE_PURCHASE_ORDER, Kind.CHOOSE_SERVICE} <= set(actual.rows["kind"])
    mixed = forks.with_axis(actual, Axis.INVENTORY, reference)
    assert not np.isin(mixed.rows["kind"], [Kind.SET_COVER, Kind.PLACE_PURCHASE_ORDER]).any()
    kept = ~np.isin(actual.rows["kind"], [Kind.SET_COVER, Kind.PLACE_PURCHASE_ORDER])
    assert (mixed.rows == actual.rows[kept]).all()
    for column in COLUMNS:
        source = reference if column.axis == Axis.INVENTORY else actual
        assert mixed.settings[column.name] is source.settings[column.name]


def test_rivals_take_their_turn_with_the_runs_luck_of_the_day(point: Checkpoint, arms, run) -> None:
    """What the fork says the rivals set is what they set in the run."""
    after = run[0][CHECKPOINT + 1].settings
    rivals = point.world.policy >= 0
    for column in COLUMNS:
        mask = rivals[point.world.listings.store] if column.per == "listing" else rivals
        assert (arms[0].settings[column.name][:, mask] == after[column.name][:, mask]).all()


def test_chunks_of_draws_change_nothing(point: Checkpoint, arms, monkeypatch: pytest.MonkeyPatch) -> None:
    luck = forks.fork_luck(SEED, CHECKPOINT, 6)
    at_once = forks.roll(point, arms, luck, SPAN, wealth_minor)
    monkeypatch.setattr(forks, "MOST_WORLDS", 16)
    in_pairs = forks.roll(point, arms, luck, SPAN, wealth_minor)
    assert (at_once.horizon == in_pairs.horizon).all()
    assert (at_once.measured == in_pairs.measured).all()


def test_twin_worlds_are_graded_as_if_each_were_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    luck, draws = Luck.of_seeds([SEED] * 3), forks.fork_luck(SEED, CHECKPOINT, 2)
    states, _ = played(world, CHECKPOINT, luck)
    state = replace(states[-1], cash_minor=states[-1].cash_minor + np.arange(3)[:, None] * 10**9)
    rows = np.array([(1, 9, 0, Kind.SET_PRICE, listing_target(0, 0), 0, 100)], dtype=DECISION_DTYPE)

    def rolled(state: State, rows: np.ndarray, luck: Luck) -> np.ndarray:
        point = Checkpoint(world, state, CHECKPOINT)
        pair = [forks.actual_arm(point, rows, luck), forks.reference_arm(point, luck)]
        return forks.roll(point, pair, draws, SPAN, wealth_minor).horizon

    together = rolled(state, rows, luck)
    monkeypatch.setattr(forks, "MOST_WORLDS", 4)
    assert (rolled(state, rows, luck) == together).all()
    rows["world"] = 0
    alone = rolled(select(state, np.array([1])), rows, Luck.of_seeds([SEED]))
    assert (alone[:, :, 0] == together[:, :, 1]).all()


def test_the_runs_future_luck_does_not_reach_a_grade(world: World, run, arms, point: Checkpoint) -> None:
    """The luck after day t is another one; what was decided is the same; every value of round t is the same to the bit."""
    states, _ = played(world, CHECKPOINT, Luck.of_seeds([SEED]))
    other = Luck.of_seeds([derived_seed(SEED, "another future")])
    rows = np.concatenate([run[1][day] for day in range(CHECKPOINT, CHECKPOINT + 7)])
    future = forks.replay(world, states[-1], {CHECKPOINT: rows}, range(CHECKPOINT, CHECKPOINT + 7), other)
    assert to_bytes(future) != to_bytes(run[0][CHECKPOINT + 7])
    again = Checkpoint(world, states[-1], CHECKPOINT)
    assert to_bytes(again.state) == to_bytes(point.state)
    draws = forks.fork_luck(SEED, CHECKPOINT, 2)
    q0 = forks.roll(again, [forks.reference_arm(again, Luck.of_seeds([SEED]))], draws, SPAN, wealth_minor)
    theirs = forks.roll(point, [arms[1]], draws, SPAN, wealth_minor)
    assert (q0.horizon == theirs.horizon).all()


def test_antithetic_pairs_share_a_seed() -> None:
    luck = forks.fork_luck(SEED, 7, 4)
    assert (luck.keys[0] == luck.keys[1]).all()
    assert (luck.keys[1] != luck.keys[2]).any()
    assert luck.mirrored.tolist() == [False, True, False, True]
    assert (luck.keys[0] != forks.fork_luck(SEED, 14, 4).keys[0]).any()
    assert (luck.keys[0] != Luck.of_seeds([SEED]).keys[0]).any()
