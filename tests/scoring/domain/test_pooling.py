"""What several drawn worlds say together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scoring.domain.pooling import Lived, gains, mean_result, per_round
from scoring.domain.rounds import Estimate, RoundGrade


def lived(means: list[int], se: int = 3, seats: tuple[str, ...] = ("expert", "novice")) -> Lived:
    """A world of one round in which the stores are worth 100 as it opens; each mean is a store's."""
    of_round = Estimate(np.array([means]), np.full((1, len(means)), se))
    grade = RoundGrade(of_round, of_round, of_round, of_round, of_round)
    return Lived(np.array(seats), [grade], [np.full((1, len(means)), 100)], np.array(means))


def pooled(*worlds: Lived) -> tuple[int, int]:
    return per_round(worlds, "expert", lambda grade: grade.composite)


def test_one_world_is_as_sure_as_its_draws_of_luck() -> None:
    assert pooled(lived([1_000, 0])) == (1_000, 3)


def test_worlds_that_agree_add_nothing_and_share_their_luck() -> None:
    assert pooled(*[lived([1_000, 0], se=30)] * 4) == (1_000, 15)


def test_the_spread_between_worlds_is_part_of_the_error() -> None:
    """Means 900 and 1100: a standard deviation of 141 over the root of two worlds is 100."""
    assert pooled(lived([900, 0]), lived([1_100, 0])) == (1_000, 100)


def test_a_world_without_such_a_store_says_nothing() -> None:
    absent = lived([7, 7], seats=("novice", "novice"))
    assert pooled(lived([1_000, 0]), absent) == (1_000, 3)
    assert mean_result([lived([1_000, 0]), absent, lived([500, 0])], "expert") == 750


def test_gains_are_expected_less_opening_worth_and_stand_for_rounds_that_were_not_graded() -> None:
    season = lived([150, 0])
    longer = replace(season, opened_minor=season.opened_minor * 3)
    assert gains([longer, replace(longer, grades=lived([250, 0]).grades)], "expert", every=3) == (100, 100, 100)


def test_nobody_of_that_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one array"):
        per_round([lived([1, 2])], "random", lambda grade: grade.composite)
