"""Look-ups with a guide find what a search finds."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.lookup import Edges


@pytest.mark.parametrize("edges", [[0], [0, 0, 0, 5, 5, 6, 7, 1 << 20], [0, *range(1, 4000), 1 << 23], [0, 1 << 24]])
def test_the_last_edge_at_or_below_a_number(edges: list[int]) -> None:
    """Edges far apart, crowded in one block of the guide, one upon another, and above all numbers."""
    ascending = np.array(edges, dtype=np.int64)
    near = np.concatenate([ascending - 1, ascending, ascending + 1])
    numbers = np.unique(np.concatenate([near, np.arange(0, 1 << 24, 9973), [(1 << 24) - 1]]))
    numbers = numbers[(numbers >= 0) & (numbers < 1 << 24)]
    found = Edges.of(ascending, 24).last_below(numbers)
    assert np.array_equal(found, np.searchsorted(ascending, numbers, side="right") - 1)
