"""First come, first served: scarce stock goes to the orders that arrived first."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Bools, Ints, tally


def scarce_pools(pool: Ints, stock: Ints) -> tuple[Ints, Bools]:
    """Orders per stock pool, and which pools have fewer units than orders; `stock` [pools], one unit an order."""
    wanted = tally(pool, stock.size)
    return wanted, wanted > stock


def first_come(pool: Ints, arrival: Ints, stock: Ints) -> Bools:
    """Who gets a unit: sort by pool and arrival; the rank within the pool must be below its stock."""
    order = np.lexsort((arrival, pool))
    sorted_pool = pool[order]
    opens = np.concatenate([[True], sorted_pool[1:] != sorted_pool[:-1]])
    start = np.maximum.accumulate(np.where(opens, np.arange(pool.size), 0))
    served = np.empty(pool.size, dtype=bool)
    served[order] = np.arange(pool.size) - start < stock[sorted_pool]
    return served
