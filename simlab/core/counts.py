"""Poisson counts by inversion: exact, one slot per cell, and never falling when the mean rises."""

from __future__ import annotations

import numpy as np

from simlab.core import exact, rng
from simlab.core.arrays import Floats, Ints
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
    """Counts [B, N] with means [B, N] >= 0; `slot` [N] are cell numbers below 2**44.

    The cell is a unit-rate Poisson process watched for `mean`: piece i has its own slot, so a longer watch keeps every earlier piece.
    """
    rest, u = mean.ravel(), rng.uniform(luck, stream, day, slot).ravel()
    large = np.flatnonzero(rest >= _PIECE)
    if not large.size:
        return poisson_quantile(u, rest).reshape(mean.shape)
    cells = mean.shape[1]
    pieces = (rest[large] / _PIECE).astype(np.int64)
    u[large] = rng.uniform(luck, stream, day, slot[large % cells] + (pieces << _PIECE_SHIFT), row=large // cells)
    rest = rest.copy()
    rest[large] -= pieces * _PIECE
    count = poisson_quantile(u, rest)
    np.add.at(count, *_whole_pieces(luck, stream, day, slot, large, pieces, cells))
    return count.reshape(mean.shape)


def _whole_pieces(
    luck: Luck, stream: str, day: int, slot: Ints, large: Ints, pieces: Ints, cells: int
) -> tuple[Ints, Ints]:
    """Cell index and count of every full piece of the cells `large`."""
    cell = np.repeat(large, pieces)
    piece = np.arange(cell.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    u = rng.uniform(luck, stream, day, slot[cell % cells] + (piece << _PIECE_SHIFT), row=cell // cells)
    return cell, np.searchsorted(_full_piece(), u, side="left")


def _full_piece() -> Floats:
    """The distribution function of Poisson(16) at 0, 1, 2, ..."""
    n = np.arange(1, _LARGEST)
    terms = np.concatenate([exact.exp(np.array([-_PIECE])), exact.exp(np.array([-_PIECE])) * np.cumprod(_PIECE / n)])
    return np.cumsum(terms)
