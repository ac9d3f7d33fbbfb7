"""The range of a store never grows beyond its limit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.assortment import Assortment, opened

BITS = st.lists(st.integers(0, 1), min_size=6, max_size=6)


@given(BITS, BITS, st.integers(0, 6))
def test_the_limit_holds_and_closing_always_works(before: list[int], wished: list[int], most: int) -> None:
    was, wish = np.array(before), np.array(wished)
    now = opened(Assortment(max(most, int(was.sum())), was), was[None, None], wish[None, None])[0, 0]
    assert now.sum() <= max(most, was.sum())
    assert (now <= wish).all()
    assert (now >= (was & wish)).all()


def test_new_products_open_in_the_order_of_their_numbers() -> None:
    before, wished = np.array([[[1, 1, 0, 0, 0]]]), np.array([[[1, 0, 1, 1, 1]]])
    assert opened(Assortment(3, before[0, 0]), before, wished).tolist() == [[[1, 0, 1, 1, 0]]]
