"""Poisson counts by inversion: exact, one slot per cell, and never falling when the mean rises."""

from __future__ import annotations

from functools import cache

import numpy as np

from simlab.core import exact, rng
from simlab.core.arrays import Floats, Ints
from simlab.core.lookup import Edges
from simlab.core.rng import Luck

_PIECE = 16.0  # a mean is cut into pieces of this length of a unit-rate Poisson process
_LARGEST = 120  # P(Poisson(16) > 120) is below 1e-60
_SURELY_NONE = 1.0 - 2.0**-40  # leaves room for the last bits of an exponential
_PIECE_SHIFT = np.int64(44)  # pieces are numbered above the cell numbers


def poisson_quantile(u: Floats, mean: Floats) -> Ints:
    """The smallest n with P(Poisson(mean) <= n) >= u, elementwise on flat arrays, for means up to about 16."""
    count = np.zeros(u.shape, dtype=np.int64)
    # most cells stay empty, and 1 - mean <= exp(-mean) says so without the exponential
    open_ = np.flatnonzero(u + mean > _SURELY_NONE)
    u, mean = u[open_], mean[open_]
    term = exact.exp(-mean)
    total = term.copy()
    for n in range(1, _LARGEST):
        keep = np.flatnonzero(u > total)
        if not keep.size:
            break
        open_, u, mean, term, total = open_[keep], u[keep], mean[keep], term[keep], total[keep]
        count[open_] = n
        term *= mean / n
        total += term
    return count


def poisson(luck: Luck, stream: str, day: int, slot: Ints, mean: Floats) -> Ints:
    """Counts [B, N] with means [B, N] >= 0; `slot` [N] are cell numbers below 2**44."""
    count = np.zeros(mean.shape, dtype=np.int64)
    some = np.flatnonzero(mean > 0)
    row = some // mean.shape[1]
    cell = some - row * mean.shape[1]
    count.ravel()[some] = poisson_rows(luck, stream, day, slot[cell], mean.ravel()[some], row)
    return count


def poisson_rows(luck: Luck, stream: str, day: int, slot: Ints, mean: Floats, row: Ints) -> Ints:
    """Counts [n] of cells `slot` in worlds `row`.

    The cell is a unit-rate Poisson process watched for `mean`: piece i has its own slot, so a longer watch keeps every earlier piece.
    """
    large = np.flatnonzero(mean >= _PIECE)
    if not large.size:
        return poisson_quantile(rng.uniform(luck, stream, day, slot, row=row), mean)
    pieces = (mean / _PIECE).astype(np.int64)
    u = rng.uniform(luck, stream, day, slot + (pieces << _PIECE_SHIFT), row=row)
    count = poisson_quantile(u, mean - pieces * _PIECE)
    np.add.at(count, *_whole_pieces(luck, stream, day, slot[large], pieces[large], large, row))
    return count


def _whole_pieces(
    luck: Luck, stream: str, day: int, slot: Ints, pieces: Ints, large: Ints, row: Ints
) -> tuple[Ints, Ints]:
    """Cell number and count of every full piece of the cells `large`."""
    cell = np.repeat(large, pieces)
    piece = np.arange(cell.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    bits = rng.words(luck, stream, day, np.repeat(slot, pieces) + (piece << _PIECE_SHIFT), row=row[cell])
    return cell, _full_piece().last_below((bits >> np.uint64(64 - rng.UNIFORM_BITS)).astype(np.int64))


@cache
def _full_piece() -> Edges:
    """The first draw of each count of Poisson(16): where its uniform number passes the distribution function of the count before."""
    n = np.arange(1, _LARGEST)
    terms = np.concatenate([exact.exp(np.array([-_PIECE])), exact.exp(np.array([-_PIECE])) * np.cumprod(_PIECE / n)])
    # a draw d stands for the number (d + 1/2) / 2**bits
    passed = np.floor(np.cumsum(terms) * 2.0**rng.UNIFORM_BITS + 0.5)
    return Edges.of(np.concatenate([[0], passed.astype(np.int64)]), rng.UNIFORM_BITS)
