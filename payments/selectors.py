"""Reads of one order's money."""

from __future__ import annotations

from typing import Any

from payments.models import Approval, Payment, Refund

Row = dict[str, Any]
PAYMENT_COLUMNS = ("day", "method", "status", "decline_code")
REFUND_COLUMNS = ("day", "reason", "amount_minor")


def payments_of_order(run_id: int, *, order_id: int, day: int) -> list[Row]:
    """The attempts to pay, all on the day of the order."""
    payments = Payment.objects.of_days(run_id, day, day).filter(order_id=order_id)
    return list(payments.order_by("id").values(*PAYMENT_COLUMNS))


def approval_of_order(run_id: int, *, order_id: int, first_day: int, last_day: int) -> Row | None:
    """When a payment came in, if it has, in a scenario in which that takes its time."""
    approvals = Approval.objects.of_days(run_id, first_day, last_day).filter(order_id=order_id)
    return approvals.values("day", "instalments").first()


def refunds_of_order(order_id: int) -> list[Row]:
    return list(Refund.objects.of_order(order_id).order_by("id").values(*REFUND_COLUMNS))
