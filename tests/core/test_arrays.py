"""Look-ups in tables of every world."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import looked_up


def test_every_world_looks_into_its_own_table() -> None:
    tables = np.arange(12).reshape(2, 2, 3)
    assert looked_up(tables, np.array([[5, 0, 0], [1, 2, 5]])).tolist() == [[5, 0, 0], [7, 8, 11]]
