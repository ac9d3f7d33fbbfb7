"""The statistics of the comparison on inputs whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity import lognormal, statistics
from fidelity.facts import Compared, Fact, Measured, distribution, share_of


def test_cumulative_shares_by_hand() -> None:
    shares = statistics.cumulative(np.array([1, 2, 2, 9]), np.array([1.0, 1.0, 2.0, 4.0]), np.array([0.0, 1.0, 2.0]))
    assert shares.tolist() == [0.0, 0.125, 0.5]


def test_distance_is_the_largest_gap() -> None:
    assert statistics.distance(np.array([0.1, 0.5, 1.0]), np.array([0.2, 0.9, 1.0])) == pytest.approx(0.4)


def test_slopes_recover_a_plane() -> None:
    x, y = np.meshgrid(np.arange(5.0), np.arange(4.0))
    outcome = (3 + 2 * x - 0.5 * y).ravel()
    found = statistics.slopes(outcome, [x.ravel(), y.ravel()], np.linspace(1, 2, outcome.size))
    assert found.tolist() == pytest.approx([2.0, -0.5])


def test_fixed_effects_take_out_what_groups_share() -> None:
    store, week = (axis.ravel() for axis in np.indices((4, 6)))
    factor = np.sin(np.arange(24.0))
    outcome = -2.6 * factor + 10.0 * store + np.sqrt(week)
    assert statistics.within_slope(outcome, factor, [store, week]) == pytest.approx(-2.6)


def test_the_standard_error_of_a_share_is_the_textbook_one() -> None:
    rows = {"weight": np.ones(2000), "hit": np.arange(2000) < 400}
    fact = share_of("w", "n", "t", lambda table: table["hit"])
    assert statistics.standard_error(fact.measure, rows, 400) == pytest.approx((0.2 * 0.8 / 2000) ** 0.5, rel=0.12)


def test_two_samples_of_one_distribution_differ_as_kolmogorov_says() -> None:
    rows = {"weight": np.ones(1000), "x": np.arange(1000.0)}
    fact = distribution("w", "n", "t", "x", np.arange(1000.0))
    # mean of the Kolmogorov distribution is 0.8687; two samples of n differ by sqrt(2 / n) of it
    assert statistics.sampling_distance(fact.measure, rows, 200) == pytest.approx(0.8687 * (2 / 1000) ** 0.5, rel=0.1)


def test_rows_of_a_cluster_are_drawn_together() -> None:
    rows = {"cluster": np.repeat(np.arange(50), 4), "x": np.tile(np.arange(4), 50)}
    drawn = statistics.resampled(rows, np.random.default_rng(1))
    assert len(drawn["x"]) == 200
    assert np.bincount(drawn["x"]).tolist() == [50] * 4
    # a value that all rows of a cluster share is as uncertain as the number of clusters says
    shared = {
        "cluster": np.repeat(np.arange(100), 25),
        "weight": np.ones(2500),
        "hit": np.repeat(np.arange(100) < 30, 25),
    }
    fact = share_of("w", "n", "t", lambda table: table["hit"])
    assert statistics.standard_error(fact.measure, shared, 400) == pytest.approx((0.3 * 0.7 / 100) ** 0.5, rel=0.12)


def test_a_world_fitted_on_another_sample_carries_the_chance_of_both() -> None:
    fitted, tested = Measured([0.30], 0.03, 100), Measured([0.31], 0.04, 100)
    assert tested.beside(fitted, "share").noise_floor == pytest.approx(0.05)
    assert tested.beside(fitted, "ks").noise_floor == pytest.approx(0.05 / 2**0.5)
    assert fitted.beside(fitted, "share").noise_floor == 0.03


def test_a_fitted_leg_has_the_parameters_it_was_drawn_with() -> None:
    leg = {"median_days": 6.0, "p95_days": 17.0}
    shares = lognormal.day_shares(leg)
    days = np.arange(len(shares))
    found = lognormal.fitted_days(days, shares)
    assert found["median_days"] == pytest.approx(6.0, rel=0.05)
    assert found["p95_days"] == pytest.approx(17.0, rel=0.05)


def _compared(kind: str, sim: float, data: float, floor: float) -> Compared:
    fact = Fact("w", "n", kind, "t", lambda rows: np.zeros(1))  # type: ignore[arg-type]
    return Compared(fact, [sim], Measured([data], floor, 100))


@pytest.mark.parametrize(
    ("kind", "sim", "data", "floor", "agrees"),
    [
        ("share", 0.109, 0.10, 0.001, True),  # within a tenth
        ("share", 0.12, 0.10, 0.011, True),  # within two standard errors
        ("share", 0.12, 0.10, 0.005, False),
        ("ratio", 2.1, 2.0, 0.03, True),
        ("ratio", 2.2, 2.0, 0.03, False),  # a tenth is no excuse for a ratio
    ],
)
def test_what_agrees(kind: str, sim: float, data: float, floor: float, agrees: bool) -> None:
    assert _compared(kind, sim, data, floor).agrees is agrees
