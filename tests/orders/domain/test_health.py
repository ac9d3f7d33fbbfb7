from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain import health
from simlab.core.states import AccountStanding as Standing
from simlab.core.states import HealthMetric as Metric
from simlab.engine.world import compile_world
from tests.house.pure_packages import ROOT
from tests.sections import account_health
from tests.worlds import SMALL, document

HEALTH = compile_world(document(SMALL, account_health=account_health())).health


def _rates(**rate: int) -> np.ndarray:
    return np.array([rate.get(metric.name.lower(), 0) for metric in Metric])


def _next(standing: Standing, since_days: int, rate: np.ndarray, strike_e4: int = 0) -> int:
    return int(health.next_standing(HEALTH, np.array(standing), np.array(since_days), rate, np.array(strike_e4)))


def test_limits_are_those_of_the_marketplace() -> None:
    assert HEALTH.limit_e6.tolist() == [10_000, 40_000, 25_000, 50_000, 100_000, 100_000]
    assert HEALTH.window_days.tolist() == [60, 30, 7, 30, 30, 90]


def test_the_worked_example_of_the_page() -> None:
    """docs/algorithms/account_health.md tells the same numbers."""
    sums = np.zeros((len(Metric), 2), dtype=np.int64)
    day = np.zeros_like(sums)
    day[Metric.CANCELLATION] = (3, 100)
    sums = health.next_sums(health.next_sums(sums, day, HEALTH.window_days), day, HEALTH.window_days)
    rate = health.rate_e6(sums, least_orders=30)
    score = health.score_e4(HEALTH, rate, np.array(1_000))
    assert sums[Metric.CANCELLATION].tolist() == [5_705, 190_171]
    assert (rate[Metric.CANCELLATION], score) == (29_999, 8_501)
    page = (ROOT / "docs/algorithms/account_health.md").read_text(encoding="utf-8")
    assert {"5,705", "190,171", "29,999", "8,501"} <= set(re.findall(r"[\d,]*\d", page))


def test_a_steady_day_adds_up_to_a_window_of_days() -> None:
    sums = np.zeros((len(Metric), 2), dtype=np.int64)
    for _ in range(2_000):
        sums = health.next_sums(sums, np.ones_like(sums), HEALTH.window_days)
    assert sums[:, 1] / health.COUNT_UNIT == pytest.approx(HEALTH.window_days, rel=0.1)


def test_few_orders_are_not_judged() -> None:
    sums = np.array([[29, 29]]) * health.COUNT_UNIT
    assert health.rate_e6(sums, 30).tolist() == [0]
    assert health.rate_e6(sums, 29).tolist() == [1_000_000]


@given(st.lists(st.integers(0, 400_000), min_size=6, max_size=6), st.integers(0, 5), st.integers(0, 400_000))
def test_more_bad_orders_never_score_better(rates: list[int], metric: int, more: int) -> None:
    worse = np.array(rates)
    worse[metric] += more
    none = np.array(0)
    assert health.score_e4(HEALTH, worse, none) <= health.score_e4(HEALTH, np.array(rates), none)


def test_the_ladder_rung_by_rung() -> None:
    bad, good = _rates(late_shipment=41_000), _rates(late_shipment=40_000)
    assert _next(Standing.HEALTHY, 0, bad) == Standing.WARNED
    assert _next(Standing.WARNED, 13, bad) == Standing.WARNED
    assert _next(Standing.WARNED, 14, bad) == Standing.LISTING_SUSPENDED
    assert _next(Standing.LISTING_SUSPENDED, 14, bad) == Standing.ACCOUNT_SUSPENDED
    assert _next(Standing.LISTING_SUSPENDED, 1, good) == Standing.HEALTHY
    assert _next(Standing.ACCOUNT_SUSPENDED, 30, good) == Standing.ACCOUNT_SUSPENDED
    assert _next(Standing.HEALTHY, 0, _rates(slow_reply=900_000)) == Standing.HEALTHY
    assert _next(Standing.HEALTHY, 0, _rates(order_defect=30_001)) == Standing.ACCOUNT_SUSPENDED
    assert _next(Standing.HEALTHY, 0, good, strike_e4=2_500) == Standing.WARNED


def test_a_plan_that_fits_has_better_odds() -> None:
    causes = health.breached(HEALTH, _rates(order_defect=20_000, late_delivery=150_000), np.array(0))[None]
    plans = [health.plan_bits(*plan) for plan in (([0, 4], [0, 4]), ([0, 4], [2]), ([0, 1, 2, 3], [0]), ([3], [3]))]
    quality = [int(health.plan_quality_e4(np.array([plan]), causes)[0]) for plan in plans]
    assert quality == [10_000, 5_000, 1_000 + 2_500, 0]
    odds = health.appeal_odds_e4(HEALTH.ladder, np.array(quality), np.array(0))
    assert odds.tolist() == [8_500, 6_000, 5_250, 3_500]
    assert health.appeal_odds_e4(HEALTH.ladder, np.array(0), np.array(3)) == 500


@given(st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_a_plan_is_read_back(causes: set[int], measures: set[int]) -> None:
    plan = health.plan_bits(list(causes), list(measures))
    assert health.plan_named(plan) == (sorted(causes), sorted(measures))
