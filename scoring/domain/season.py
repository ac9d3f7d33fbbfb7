"""A whole run in memory: bots live it, then every round of it is graded. For tuning, tests and the first look at a scenario."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scoring.domain.rounds import Grading, RoundGrade, arms_of, grade_round
from simlab.core.rng import Luck
from simlab.core.settings import Axis
from simlab.engine import forks
from simlab.engine.day import simulate_day
from simlab.engine.forks import Arm, Checkpoint
from simlab.engine.policies.traits import Traits
from simlab.engine.policies.turn import turn_rows
from simlab.engine.state import State, opening_state
from simlab.engine.world import World


@dataclass(frozen=True)
class Season:
    """States [W] as each round opens and at the end, and the team rows of each round."""

    world: World
    seed: int
    luck: Luck
    days: int
    openings: list[State]
    end: State
    rows: list[np.ndarray]

    def checkpoint(self, number: int) -> Checkpoint:
        """The opening of a round."""
        return Checkpoint(self.world, self.openings[number], number * self.world.sizes.round_days)

    def arms(self, number: int, axes: tuple[Axis, ...]) -> list[Arm]:
        """The arms of a round."""
        return arms_of(self.checkpoint(number), self.rows[number], self.luck, axes)

    def played_days(self, number: int) -> int:
        """Days of the round that were played."""
        return min(self.world.sizes.round_days, self.days - number * self.world.sizes.round_days)


def live(world: World, seed: int, luck: Luck, seats: Traits, days: int) -> Season:
    """Bots of these traits [S] or [W, S] sit in the team seats and decide once a round; the scenario's rivals play themselves."""
    state, openings, rows = opening_state(world, len(luck.keys)), [], []
    teams = world.policy < 0
    for day in range(days):
        today = None
        if day % world.sizes.round_days == 0:
            openings.append(state)
            today = turn_rows(world, state, day, seats, luck, np.arange(state.worlds), teams)
            rows.append(today)
        state, _ = simulate_day(world, state, rows[-1][:0] if today is None else today, day, luck=luck)
    return Season(world, seed, luck, days, openings, state, rows)


def grade(season: Season, grading: Grading, *, every: int = 1) -> list[RoundGrade]:
    """Grade every round, or every so many; the last ones are rolled past the end of the run."""
    return [_graded(season, grading, number) for number in range(0, len(season.openings), every)]


def _graded(season: Season, grading: Grading, number: int) -> RoundGrade:
    point = season.checkpoint(number)
    luck = forks.fork_luck(season.seed, point.day, grading.draws)
    return grade_round(grading, point, season.arms(number, grading.axes), luck, season.played_days(number))


def without_rivals(world: World) -> World:
    """The same world with every seat open."""
    return replace(world, policy=np.full_like(world.policy, -1))
