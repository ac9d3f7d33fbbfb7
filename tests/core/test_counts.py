"""Poisson counts: right distribution, and never falling when the mean rises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simlab.core import counts
from simlab.core.rng import Luck

CELLS = np.arange(40_000)
LUCK = Luck.of_seeds([99])


def sample(mean: float) -> np.ndarray:
    return counts.poisson(LUCK, "test.counts", 4, CELLS, np.full((1, CELLS.size), mean))[0]


@pytest.mark.parametrize("mean", [0.02, 0.7, 5.0, 15.9, 16.0, 16.1, 90.0, 640.5])
def test_mean_and_variance(mean: float) -> None:
    drawn = sample(mean)
    error = np.sqrt(mean / CELLS.size)
    assert abs(drawn.mean() - mean) < 5 * error
    assert abs(drawn.var() / mean - 1) < 5 * np.sqrt((2 + 1 / mean) / CELLS.size)


def test_small_counts_follow_the_formula() -> None:
    drawn = sample(1.3)
    for n, probability in enumerate([0.27253, 0.35429, 0.23029, 0.09979]):
        assert abs((drawn == n).mean() - probability) < 0.012


def test_no_shoppers_no_orders() -> None:
    assert not sample(0.0).any()


@given(st.floats(0, 60), st.floats(0, 60), st.integers(0, 1000))
def test_a_larger_mean_never_gives_fewer(low: float, more: float, day: int) -> None:
    slot = np.arange(64)
    means = np.array([np.full(64, low), np.full(64, low + more)])
    drawn = counts.poisson(Luck.of_seeds([5, 5]), "test.counts", day, slot, means)
    assert (drawn[1] >= drawn[0]).all()


def test_rows_are_drawn_as_in_the_whole_table() -> None:
    luck, slot = Luck.of_seeds([5, 6]), np.arange(64)
    mean = np.geomspace(1e-6, 80, 128).reshape(2, 64) * (np.arange(128).reshape(2, 64) % 3 > 0)
    row = np.repeat([0, 1], 64)
    rows = counts.poisson_rows(luck, "test.counts", 4, np.tile(slot, 2), mean.ravel(), row)
    assert np.array_equal(counts.poisson(luck, "test.counts", 4, slot, mean).ravel(), rows)


def test_nobody_is_left_out_where_the_mean_is_tiny() -> None:
    u, mean = 1 - np.array([1e-8, 0.00025, 0.00075]), np.full(3, 0.0005)
    assert counts.poisson_quantile(u, mean).tolist() == [2, 1, 0]
