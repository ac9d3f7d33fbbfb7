"""V0 is fitted on forks of bots: what differences of state after a week are worth as differences of wealth four weeks later.

What lies on the shelves at the end counts at cost: it need not be bought again.

Differences only: they share their luck, so the fit sees what a state is worth and not what the weather was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.domain.handover import FEATURES, WEIGHT_ONE, features, goods_minor
from scoring.domain.season import Season
from simlab.core.arrays import Floats, Ints
from simlab.core.rng import Luck
from simlab.core.settings import Axis
from simlab.engine import forks
from simlab.engine.forks import Checkpoint
from simlab.engine.state import State, select
from simlab.engine.wealth import wealth_minor

_RIDGE = 1e-3
_LUCK_DRAWS = 4


@dataclass(frozen=True)
class Differences:
    """Differences of features [n, FEATURES] after a week and of the wealth gained in the weeks after it [n]; luck or decisions."""

    features: Floats
    gained: Floats
    by_luck: np.ndarray


@dataclass(frozen=True)
class Fit:
    """Weights in millionths, and the share of variance explained of decision and luck differences, in ten-thousandths."""

    weights_e6: dict[str, int]
    decisions_r2_e4: int
    luck_r2_e4: int


def differences(season: Season, axes: tuple[Axis, ...], horizon_days: int, *, every: int) -> Differences:
    """Two kinds of pairs at every chosen round: arms under one luck, and one arm under several lucks of the first week."""
    parts = [
        part
        for number in range(0, len(season.openings), every)
        for part in _of_round(season, axes, number, horizon_days)
    ]
    return Differences(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def pooled(parts: Sequence[Differences]) -> Differences:
    """The differences of several seasons as those of one."""
    columns = zip(*((part.features, part.gained, part.by_luck) for part in parts), strict=True)
    return Differences(*(np.concatenate(column) for column in columns))


def _of_round(
    season: Season, axes: tuple[Axis, ...], number: int, horizon_days: int
) -> Iterator[tuple[Floats, Floats, np.ndarray]]:
    point, arms = season.checkpoint(number), season.arms(number, axes)
    luck = forks.fork_luck(season.seed, point.day, _LUCK_DRAWS)
    after = forks.batch(point, arms, luck).play(point.world.sizes.round_days)
    shape = (len(arms), _LUCK_DRAWS, -1)
    found = features(point.world, after).reshape(*shape, len(FEATURES)).astype(np.float64)
    gained = _gained(point, after, season.seed, horizon_days).reshape(shape).astype(np.float64)
    by_decision = found[1:] - found[:1], gained[1:] - gained[:1]
    by_luck = found[0, 1:] - found[0, :-1], gained[0, 1:] - gained[0, :-1]
    for (x, y), is_luck in ((by_decision, False), (by_luck, True)):
        yield x.reshape(-1, len(FEATURES)), y.ravel(), np.full(y.size, is_luck)


def _gained(point: Checkpoint, after: State, seed: int, horizon_days: int) -> Ints:
    """Wealth and goods that each of these states gains under the reference policy, all with the same pair of lucks; [B, S]."""
    day = point.day + point.world.sizes.round_days
    pair = forks.fork_luck(seed, day, 2)
    gains = [_gain_of(Checkpoint(point.world, part, day), pair, horizon_days) for part in _in_groups(after)]
    return np.concatenate(gains)


def _gain_of(point: Checkpoint, pair: Luck, days: int) -> Ints:
    worlds = point.state.worlds
    reference = forks.reference_arm(point, Luck.of_seeds([0] * worlds))  # it draws nothing
    later = forks.batch(point, [reference], pair).play(days)
    ended = wealth_minor(later) + goods_minor(point.world, later)
    return np.asarray(ended.reshape(2, worlds, -1).sum(axis=0) // 2 - wealth_minor(point.state))


def _in_groups(state: State) -> Iterator[State]:
    step = forks.MOST_WORLDS // 2
    for at in range(0, state.worlds, step):
        yield select(state, np.arange(at, min(at + step, state.worlds)))


def fit(found: Differences) -> Fit:
    """Least squares with a small ridge; decisions and luck weigh the same."""
    weight = np.where(found.by_luck, 1 / max(found.by_luck.sum(), 1), 1 / max((~found.by_luck).sum(), 1)) ** 0.5
    scale = np.sqrt(np.mean(np.square(found.features), axis=0)) + 1.0
    x, y = found.features / scale * weight[:, None], found.gained * weight
    ridge = _RIDGE * np.trace(x.T @ x) / x.shape[1]
    solved = np.linalg.solve(x.T @ x + ridge * np.eye(x.shape[1]), x.T @ y) / scale
    weights = {name: round(float(value) * WEIGHT_ONE) for name, value in zip(FEATURES, solved, strict=True)}
    return Fit(weights, _r2_e4(found, solved, luck=False), _r2_e4(found, solved, luck=True))


def _r2_e4(found: Differences, weights: Floats, *, luck: bool) -> int:
    rows = found.by_luck == luck
    left = found.gained[rows] - found.features[rows] @ weights
    return round(10_000 * (1 - float(np.square(left).sum() / np.square(found.gained[rows]).sum())))
