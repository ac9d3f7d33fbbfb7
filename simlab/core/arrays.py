"""Array types that the pure floors share."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]
Words = NDArray[np.uint64]
Number = TypeVar("Number", bound=np.number[Any])


def add_at(target: Ints, place: tuple[Any, ...], amount: Ints | int) -> None:
    """Add into `target` at index tuples that may name one place several times."""
    np.add.at(target, cast(Any, place), amount)


def at_cells(table: NDArray[Number], row: Ints, column: Ints) -> NDArray[Number]:
    """Entries of a table [B, n] at rows and columns [k]: several times as fast as an index of two arrays."""
    return np.asarray(table.reshape(-1).take(row * np.int64(table.shape[1]) + column))


def short_sum(array: Ints) -> Ints:
    """The sum over a last axis of a few places, where numpy's own costs more per sum than the additions."""
    return np.asarray(np.einsum("...i->...", array))


def looked_up(tables: Ints, place: Ints) -> Ints:
    """Entries of every world's own table, `tables` [B, ...], at flat places [B, n]."""
    world = np.arange(len(tables))[:, None]
    return np.asarray(tables.ravel().take(world * tables[0].size + place))


def each_at(tables: NDArray[Any], *place: Ints | int) -> NDArray[Any]:
    """Entries of every world's own table, `tables` [B, ...], at the same index tuple [n] in each, [B, n].

    An index after a colon would give the same, laid out column by column: slow to reckon with beside arrays that lie row by row.
    """
    return np.asarray(tables.reshape(len(tables), -1).take(np.ravel_multi_index(place, tables.shape[1:]), axis=1))


def tally(index: Ints, size: int, weights: Ints | None = None) -> NDArray[np.int64]:
    """Count (or add up `weights`) by index, shape [size].

    bincount adds in float64: exact while the sums stay below 2**53, which money in minor units of one day does.
    """
    if weights is None:
        return np.bincount(index, minlength=size)
    return np.bincount(index, weights=weights, minlength=size).astype(np.int64)
