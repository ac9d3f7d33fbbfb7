"""Play worlds on from a state: all arms of a grade in lock-step, or a replay with a run's own luck.

An arm says what every store does in one round; after the round every store of every arm follows the reference policy. The
worlds of a run [W] are copied for each arm and each draw of fresh luck. The same draw has the same luck in all arms, and in
every arm a store meets the rivals of the first arm, so one pass says for every store what its own decisions changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from orders.domain.cases import case_day
from payments.domain.disputes import dispute_day
from simlab.core.arrays import Ints
from simlab.core.rng import Luck, derived_seed
from simlab.core.settings import AXIS_OF_KIND, COLUMNS, Axis, Kind, no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.policies.formalities import applications
from simlab.engine.policies.table import REFERENCE
from simlab.engine.policies.traits import TRAITS, Traits, traits_by_policy
from simlab.engine.policies.turn import propose
from simlab.engine.state import State, select
from simlab.engine.world import World

MOST_WORLDS = 128  # more at once no longer fit the processor's cache
Settings = dict[str, Ints]
Worth = Callable[[State], Ints]  # [B, S] minor units


@dataclass(frozen=True)
class Checkpoint:
    """The worlds of a run as a round opens; the first of them is world 0."""

    world: World
    state: State
    day: int


@dataclass(frozen=True)
class Arm:
    """The settings that all stores open the round with, and the decision rows that take effect in it, each on its day."""

    settings: Settings
    rows: np.ndarray


@dataclass(frozen=True)
class Span:
    """Days to play: `measured_days` until the first arm is weighed, `horizon_days` until all are."""

    measured_days: int
    horizon_days: int


@dataclass(frozen=True)
class Rolled:
    """Worth per draw: of all arms at the horizon [arms, draws, W, S], of the first arm after the measured days [draws, W, S]."""

    horizon: Ints
    measured: Ints


def turn(point: Checkpoint, traits: Traits, luck: Luck) -> Arm:
    """What every store would decide at the checkpoint if this bot had all seats."""
    world, state, day = point.world, point.state, point.day
    everyone = np.ones(world.sizes.stores, dtype=bool)
    settings = propose(world, state, day, traits, luck, np.arange(state.worlds))
    return Arm(settings, applications(world, state, day, traits, everyone))


def actual_arm(point: Checkpoint, rows: np.ndarray, luck: Luck) -> Arm:
    """What was decided: the teams' rows of the round and the rivals' own turn, taken with the run's luck of the day."""
    settings = dict(point.state.settings)
    rivals = point.world.policy >= 0
    if rivals.any() and point.day % point.world.sizes.round_days == 0:
        proposal = turn(point, traits_by_policy(point.world.policy), luck).settings
        settings = {
            column.name: _of_stores(point.world, column.per, rivals, proposal, settings, column.name)
            for column in COLUMNS
        }
    return Arm(settings, _without_unborn(rows, point.day))


def _without_unborn(rows: np.ndarray, day: int) -> np.ndarray:
    """Without answers to what no fork has: cases and disputes opened after the checkpoint. Standing policies decide them in every arm."""
    for kind, opened in ((Kind.ANSWER_CASE, case_day), (Kind.REPRESENT, dispute_day)):
        rows = rows[(rows["kind"] != kind) | (opened(rows["target"]) < day)]
    return rows


def _of_stores(world: World, per: str, stores: np.ndarray, new: Settings, old: Settings, name: str) -> Ints:
    mask = stores[world.listings.store] if per == "listing" else stores[:, None]
    return np.where(mask, new[name], old[name])


def reference_arm(point: Checkpoint, luck: Luck, rows: np.ndarray | None = None) -> Arm:
    """Every store follows the reference policy and does nothing else; of the round's rows only the instructor's shocks stand."""
    thrown = no_decisions() if rows is None else rows[rows["kind"] == Kind.INJECT_SHOCK]
    reference = turn(point, TRAITS[REFERENCE], luck)
    return Arm(reference.settings, np.concatenate([thrown, reference.rows]))


def with_axis(arm: Arm, axis: Axis, source: Arm) -> Arm:
    """The arm with all of one axis taken from `source`: its columns and its rows."""
    mixed = {column.name: (source if column.axis == axis else arm).settings[column.name] for column in COLUMNS}
    of_axis = [kind for kind in Kind if AXIS_OF_KIND[kind] == axis]
    kept, taken = (np.isin(part.rows["kind"], of_axis) for part in (arm, source))
    return Arm(mixed, np.concatenate([arm.rows[~kept], source.rows[taken]]))


def fork_luck(seed: int, day: int, draws: int) -> Luck:
    """Fresh luck of a checkpoint, in pairs of a draw and its mirror image; no run ever plays with it."""
    seeds = [derived_seed(seed, "fork", day, draw // 2) for draw in range(draws)]
    return Luck.of_seeds(seeds, [draw % 2 == 1 for draw in range(draws)])


def roll(point: Checkpoint, arms: Sequence[Arm], luck: Luck, span: Span, worth: Worth) -> Rolled:
    """Play all arms with every draw of `luck` [draws], a bounded number of worlds at a time."""
    columns = []
    for worlds in _world_groups(point.state.worlds, len(arms)):
        part = _of_worlds(point, arms, worlds)
        step = 2 * max(MOST_WORLDS // (2 * len(arms) * len(worlds)), 1)
        parts = [
            _roll(*part, _of_draws(luck, slice(at, at + step)), span, worth) for at in range(0, len(luck.keys), step)
        ]
        columns.append(
            (np.concatenate([p.horizon for p in parts], axis=1), np.concatenate([p.measured for p in parts]))
        )
    return Rolled(np.concatenate([c[0] for c in columns], axis=2), np.concatenate([c[1] for c in columns], axis=1))


def _world_groups(worlds: int, arms: int) -> Iterator[Ints]:
    """Twin worlds never meet, so many of them are played in groups."""
    most = max(MOST_WORLDS // (2 * arms), 1)
    return (np.arange(at, min(at + most, worlds)) for at in range(0, worlds, most))


def _of_worlds(point: Checkpoint, arms: Sequence[Arm], worlds: Ints) -> tuple[Checkpoint, list[Arm]]:
    if len(worlds) == point.state.worlds:
        return point, list(arms)
    return replace(point, state=select(point.state, worlds)), [_arm_of_worlds(arm, worlds) for arm in arms]


def _arm_of_worlds(arm: Arm, worlds: Ints) -> Arm:
    rows = arm.rows[np.isin(arm.rows["world"], worlds)]
    rows["world"] -= worlds[0]
    return Arm({name: column[worlds] for name, column in arm.settings.items()}, rows)


def _of_draws(luck: Luck, draws: slice) -> Luck:
    return Luck(luck.keys[draws], luck.mirrored[draws])


@dataclass
class Batch:
    """All arms of a checkpoint under several draws; its worlds are ordered by arm, draw and world of the run."""

    point: Checkpoint
    state: State
    rows: np.ndarray
    luck: Luck
    rival_world: Ints
    day: int

    def play(self, days: int) -> State:
        """Play on. After the round of the checkpoint, every store follows the reference policy and reads the market of the first arm."""
        round_end = self.point.day + self.point.world.sizes.round_days
        for _ in range(days):
            today = self.rows[self.rows["day"] == self.day] if self.day < round_end else no_decisions()
            if self.day >= round_end and self.day % self.point.world.sizes.round_days == 0:
                self.state, today = self._reference_turn()
            self.state, _ = simulate_day(
                self.point.world, self.state, today, self.day, luck=self.luck, rival_world=self.rival_world
            )
            self.day += 1
        return self.state

    def _reference_turn(self) -> tuple[State, np.ndarray]:
        """The state with the reference policy's settings, and the papers that it applies for."""
        world, traits = self.point.world, TRAITS[REFERENCE]
        settings = propose(world, self.state, self.day, traits, self.luck, self.rival_world)
        everyone = np.ones(world.sizes.stores, dtype=bool)
        applied = applications(world, self.state, self.day, traits, everyone)
        return replace(self.state, settings=settings), applied


def batch(point: Checkpoint, arms: Sequence[Arm], draw_luck: Luck) -> Batch:
    """The arms of a checkpoint, each with every draw of `draw_luck` [draws], ready to play."""
    worlds, draws = point.state.worlds, len(draw_luck.keys)
    rival_world = np.tile(np.arange(draws * worlds), len(arms))
    draw = rival_world // worlds
    luck = Luck(draw_luck.keys[draw], draw_luck.mirrored[draw])
    quiet = replace(point, world=replace(point.world, policy=np.full_like(point.world.policy, -1)))
    return Batch(quiet, _opened(point, arms, draws), _spread(arms, draws, worlds), luck, rival_world, point.day)


def _roll(point: Checkpoint, arms: Sequence[Arm], draw_luck: Luck, span: Span, worth: Worth) -> Rolled:
    playing = batch(point, arms, draw_luck)
    shape = (len(arms), len(draw_luck.keys), point.state.worlds, point.world.sizes.stores)
    measured = worth(playing.play(span.measured_days))
    horizon = worth(playing.play(span.horizon_days - span.measured_days))
    return Rolled(horizon.reshape(shape), measured.reshape(shape)[0])


def _opened(point: Checkpoint, arms: Sequence[Arm], draws: int) -> State:
    """The state of every world of the batch, with its arm's settings."""
    base = select(point.state, np.tile(np.arange(point.state.worlds), len(arms) * draws))
    settings = {
        name: np.concatenate([np.concatenate([arm.settings[name]] * draws) for arm in arms]) for name in base.settings
    }
    return replace(base, settings=settings)


def _spread(arms: Sequence[Arm], draws: int, worlds: int) -> np.ndarray:
    """Every arm's rows, once for each of its worlds in the batch."""
    parts = []
    for number, arm in enumerate(arms):
        rows = np.tile(arm.rows, draws)
        rows["world"] += (number * draws + np.repeat(np.arange(draws), len(arm.rows))) * worlds
        parts.append(rows)
    return np.concatenate(parts)


def replay(world: World, state: State, decisions: Mapping[int, np.ndarray], days: range, luck: Luck) -> State:
    """Play these days again, or otherwise, with a run's own luck and its rivals awake. Hindsight: never part of a mark."""
    for day in days:
        state, _ = simulate_day(world, state, decisions.get(day, no_decisions()), day, luck=luck)
    return state
