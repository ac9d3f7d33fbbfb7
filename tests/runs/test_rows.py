from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orders.records import TABLES as ORDER_TABLES
from payments.records import TABLES as PAYMENT_TABLES
from simlab.runs.rows import Table, row_id

ORDER = next(table for table in ORDER_TABLES if table.event == "order")
REFUND = next(table for table in PAYMENT_TABLES if table.event == "refund")


def events(table: Table, **given_columns: list[int]) -> dict[str, np.ndarray]:
    size = len(next(iter(given_columns.values())))
    blank = {name: np.zeros(size, np.int64) for name in table.event_columns}
    return blank | {name: np.array(values, np.int64) for name, values in given_columns.items()}


def test_an_order_is_named_by_run_day_world_and_number() -> None:
    rows = ORDER.to_rows(5, 9, events(ORDER, world=[0, 0, 1], seq=[0, 1, 0]))
    expected = [row_id(run_id=5, day=9, world=world, position=seq) for world, seq in ((0, 0), (0, 1), (1, 0))]
    assert rows["id"].tolist() == expected


def test_rows_of_other_tables_are_numbered_within_their_world() -> None:
    rows = REFUND.to_rows(5, 9, events(REFUND, world=[0, 0, 2, 2, 2]))
    expected = [
        row_id(run_id=5, day=9, world=world, position=at) for world, at in ((0, 0), (0, 1), (2, 0), (2, 1), (2, 2))
    ]
    assert rows["id"].tolist() == expected


def test_a_refund_names_its_order_by_the_orders_own_id() -> None:
    rows = REFUND.to_rows(5, 9, events(REFUND, world=[1], order_day=[4], seq=[17]))
    assert rows["order_id"].tolist() == [row_id(run_id=5, day=4, world=1, position=17)]


def test_the_status_now_starts_as_the_status_at_the_first_close() -> None:
    rows = ORDER.to_rows(1, 0, events(ORDER, seq=[0, 1], status=[2, 3]))
    assert rows["opening_status"].tolist() == rows["status"].tolist() == [2, 3]


def test_events_are_put_into_the_order_of_their_ids() -> None:
    ordered = ORDER.in_id_order(events(ORDER, world=[1, 0, 0], seq=[0, 1, 0], sku=[7, 8, 9]))
    assert ordered["sku"].tolist() == [9, 8, 7]
    kept = REFUND.in_id_order(events(REFUND, world=[1, 0, 0], seq=[1, 2, 3]))
    assert kept["seq"].tolist() == [2, 3, 1]


@given(st.lists(st.tuples(st.integers(0, 127), st.integers(0, 2047), st.integers(0, (1 << 21) - 1)), max_size=30))
def test_events_come_back_from_their_rows(named: list[tuple[int, int, int]]) -> None:
    world, order_day, seq = ([row[at] for row in named] for at in range(3))
    made = REFUND.in_id_order(events(REFUND, world=world, order_day=order_day, seq=seq))
    back = REFUND.to_events(REFUND.to_rows(3, 2047, made))
    assert all((back[name] == made[name]).all() for name in REFUND.event_columns)


def test_the_greatest_id_still_fits_a_bigint() -> None:
    assert row_id(run_id=(1 << 24) - 1, day=2047, world=127, position=(1 << 21) - 1) == (1 << 63) - 1
