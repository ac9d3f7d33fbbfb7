"""Array types that the pure floors share."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]
Words = NDArray[np.uint64]


def add_at(target: Ints, place: tuple[Any, ...], amount: Ints | int) -> None:
    """Add into `target` at index tuples that may name one place several times."""
    np.add.at(target, cast(Any, place), amount)


def looked_up(tables: Ints, place: Ints) -> Ints:
    """Entries of every world's own table, `tables` [B, ...], at flat places [B, n]."""
    world = np.arange(len(tables))[:, None]
    return np.asarray(tables.ravel().take(world * tables[0].size + place))


def tally(index: Ints, size: int, weights: Ints | None = None) -> NDArray[np.int64]:
    """Count (or add up `weights`) by index, shape [size].

    bincount adds in float64: exact while the sums stay below 2**53, which money in minor units of one day does.
    """
    if weights is None:
        return np.bincount(index, minlength=size)
    return np.bincount(index, weights=weights, minlength=size).astype(np.int64)
