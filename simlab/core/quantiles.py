"""Quantile tables: a distribution frozen as integers, so that a draw is one look-up and the same on every CPU."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simlab.core import exact
from simlab.core.arrays import Floats, Ints
from simlab.core.rng import QUANTILES

Z95 = 1.6448536269514722  # 95th percentile of the standard normal distribution


def grid() -> Floats:
    """The middle of each bin, [QUANTILES]."""
    return (np.arange(QUANTILES) + 0.5) / QUANTILES


def lognormal_days(median_days: float, p95_days: float, least_days: int = 1) -> Ints:
    """Whole days (at least `least_days`) of a log-normal with this median and 95th percentile, [QUANTILES].

    Parcel transit times are close to log-normal or gamma in real data; median and p95 are what carriers publish.
    """
    median = max(median_days, 0.05)
    sigma = float(exact.log(np.array(max(p95_days / median, 1.0)))) / Z95
    days = median * exact.exp(sigma * exact.normal_quantile(grid()))
    return np.asarray(np.maximum(np.rint(days), least_days), dtype=np.int16)


def unit_mean_e6(variation: float) -> Ints:
    """A log-normal factor of mean one and coefficient of variation `variation`, in millionths, [QUANTILES]."""
    sigma = np.sqrt(exact.log(np.array(1.0 + variation * variation)))
    factor = exact.exp(sigma * exact.normal_quantile(grid()) - 0.5 * sigma * sigma)
    return np.asarray(np.rint(factor / factor.mean() * 1e6), dtype=np.int64)


def normal_e6(deviation: float) -> Ints:
    """A centred normal of this standard deviation, in millionths, [QUANTILES]."""
    return np.asarray(np.rint(deviation * exact.normal_quantile(grid()) * 1e6), dtype=np.int64)


def categories(shares_e4: Sequence[int]) -> Ints:
    """Category numbers in proportion to shares in ten-thousandths, [QUANTILES]."""
    edges = np.cumsum(shares_e4) / max(sum(shares_e4), 1)
    return np.searchsorted(edges[:-1], grid(), side="right").astype(np.int16)
