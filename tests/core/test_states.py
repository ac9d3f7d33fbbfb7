"""Which order may become what."""

from __future__ import annotations

import numpy as np

from simlab.core.states import OrderStatus, may_change


def test_an_order_is_delivered_after_it_is_dispatched() -> None:
    old = np.array([OrderStatus.AUTHORISED, OrderStatus.DISPATCHED, OrderStatus.DELIVERED, OrderStatus.DECLINED])
    new = np.array([OrderStatus.DELIVERED, OrderStatus.DELIVERED, OrderStatus.RETURNED, OrderStatus.DISPATCHED])
    assert may_change(old, new).tolist() == [False, True, True, False]
