"""A round to grade as plain values: it can be sent to another process, which needs nothing but this and the code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scoring.domain.handover import Handover
from scoring.domain.rounds import Grading, RoundGrade, arms_of, grade_round
from simlab.core.rng import Luck
from simlab.core.settings import Axis
from simlab.engine import forks
from simlab.engine.forks import Checkpoint
from simlab.engine.state import from_bytes
from simlab.engine.world import World, compile_world


@dataclass(frozen=True)
class RoundJob:
    """`document` is the JSON text of the run's document; `state` a snapshot of the run's worlds as `day` opens."""

    document: str
    axes: tuple[tuple[str, int], ...]  # code and weight in hundredths
    weights_e6: dict[str, int]
    draws: int
    horizon_days: int
    seed: int
    day: int
    played_days: int
    state: bytes
    rows: np.ndarray


def graded(job: RoundJob) -> RoundGrade:
    """The grade of the round for every store of the run's worlds."""
    world = compiled(job.document)
    grading = Grading(
        axes=tuple(Axis[code.upper()] for code, _ in job.axes),
        weights_e2=tuple(weight for _, weight in job.axes),
        draws=job.draws,
        horizon_days=job.horizon_days,
        worth=Handover.of(world, job.weights_e6),
    )
    point = Checkpoint(world, from_bytes(job.state), job.day)
    run_luck = Luck.of_seeds([job.seed] * point.state.worlds)
    arms = arms_of(point, job.rows, run_luck, grading.axes)
    return grade_round(grading, point, arms, forks.fork_luck(job.seed, job.day, job.draws), job.played_days)


def world_days(job: RoundJob, grade: RoundGrade) -> int:
    """What grading the round cost: days played in all worlds of all arms and draws."""
    arms, worlds = 2 + 2 * len(job.axes), int(grade.expected.mean.shape[0])
    return arms * job.draws * worlds * job.horizon_days


@lru_cache(maxsize=2)
def compiled(document: str) -> World:
    """The world of a document's text."""
    return compile_world(json.loads(document))
