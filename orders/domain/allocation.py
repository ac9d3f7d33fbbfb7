"""First come, first served: scarce stock goes to the orders that arrived first."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Bools, Ints, tally


def scarce_pools(pool: Ints, units: Ints, stock: Ints) -> tuple[Ints, Bools]:
    """Units wanted per stock pool, and which pools hold fewer; pool and units [n], stock [pools]."""
    wanted = tally(pool, stock.size, units)
    return wanted, wanted > stock


def first_come(pool: Ints, arrival: Ints, units: Ints, stock: Ints) -> Ints:
    """Units that each order gets, [n]: what earlier orders left in its pool, up to what it wants.

    The last order served may get fewer than it wants: a shop sells what it still has.
    """
    order = np.lexsort((arrival, pool))
    sorted_pool, sorted_units = pool[order], units[order]
    opens = np.concatenate([[True], sorted_pool[1:] != sorted_pool[:-1]])
    start = np.maximum.accumulate(np.where(opens, np.arange(pool.size), 0))
    before = np.cumsum(sorted_units) - sorted_units
    granted = np.empty(pool.size, dtype=np.int64)
    granted[order] = np.clip(stock[sorted_pool] - (before - before[start]), 0, sorted_units)
    return granted
