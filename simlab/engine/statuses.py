"""An order's current status follows from the day's scans and refunds, by one set-based update."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from logistics.models import TrackingEvent as Tracking
from orders.models import Order
from payments.models import Refund
from simlab.core.states import OrderStatus, RefundReason, TrackingEvent
from simlab.runs.rows import day_range

OF_SCAN = {
    TrackingEvent.PICKED_UP: OrderStatus.DISPATCHED,
    TrackingEvent.DELIVERED: OrderStatus.DELIVERED,
    TrackingEvent.LOST: OrderStatus.LOST,
    TrackingEvent.DESTROYED: OrderStatus.LOST,
    TrackingEvent.DAMAGED: OrderStatus.DAMAGED,
    TrackingEvent.RETURNED_TO_SENDER: OrderStatus.SENT_BACK,
}
OF_REFUND = {
    RefundReason.LOST: OrderStatus.REFUNDED,
    RefundReason.RETURNED: OrderStatus.RETURNED,
    RefundReason.DAMAGED: OrderStatus.REFUNDED,
    RefundReason.SENT_BACK: OrderStatus.REFUNDED,
    RefundReason.SEIZED: OrderStatus.REFUNDED,
}


def _told(
    table: str, column: str, statuses: Mapping[TrackingEvent, OrderStatus] | Mapping[RefundReason, OrderStatus]
) -> str:
    cases = " ".join(f"WHEN {code:d} THEN {status:d}" for code, status in statuses.items())
    codes = ", ".join(f"{code:d}" for code in statuses)
    return (
        f"SELECT order_id, CASE {column} {cases} END AS status FROM {table} "  # noqa: S608
        f"WHERE id >= %s AND id < %s AND {column} IN ({codes})"
    )


# Statuses are numbered in the order an order lives through them, so the last change of a day is the greatest;
# the refund of a broken or returned parcel comes on a later day than its scan.
# Changes come sorted by id, so that pages of the order table are visited once each.
UPDATE = f"""
    UPDATE {Order._meta.db_table} SET status = changed.status
    FROM (
        SELECT order_id, MAX(status) AS status FROM (
            {_told(Tracking._meta.db_table, "event", OF_SCAN)}
            UNION ALL
            {_told(Refund._meta.db_table, "reason", OF_REFUND)}
        ) AS told
        GROUP BY order_id ORDER BY order_id
    ) AS changed
    WHERE {Order._meta.db_table}.id = changed.order_id AND {Order._meta.db_table}.id >= %s AND {Order._meta.db_table}.id < %s
"""  # noqa: S608


def follow(run_id: int, day: int) -> None:
    """Bring the status of every order up to the day's rows."""
    ids = day_range(run_id, day, day)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The rows are minutes old, so the planner knows nothing of them and may read every order of
            # every run; the cost of looking up a day's changes does not grow with the table.
            cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
        cursor.execute(UPDATE, (*ids, *ids, *day_range(run_id, 0, day)))
