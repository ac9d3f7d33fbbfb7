"""One round: what a store's decisions changed, over the same fresh luck for every arm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Floats, Ints
from simlab.core.rng import Luck
from simlab.core.settings import Axis
from simlab.engine import forks
from simlab.engine.forks import Arm, Checkpoint, Span, Worth
from simlab.engine.policies.traits import TRAITS

EXPERT = "expert"


@dataclass(frozen=True)
class Estimate:
    """A mean over draws and its standard error, in minor units, rounded once; any shape."""

    mean: Ints
    se: Ints


@dataclass(frozen=True)
class RoundGrade:
    """Estimates [W, S] of one round; those of the axes have the axes in front, [axes, W, S].

    expected: worth at the end of the round of the decisions that were made. skill: all decisions against the reference policy.
    axis_skill: one axis against the reference. regret: what the expert's decisions on one axis would have added. composite: the
    weighted sum of the axis skills.
    """

    expected: Estimate
    skill: Estimate
    axis_skill: Estimate
    regret: Estimate
    composite: Estimate


@dataclass(frozen=True)
class Grading:
    """What is fixed for all rounds: axes and their weights in hundredths, draws (even), horizon, and what worth is."""

    axes: tuple[Axis, ...]
    weights_e2: tuple[int, ...]
    draws: int
    horizon_days: int
    worth: Worth


def arms_of(point: Checkpoint, rows: np.ndarray, run_luck: Luck, axes: Sequence[Axis]) -> list[Arm]:
    """What was decided; the reference; the reference on each axis; the expert on each axis."""
    actual = forks.actual_arm(point, rows, run_luck)
    reference = forks.reference_arm(point, run_luck, rows)
    expert = forks.turn(point, TRAITS[EXPERT], run_luck)
    swaps = [forks.with_axis(actual, axis, source) for source in (reference, expert) for axis in axes]
    return [actual, reference, *swaps]


def grade_round(
    grading: Grading, point: Checkpoint, arms: Sequence[Arm], draw_luck: Luck, played_days: int
) -> RoundGrade:
    """Play the arms of `arms_of` and compare; `played_days` is shorter than a round where the run ends within it."""
    rolled = forks.roll(point, arms, draw_luck, Span(played_days, grading.horizon_days), grading.worth)
    actual, reference, axes = rolled.horizon[0], rolled.horizon[1], len(grading.axes)
    axis_skill = actual - rolled.horizon[2 : 2 + axes]
    weights = np.array(grading.weights_e2, dtype=np.int64).reshape(-1, 1, 1, 1)
    return RoundGrade(
        expected=estimate(rolled.measured),
        skill=estimate(actual - reference),
        axis_skill=estimate(axis_skill),
        regret=estimate(rolled.horizon[2 + axes :] - actual),
        composite=estimate((weights * axis_skill).sum(axis=0), unit=100),
    )


def estimate(values: Ints, unit: int = 1) -> Estimate:
    """Mean and standard error over the draws of [..., draws, W, S]; a draw and its mirror image count as one sample."""
    draws = values.shape[-3]
    total = values.sum(axis=-3)
    mean = (2 * total + draws * unit) // (2 * draws * unit)
    pairs = (values[..., 0::2, :, :] + values[..., 1::2, :, :]) / (2 * unit)
    return Estimate(mean, np.rint(_standard_error(pairs)).astype(np.int64))


def _standard_error(pairs: Floats) -> Floats:
    count = pairs.shape[-3]
    if count < 2:
        return np.zeros(pairs.shape[:-3] + pairs.shape[-2:])
    return np.asarray(pairs.std(axis=-3, ddof=1) / np.sqrt(count))
