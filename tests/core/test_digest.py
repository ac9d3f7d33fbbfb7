"""The byte form names its columns and chains its days."""

from __future__ import annotations

import numpy as np

from simlab.core import digest
from simlab.core.settings import no_decisions

TABLE = {"b": np.array([1, 2]), "a": np.array([3, 4])}


def test_type_and_column_order_do_not_matter() -> None:
    same = {"a": np.array([3, 4], dtype=np.int16), "b": np.array([1, 2], dtype=np.int32)}
    assert digest.table_digest("t", TABLE) == digest.table_digest("t", same)


def test_one_value_one_name_and_one_row_matter() -> None:
    others = [
        ("t", {"a": np.array([3, 5]), "b": np.array([1, 2])}),
        ("u", TABLE),
        ("t", {"a": TABLE["b"], "b": TABLE["a"]}),
        ("t", {"a": np.array([3]), "b": np.array([1])}),
    ]
    assert len({digest.table_digest("t", TABLE), *(digest.table_digest(*other) for other in others)}) == 5


def test_a_day_hangs_on_the_day_before() -> None:
    tables = {"t": digest.table_digest("t", TABLE)}
    first = digest.day_digest(digest.GENESIS, no_decisions(), tables)
    assert digest.day_digest(first, no_decisions(), tables) != first
