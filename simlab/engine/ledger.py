"""The books are checked before they are written."""

from __future__ import annotations

import numpy as np

from simlab.runs.rows import Columns


class LedgerUnbalanced(Exception):  # noqa: N818  it names what happened
    """Debits and credits of a store differ for a cause in a currency; nothing of the day is written."""


def imbalance_minor(entries: Columns) -> int:
    """The sum of what debits and credits differ by, over worlds, stores, causes and currencies."""
    keys = np.stack([entries[name] for name in ("world", "store", "cause", "currency")])
    order = np.lexsort(keys)
    if not order.size:
        return 0
    keys = keys[:, order]
    starts = np.flatnonzero(np.r_[True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)])
    return int(np.abs(np.add.reduceat(entries["amount_minor"][order], starts)).sum())


def check_balanced(entries: Columns) -> None:
    difference = imbalance_minor(entries)
    if difference:
        raise LedgerUnbalanced(f"debits and credits differ by {difference} minor units")
