from __future__ import annotations

import numpy as np

from logistics.domain import compliance
from logistics.domain.compliance import Requirements
from simlab.core.rng import Luck

# two papers; the first for all of front 0 from day 5 on, the second for article 1 everywhere
NEEDS = Requirements(
    paper=np.array([0, 1]),
    in_force=np.array([[day >= 5 for day in range(10)], [True] * 10]),
    applies=np.array([[[True, True], [False, False]], [[False, True], [False, True]]]),
    found_e6=np.array([100_000, 50_000]),
    fine_minor=np.array([300, 70]),
)


def held(*papers: tuple[int, int]) -> np.ndarray:
    """Papers [1, 1, 2, 2] of one store."""
    found = np.zeros((1, 1, 2, 2), dtype=np.int8)
    for paper, sku in papers:
        found[0, 0, paper, sku] = 1
    return found


def test_what_is_missing_by_hand() -> None:
    before, after = (compliance.lacking(NEEDS, held(), day) for day in (4, 5))
    assert before.missing[0, 0].tolist() == [[False, True], [False, True]]
    assert after.fine_minor[0, 0].tolist() == [[300, 370], [0, 70]]
    assert after.found_e6[0, 0].tolist() == [[100_000, 150_000], [0, 50_000]]
    assert not compliance.lacking(NEEDS, held((0, 0), (0, 1), (1, 1)), 5).missing.any()


def test_only_what_is_on_sale_is_found_out() -> None:
    lacks = compliance.lacking(NEEDS, held(), 5)
    on_sale = np.array([[[[False, True], [True, False]]]])
    found = [compliance.found_out(lacks, Luck.of_seeds([seed]), 5, on_sale).tolist() for seed in range(400)]
    assert {place for places in found for place in places} == {1}
    assert 0.1 < sum(map(len, found)) / 400 < 0.2
