"""Reads of one order's money, and of a store's disputes."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum

from payments.models import Approval, Dispute, DisputeStep, LedgerEntry, Payment, Payout, Refund, Transfer
from simlab.runs.rows import RowQuerySet, StoreKey, row_id

Row = dict[str, Any]
PAYMENT_COLUMNS = ("day", "method", "status", "decline_code", "amount_minor")
REFUND_COLUMNS = ("day", "reason", "amount_minor")
DISPUTE_COLUMNS = (
    "day", "order_id", "dispute_no", "ground", "code", "proofs", "amount_minor", "fee_minor", "currency", "due_day",
)  # fmt: skip
STEP_COLUMNS = ("day", "dispute_no", "state", "evidence", "odds_e4", "amount_minor", "fee_minor")
MOST_DISPUTES = 200


def payments_of_store(key: StoreKey) -> RowQuerySet:
    return Payment.objects.of_store(key)


def refunds_of_store(key: StoreKey) -> RowQuerySet:
    return Refund.objects.of_store(key)


def payouts_of_store(key: StoreKey) -> RowQuerySet:
    return Payout.objects.of_store(key)


def transfers_of_store(key: StoreKey) -> RowQuerySet:
    return Transfer.objects.of_store(key)


def ledger_of_store(key: StoreKey) -> RowQuerySet:
    return LedgerEntry.objects.of_store(key)


def disputes_opened(key: StoreKey) -> RowQuerySet:
    return Dispute.objects.of_store(key)


def dispute_steps_of_store(key: StoreKey) -> RowQuerySet:
    return DisputeStep.objects.of_store(key)


def account_sums(key: StoreKey, last_day: int) -> list[Row]:
    """What lies on each account in each currency after a day, by account."""
    lines = ledger_of_store(key).filter(id__lt=row_id(run_id=key.run_id, day=last_day + 1))
    sums = lines.order_by().values("account", "currency").annotate(amount_minor=Sum("amount_minor"))
    return list(sums.order_by("account", "currency"))


def account_days(key: StoreKey, accounts: list[int]) -> list[tuple[int, int, int, int]]:
    """Day, account, currency and the sum booked there, of these accounts."""
    lines = ledger_of_store(key).filter(account__in=accounts).order_by().values("day", "account", "currency")
    sums = lines.annotate(booked_minor=Sum("amount_minor"))
    return list(sums.values_list("day", "account", "currency", "booked_minor"))


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


def disputes_of_store(run_id: int, *, world: int, store: int) -> list[Row]:
    """A store's latest disputes, newest first, each with its `steps` in their order."""
    own = {"world": world, "store": store}
    opened = Dispute.objects.of_run(run_id).filter(**own).order_by("-id")
    rows = list(opened.values(*DISPUTE_COLUMNS)[:MOST_DISPUTES])
    numbers = [row["dispute_no"] for row in rows]
    steps: dict[int, list[Row]] = {number: [] for number in numbers}
    taken = DisputeStep.objects.of_run(run_id).filter(**own, dispute_no__in=numbers)
    for step in taken.order_by("id").values(*STEP_COLUMNS):
        steps[step["dispute_no"]].append(step)
    return [row | {"steps": steps[row["dispute_no"]]} for row in rows]


def open_dispute_numbers(key: StoreKey) -> list[int]:
    """Numbers of a store's disputes that are neither answered nor over."""
    answered = DisputeStep.objects.of_store(key).values("dispute_no")
    waiting = Dispute.objects.of_store(key).exclude(dispute_no__in=answered)
    return list(waiting.values_list("dispute_no", flat=True))


def dispute_of_order(order_id: int) -> list[Row]:
    """When an order was disputed and on what ground, and how that went on; nothing if it never was."""
    opened = list(Dispute.objects.of_order(order_id).values("day", "ground", "amount_minor"))
    return opened + list(DisputeStep.objects.of_order(order_id).order_by("id").values("day", "state", "amount_minor"))
