"""Draws of 24 bits cut into the minutes of a day and the people of a pool."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orders.domain.hours import MINUTES
from simlab.core import exact
from simlab.core.arrays import Floats, Ints

_DRAWS = 1 << 24
_HOME_MINUTES = 480  # a simulated day is a day in UTC+8
_GRID, _FAR = 400_000, 40.0  # points of the gamma distribution, and where it ends


def even_edges(count: int) -> Ints:
    """Where each of `count` equally likely things begins, [count]."""
    return -(-np.arange(count, dtype=np.int64) * _DRAWS // count)


def market_minutes(hour_share: Sequence[int], utc_offset_minutes: int) -> Ints:
    """Where each minute of a day in UTC+8 begins in a market that keeps these shares of its own 24 hours, [MINUTES]."""
    local = np.repeat(np.array(hour_share, dtype=np.int64), MINUTES // 24)
    home = np.roll(local, _HOME_MINUTES - utc_offset_minutes)
    before = np.cumsum(home) - home
    return np.asarray(-(-before * _DRAWS // home.sum()))


def pool_edges(people: int, shape: float) -> Ints:
    """Where each person of a pool begins when buying rates are gamma of this shape (NBD model), [people], rarest buyers first.

    A purchase is made by someone whose rate is gamma of shape + 1, so person number p begins at the share of purchases
    F(shape + 1) at the p-quantile of F(shape). Both are sums over y = x ** shape, in which the density has no pole.
    """
    top = float(exact.exp(np.array([shape]) * exact.log(np.array([_FAR])))[0])
    y = (np.arange(_GRID) + 0.5) * (top / _GRID)
    x = exact.exp(exact.log(y) / shape)
    density = exact.exp(-x)
    share_of_people, share_of_orders = _cumulated(density), _cumulated(x * density)
    place = np.searchsorted(share_of_people, np.arange(people) / people, side="right") - 1
    edges = np.rint(share_of_orders[place] * _DRAWS).astype(np.int64)
    edges[0] = 0
    return edges


def spread_pool_edges(people: int, spread: float) -> Ints:
    """Where each person of a pool begins when the logarithms of buying rates are normal with this deviation, [people], rarest first.

    The best tenth of real wholesale buyers order more than gamma rates allow; docs/fidelity.md.
    """
    rate = exact.exp(spread * exact.normal_quantile((np.arange(people) + 0.5) / people))
    return np.asarray(np.rint(_cumulated(rate)[:-1] * _DRAWS), dtype=np.int64)


def _cumulated(weight: Floats) -> Floats:
    """Share of the whole before each point, from 0."""
    total = np.cumsum(weight)
    return np.concatenate([[0.0], total / total[-1]])
