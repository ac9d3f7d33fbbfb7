"""Means and errors over antithetic pairs; what a bot that plays the reference policy is graded."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.domain import season
from scoring.domain.handover import FEATURES, Handover, features
from scoring.domain.rounds import Grading, estimate
from simlab.core.rng import Luck
from simlab.core.settings import Axis
from simlab.engine.policies.traits import Traits, traits_by_policy
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world
from tests.worlds import SMALL, document

AXES = (Axis.PRICING, Axis.INVENTORY, Axis.LOGISTICS)
RULE_SEAT, NOVICE_SEAT, EXPERT_RIVAL = 0, 1, 2
DAYS = 17  # the last round is cut short
WEIGHTS = dict.fromkeys(FEATURES, 0) | {"stock": 900_000, "pipeline": 900_000}


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(document(SMALL))


@pytest.fixture(scope="module")
def lived(world: World) -> season.Season:
    seats: Traits = traits_by_policy(np.array([3, 2, -1]))
    return season.live(world, 99, Luck.of_seeds([99]), seats, DAYS)


@pytest.fixture(scope="module")
def grades(world: World, lived: season.Season):
    worth = Handover.of(world, WEIGHTS)
    return season.grade(lived, Grading(AXES, (100, 200, 50), draws=4, horizon_days=14, worth=worth))


def test_the_mean_is_rounded_half_up_and_pairs_are_the_samples() -> None:
    values = np.array([1, 2, 4, 8], dtype=np.int64).reshape(4, 1, 1)
    found = estimate(values)
    assert found.mean.item() == 4  # 3.75
    assert found.se.item() == round(np.std([1.5, 6.0], ddof=1) / 2**0.5)


def test_the_reference_policy_has_exactly_no_skill(grades) -> None:
    for grade in grades:
        for part in (grade.skill, grade.axis_skill, grade.composite):
            assert not part.mean[..., RULE_SEAT].any()
            assert not part.se[..., RULE_SEAT].any()


def test_the_expert_has_exactly_nothing_to_regret(grades) -> None:
    assert all(not grade.regret.mean[..., EXPERT_RIVAL].any() for grade in grades)


def test_the_composite_is_the_weighted_sum_of_the_axes(grades) -> None:
    for grade in grades:
        weighted = (np.array([100, 200, 50]).reshape(-1, 1, 1) * grade.axis_skill.mean).sum(axis=0) / 100
        assert np.abs(weighted - grade.composite.mean).max() <= 3
    assert any(grade.composite.mean[0, NOVICE_SEAT] for grade in grades)


def test_what_was_expected_is_near_what_came(grades, lived: season.Season, world: World) -> None:
    worth = Handover.of(world, WEIGHTS)
    ends = [*lived.openings[1:], lived.end]
    for grade, end in zip(grades, ends, strict=True):
        assert np.abs(worth(end) - grade.expected.mean).max() < wealth_minor(end).max() * 0.2


def test_features_are_integers_and_change_nothing(world: World, lived: season.Season) -> None:
    found = features(world, lived.end)
    assert found.shape == (1, world.sizes.stores, len(FEATURES))
    assert found.dtype.kind == "i"
    zero = Handover.of(world, dict.fromkeys(FEATURES, 0))
    assert (zero(lived.end) == wealth_minor(lived.end)).all()


def test_a_missing_weight_is_an_error(world: World) -> None:
    with pytest.raises(KeyError):
        Handover.of(world, {"stock": 1})
