"""Fit the kernel's own quantile tables of whole days: a log-normal by its median and 95th percentile, rounded."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fidelity.statistics import cumulative
from simlab.core import quantiles
from simlab.core.arrays import Floats

MOST_DAYS = 130
_SQUARES = 0.1  # the sum of squares guides the search where the largest gap is flat
_FIRST_STEP, _LAST_STEP = 0.2, 0.002


def day_shares(leg: dict[str, float], least_days: int = 1) -> Floats:
    """Share of each whole day 0..MOST_DAYS of a leg with these parameters."""
    days = quantiles.lognormal_days(leg["median_days"], leg["p95_days"], least_days)
    return np.bincount(np.minimum(days, MOST_DAYS), minlength=MOST_DAYS + 1) / days.size


def fitted_days(days: np.ndarray, weight: Floats, least_days: int = 1) -> dict[str, float]:
    """Median and 95th percentile whose table has the smallest Kolmogorov-Smirnov distance from the measured days."""
    target = cumulative(days, weight, np.arange(MOST_DAYS + 1.0))

    def miss(point: Floats) -> float:
        leg = {"median_days": float(np.exp(point[0])), "p95_days": float(np.exp(point[0] + abs(point[1])))}
        gap = np.cumsum(day_shares(leg, least_days)) - target
        return float(np.abs(gap).max() + _SQUARES * (gap**2).sum())

    best = _pattern_search(miss, np.array([np.log(max(float(np.median(days)), 0.5)), 1.2]))
    return {
        "median_days": round(float(np.exp(best[0])), 3),
        "p95_days": round(float(np.exp(best[0] + abs(best[1]))), 3),
    }


def _pattern_search(miss: Callable[[Floats], float], start: Floats) -> Floats:
    """Hooke and Jeeves: steps along each axis, halved when none helps."""
    best, least, step = start, miss(start), _FIRST_STEP
    while step > _LAST_STEP:
        tried = [best + step * sign * axis for axis in np.eye(len(start)) for sign in (1, -1)]
        misses = [miss(point) for point in tried]
        if min(misses) < least:
            best, least = tried[int(np.argmin(misses))], min(misses)
        else:
            step /= 2
    return best
