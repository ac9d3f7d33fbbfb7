"""First come, first served."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orders.domain import allocation, placement


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 50), st.integers(1, 4)), min_size=1, max_size=60),
    st.lists(st.integers(0, 30), min_size=4, max_size=4),
)
def test_each_pool_serves_its_earliest_orders(orders: list[tuple[int, int, int]], stock: list[int]) -> None:
    pool, arrival, units = np.array(orders).T
    granted = allocation.first_come(pool, arrival, units, np.array(stock))
    assert (granted >= 0).all()
    assert (granted <= units).all()
    for number, on_hand in enumerate(stock):
        mine = pool == number
        assert granted[mine].sum() == min(on_hand, units[mine].sum())
        full, left_out = mine & (granted == units), mine & (granted < units)
        if full.any() and left_out.any():
            assert arrival[full].max() <= arrival[left_out].min()


def test_the_last_order_served_gets_what_is_left() -> None:
    granted = allocation.first_come(np.zeros(3, dtype=int), np.array([9, 1, 5]), np.array([1, 2, 3]), np.array([4]))
    assert granted.tolist() == [0, 2, 2]


def test_scarce_pools() -> None:
    wanted, scarce = allocation.scarce_pools(np.array([0, 0, 2]), np.array([1, 3, 1]), np.array([3, 5, 1]))
    assert wanted.tolist() == [4, 0, 1]
    assert scarce.tolist() == [True, False, False]


def test_order_numbers_name_day_place_and_cell() -> None:
    cell_no = placement.cell_number(np.array([255]), np.array([255]), np.array([65535]), np.array([15]))
    slot = placement.order_slot(2047, np.array([65535]), cell_no)
    assert slot[0] == 2**63 - 1
    assert placement.order_day(slot)[0] == 2047


def test_counts_become_orders_world_by_world() -> None:
    cell, place = placement.expand(np.array([2, 0, 0, 3]))
    assert cell.tolist() == [0, 0, 3, 3, 3]
    assert place.tolist() == [0, 1, 0, 1, 2]
    assert placement.sequence(cell // 2, 2).tolist() == [0, 1, 0, 1, 2]
