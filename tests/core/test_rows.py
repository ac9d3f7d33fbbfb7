"""Queues: nothing is touched before its day, and rows of one day keep their order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simlab.core.rows import Queue, size


@given(st.lists(st.integers(1, 6), max_size=60))
def test_every_row_comes_out_once_on_its_day(days: list[int]) -> None:
    queue = Queue({"number": "<i4"})
    queue.push({"number": np.arange(len(days))}, np.array(days, dtype=np.int64))
    for day in range(8):
        expected = [number for number, due in enumerate(days) if due == day]
        assert queue.pop(day)["number"].tolist() == expected
    assert not queue.due


def test_a_copy_does_not_see_what_the_other_does() -> None:
    queue = Queue({"number": "<i4"})
    queue.push({"number": np.arange(3)}, np.array([1, 1, 2]))
    other = queue.copy()
    queue.pop(1)
    queue.push({"number": np.arange(5)}, np.full(5, 2))
    assert size(other.pop(1)) == 2
    assert size(other.pop(2)) == 1
