"""Levels: 3 is the reference policy, 5 the expert, 1 the novice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.domain.levels import Anchors, axis_level, composite_level, measurable

ANCHORS = Anchors(expert_minor=4_000_000, novice_minor=-6_000_000)
money = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("composite", "level"),
    [(0, 300), (4_000_000, 500), (-6_000_000, 100), (2_000_000, 400), (-3_000_000, 200), (-1, 300)],
)
def test_composite_level_on_the_anchors(composite: int, level: int) -> None:
    found = composite_level(composite, 0, ANCHORS)
    assert found is not None
    assert (found.unclipped_e2, found.shown_e2, found.low_e2, found.high_e2) == (level,) * 4


def test_beyond_the_anchors_the_level_shown_is_clipped() -> None:
    found = composite_level(8_000_000, 1_000_000, ANCHORS)
    assert found is not None
    assert (found.unclipped_e2, found.shown_e2, found.low_e2, found.high_e2) == (700, 500, 500, 500)


def test_no_level_without_anchors_that_hold() -> None:
    assert composite_level(5, 1, Anchors(expert_minor=0, novice_minor=-1)) is None
    assert composite_level(5, 1, Anchors(expert_minor=1, novice_minor=0)) is None


@given(money, money)
def test_more_money_is_never_a_lower_level(one: int, other: int) -> None:
    low, high = (composite_level(value, 10_000, ANCHORS) for value in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert low.unclipped_e2 <= high.unclipped_e2
    assert low.low_e2 <= low.shown_e2 <= low.high_e2


@pytest.mark.parametrize(("regret", "level"), [(0, 500), (250, 400), (500, 300), (1000, 100), (-250, 600)])
def test_axis_level_loses_one_for_every_quarter_of_the_gap(regret: int, level: int) -> None:
    assert axis_level(regret, 0, 1000).unclipped_e2 == level


def test_an_axis_is_measurable_when_its_gap_is_three_standard_errors() -> None:
    assert measurable(300, 100)
    assert not measurable(299, 100)
    assert not measurable(0, 0)
