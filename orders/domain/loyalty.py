"""Who comes back: each market has a pool of people of whom few buy often, and stores that keep their promise are remembered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints, Words
from simlab.core.lookup import Edges

GOODWILL_ONE = 256  # goodwill is deliveries in 1/256
_WORD_SHIFT = np.uint64(40)


@dataclass(frozen=True)
class Loyalty:
    """buyer_edges [people]: the draw of 24 bits at which each person of a market's pool begins, heaviest buyers last.

    most_e3: utility of a front that everyone remembers well, in thousandths; 0: nobody remembers. half: deliveries remembered at
    half of it. memory_days: a day forgets 1 part of so many. late_weight: on-time deliveries that make good for one late one.
    """

    buyer_edges: Edges
    most_e3: int
    half: int
    memory_days: int
    late_weight: int


def buyer_no(loyalty: Loyalty, word: Words) -> Ints:
    """The person of the market's pool who buys, [n]."""
    return loyalty.buyer_edges.last_below((word >> _WORD_SHIFT).astype(np.int64))


def worth_e3(loyalty: Loyalty, goodwill: Ints) -> Ints:
    """Utility of being remembered, any shape: rises (or falls below zero) and levels off."""
    return np.asarray(loyalty.most_e3 * goodwill // (np.abs(goodwill) + GOODWILL_ONE * loyalty.half))


def remembered(loyalty: Loyalty, goodwill: Ints, on_time: Ints, late: Ints) -> Ints:
    """Tonight's goodwill: a little is forgotten, today's deliveries are added; any shape."""
    kept = goodwill - goodwill // loyalty.memory_days
    return np.asarray(kept + GOODWILL_ONE * (on_time - loyalty.late_weight * late))
