"""When in the day an order comes: shoppers keep the hours of their own market; the simulated day is a day in UTC+8."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints, Words
from simlab.core.lookup import Edges

MINUTES = 1440
_WORD_SHIFT, _REST_SHIFT = np.uint64(40), np.uint64(24)  # a draw's top 24 bits pick the minute, 40 bits break ties


@dataclass(frozen=True)
class Hours:
    """edges [M * MINUTES]: market << 24 | the draw at which each minute of the day (UTC+8) begins, ascending."""

    edges: Edges


def minute(hours: Hours, market: Ints, word: Words) -> Ints:
    """Minute of the simulated day of each order, [n]; it never falls when the word rises."""
    draw = market.astype(np.int64) << 24 | (word >> _WORD_SHIFT).astype(np.int64)
    return hours.edges.last_below(draw) - market * MINUTES


def arrival(hours: Hours, market: Ints, word: Words) -> Ints:
    """A number by which orders of any market stand in the order of their coming, [n]."""
    return minute(hours, market, word) << 40 | (word >> _REST_SHIFT).astype(np.int64)
