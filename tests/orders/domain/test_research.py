"""What research says, and how far it is off."""

from __future__ import annotations

import numpy as np
import pytest

from orders.domain.research import Candidates, margin_e4, report
from simlab.core import quantiles
from simlab.core.rng import Luck

LUCK = Luck.of_seeds([7])


def candidates(count: int = 400) -> Candidates:
    season = np.full((100, count, 2), 10_000)
    season[50:, :, 1] = 20_000
    return Candidates(
        sku=np.arange(count),
        search_per_month=np.full((count, 2), 10_000),
        competition_e4=np.full(count, 5_000),
        margin_e4=np.full((count, 2), 3_000),
        season_e4=season,
        papers=np.full(count, 3),
        battery=np.arange(count) % 2 == 0,
        liquid=np.zeros(count, dtype=bool),
        error_e6=quantiles.unit_mean_e6(0.25),
    )


def test_estimates_are_right_on_average_and_off_by_a_quarter() -> None:
    search = report(candidates(), LUCK, 3, store=0).search_per_month
    assert search.mean() == pytest.approx(10_000, rel=0.03)
    assert search.std() / search.mean() == pytest.approx(0.25, abs=0.03)


def test_whoever_looks_again_in_the_week_reads_the_same_and_others_read_otherwise() -> None:
    first, again, later, other = (
        report(candidates(), LUCK, day, store=store).search_per_month for day, store in ((0, 0), (6, 0), (7, 0), (0, 1))
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, later)
    assert not np.array_equal(first, other)


def test_season_looks_ahead_and_burden_counts_papers_and_dangerous_goods() -> None:
    found = report(candidates(), LUCK, 20, store=0)
    assert found.season_e4[0].tolist() == [10_000, (30 * 10_000 + 26 * 20_000) // 56]
    assert found.burden[:2].tolist() == [5, 3]


def test_margin_is_what_goods_and_fee_leave() -> None:
    """A price of 200, goods of 50, a fee of 15 per cent: 60 per cent are left."""
    assert margin_e4(np.array([20_000]), np.array([5_000]), np.array([1_500])).tolist() == [6_000]
