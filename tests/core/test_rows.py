"""Queues: nothing is touched before its day, and rows of one day keep their order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simlab.core.rows import Queue, apart, size


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


def test_rows_of_any_shape_come_out_as_they_went_in() -> None:
    """Columns, records of the same kind and records with other columns; some rows only, some columns replaced."""
    wide = Queue({"flag": "i1", "amount": "<i8", "world": "<i4"})
    wide.push({"world": np.arange(4), "amount": np.arange(4) * 10**10, "flag": np.arange(4) % 2}, 1)
    records = wide.pop(1)
    wide.push(records, np.array([3, 2]), np.array([3, 0]), flag=np.array([7, 0, 0, 9]))
    assert {day: {name: column.tolist() for name, column in rows.items()} for day, rows in wide.all_rows()} == {
        2: {"flag": [7], "amount": [0], "world": [0]},
        3: {"flag": [9], "amount": [3 * 10**10], "world": [3]},
    }
    narrow = Queue({"world": "<i2", "reason": "i1"})
    narrow.push(records, 5, reason=np.array([1, 2, 3, 4]))
    assert apart(narrow.pop(5), ("world", "reason"))["reason"].tolist() == [1, 2, 3, 4]


def test_what_waits_cannot_be_written_to() -> None:
    queue = Queue({"number": "<i4"})
    queue.push({"number": np.arange(3)}, 1)
    with pytest.raises(ValueError, match="read-only"):
        queue.pop(1)["number"][0] = 9


def test_a_batch_of_chosen_worlds_keeps_the_order_of_each_worlds_rows() -> None:
    queue = Queue({"world": "<i4", "number": "<i4"})
    queue.push({"world": np.array([1, 0, 1, 2]), "number": np.arange(4)}, 1)
    chosen = queue.of_worlds(np.array([1, 1, 2]), 3).pop(1)
    assert chosen["world"].tolist() == [0, 0, 1, 1, 2]
    assert chosen["number"].tolist() == [0, 2, 0, 2, 3]
