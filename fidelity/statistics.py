"""The statistics of the comparison: cumulative shares, Kolmogorov-Smirnov distance, least squares and the bootstrap.

numpy's generator is allowed here: it resamples measured data; no draw of a simulated world comes from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from simlab.core.arrays import Bools, Floats, Ints

Table = Mapping[str, np.ndarray]
RESAMPLES = 100
_SEED = 20_261_124


def share(condition: Bools, weight: Floats) -> float:
    """Weighted share of the rows for which the condition holds; 0 without rows."""
    total = float(weight.sum())
    return float(weight[condition].sum()) / total if total else 0.0


def mean(values: Floats, weight: Floats) -> float:
    """Weighted mean; 0 without rows."""
    total = float(weight.sum())
    return float((values * weight).sum()) / total if total else 0.0


def cumulative(values: Floats, weight: Floats, grid: Floats) -> Floats:
    """Weighted share of the values at or below each point of an ascending grid, [points]."""
    place = np.searchsorted(grid, values, side="left")
    per_point = np.bincount(place, weights=weight, minlength=len(grid) + 1)
    return np.cumsum(per_point)[:-1] / max(float(weight.sum()), 1e-300)


def distance(one: Floats, other: Floats) -> float:
    """Kolmogorov-Smirnov distance of two sets of cumulative shares on one grid."""
    return float(np.abs(np.asarray(one) - np.asarray(other)).max())


def slopes(outcome: Floats, regressors: list[Floats], weight: Floats) -> Floats:
    """Weighted least-squares slopes of the regressors, without the constant; [regressors]."""
    columns = np.column_stack([np.ones_like(outcome), *regressors])
    root = np.sqrt(weight)
    found, *_ = np.linalg.lstsq(columns * root[:, None], outcome * root, rcond=None)
    return np.asarray(found[1:])


def within_slope(outcome: Floats, regressor: Floats, groups: list[Ints]) -> float:
    """Slope of a regression with fixed effects of every grouping, by dummy variables."""
    dummies = [(group[:, None] == np.unique(group)[None, 1:]).astype(float) for group in groups]
    return float(slopes(outcome, [regressor, *np.hstack(dummies).T], np.ones_like(outcome))[0])


def resampled(table: Table, generator: np.random.Generator) -> dict[str, np.ndarray]:
    """As many rows of the table, drawn with replacement; rows of one `cluster` hang together and are drawn together."""
    rows = _drawn_clusters(table["cluster"], generator) if "cluster" in table else _drawn_rows(table, generator)
    return {name: column[rows] for name, column in table.items()}


def _drawn_rows(table: Table, generator: np.random.Generator) -> Ints:
    size = len(next(iter(table.values())))
    return generator.integers(0, size, size)


def _drawn_clusters(cluster: Ints, generator: np.random.Generator) -> Ints:
    order = np.argsort(cluster, kind="stable")
    _, first, count = np.unique(cluster[order], return_index=True, return_counts=True)
    drawn = generator.integers(0, len(first), len(first))
    length = count[drawn]
    within = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    return np.asarray(order[np.repeat(first[drawn], length) + within])


def standard_error(measure: Callable[[Table], Floats], table: Table, resamples: int = RESAMPLES) -> float:
    """Bootstrap standard error of a measure that gives one number."""
    generator = np.random.default_rng(_SEED)
    return float(np.std([float(measure(resampled(table, generator))[0]) for _ in range(resamples)], ddof=1))


def sampling_distance(measure: Callable[[Table], Floats], table: Table, resamples: int = RESAMPLES) -> float:
    """Mean distance of two bootstrap samples of the table: what two samples of this size differ by when nothing differs."""
    generator = np.random.default_rng(_SEED)
    pairs = [(measure(resampled(table, generator)), measure(resampled(table, generator))) for _ in range(resamples)]
    return float(np.mean([distance(one, other) for one, other in pairs]))
