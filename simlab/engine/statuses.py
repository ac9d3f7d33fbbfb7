"""An order's current status follows from the day's scans and refunds, by one set-based update."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from orders.models import Order
from simlab.core.states import OrderStatus, RefundReason, TrackingEvent
from simlab.engine import bulk
from simlab.runs.rows import Columns, order_ids

UNCHANGED = -1
OF_SCAN: dict[int, int] = {
    TrackingEvent.PICKED_UP: OrderStatus.DISPATCHED,
    TrackingEvent.DELIVERED: OrderStatus.DELIVERED,
    TrackingEvent.LOST: OrderStatus.LOST,
}
OF_REFUND: dict[int, int] = {RefundReason.LOST: OrderStatus.REFUNDED, RefundReason.RETURNED: OrderStatus.RETURNED}


def follow(run_id: int, tables: Mapping[str, Columns]) -> None:
    bulk.set_status(Order, status_changes(run_id, tables))


def status_changes(run_id: int, tables: Mapping[str, Columns]) -> Columns:
    """`id` and `status` of every order whose status changes; of several changes in a day the last one counts."""
    tracking, refund = tables["tracking"], tables["refund"]
    ids = np.concatenate([order_ids(run_id, tracking), order_ids(run_id, refund)])
    status = np.concatenate([_mapped(OF_SCAN, tracking["event"]), _mapped(OF_REFUND, refund["reason"])])
    known = status != UNCHANGED
    ids, status = ids[known], status[known]
    # Statuses are numbered in the order an order lives through them, so the last one is the greatest.
    order = np.lexsort((status, ids))
    ids, status = ids[order], status[order]
    last = np.r_[ids[1:] != ids[:-1], True] if ids.size else np.zeros(0, bool)
    return {"id": ids[last], "status": status[last]}


def _mapped(table: Mapping[int, int], codes: np.ndarray) -> np.ndarray:
    lookup = np.full(max(len(TrackingEvent), max(RefundReason) + 1), UNCHANGED, np.int64)
    lookup[list(table)] = list(table.values())
    return np.asarray(lookup[codes])
