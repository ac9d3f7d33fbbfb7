from __future__ import annotations

import pytest

from bench.ladder import climb
from simlab.runs.scenario.files import check, library, shipped

CODES = list(library())
SEEDS = 4


@pytest.mark.parametrize("code", CODES)
def test_bots_end_in_order_and_the_expert_stays_solvent(code: str) -> None:
    ladder = climb(code, SEEDS)
    assert ladder.is_ordered, ladder.wealth_minor
    assert ladder.expert_solvent >= 0.95


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_scenario_is_free_of_problems_and_fills_a_class(code: str) -> None:
    assert check(library()[code]) == []
    lesson = shipped(code).lesson
    assert sum(step.minutes for step in lesson.session) == 90
    assert lesson.hints
    assert len(lesson.debrief) >= 3
    assert len(lesson.marking) >= 3


def test_six_scenarios_are_shipped() -> None:
    assert CODES == [
        "cash-and-currency",
        "eu-compliance",
        "first-store",
        "peak-season",
        "southeast-asia-live",
        "tariff-storm",
    ]
