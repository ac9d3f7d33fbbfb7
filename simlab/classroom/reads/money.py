"""Money of a store as it moved: attempts to pay, refunds, settlements of marketplaces and payouts of the payment provider."""

from __future__ import annotations

from typing import Any

from orders.selectors import goods_of_orders
from payments.selectors import payments_of_store, payouts_of_store, refunds_of_store, transfers_of_store
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.pages import page_of
from simlab.classroom.reads.filters import narrowed
from simlab.classroom.reads.stores import store_key
from simlab.core.states import PaymentStatus, RefundReason, Refusal

Shown = dict[str, Any]
_ROW = ("id", "day")
_MONEY = ("amount_minor", "currency")


def payment_page(access: StoreAccess, asked: Shown) -> Shown:
    brief, key = briefing(access.run), store_key(access)
    rows = narrowed(payments_of_store(key), access, asked, {"status": PaymentStatus})
    page = page_of(rows, (*_ROW, "order_id", "method", "status", "decline_code", *_MONEY), asked)
    goods = goods_of_orders(key.run_id, (row["order_id"] for row in page.rows))
    return page.shown(
        [
            _moved(brief, row)
            | {
                "order": str(row["order_id"]),
                "method": brief.methods[goods[row["order_id"]]["market"]][row["method"]],
                "status": PaymentStatus(row["status"]).name.lower(),
                "decline_code": decline_code(row["decline_code"]),
            }
            for row in page.rows
        ]
    )


def decline_code(number: int) -> str | None:
    """The two digits of an issuer, or why the store's own site did not ask one."""
    if not number:
        return None
    return Refusal(number).name.lower() if number in set(Refusal) else f"{number:02d}"


def refund_page(access: StoreAccess, asked: Shown) -> Shown:
    brief = briefing(access.run)
    rows = narrowed(refunds_of_store(store_key(access)), access, asked, {"reason": RefundReason})
    page = page_of(rows, (*_ROW, "order_id", "reason", *_MONEY), asked)
    return page.shown(
        [
            _moved(brief, row) | {"order": str(row["order_id"]), "reason": RefundReason(row["reason"]).name.lower()}
            for row in page.rows
        ]
    )


def payout_page(access: StoreAccess, asked: Shown) -> Shown:
    brief = briefing(access.run)
    rows = narrowed(payouts_of_store(store_key(access)), access, asked)
    page = page_of(rows, (*_ROW, *_MONEY, "rate_e8", "received_minor"), asked)
    return page.shown(
        [_moved(brief, row) | {name: row[name] for name in ("rate_e8", "received_minor")} for row in page.rows]
    )


def transfer_page(access: StoreAccess, asked: Shown) -> Shown:
    brief = briefing(access.run)
    rows = narrowed(transfers_of_store(store_key(access)), access, asked)
    names = ("rail", "fee_minor", "landed_currency", "landed_minor", "due_day")
    page = page_of(rows, (*_ROW, *_MONEY, *names), asked)
    return page.shown([_transfer(brief, row, access.run.day) for row in page.rows])


def _transfer(brief: Briefing, row: Shown, day: int) -> Shown:
    return _moved(brief, row) | {
        "rail": brief.rails[row["rail"]],
        "fee_minor": row["fee_minor"],
        "landed_minor": row["landed_minor"],
        "landed_currency": brief.currency_codes[row["landed_currency"]],
        # a payout may be held for review; nobody knows for how long
        "arrived_day": row["due_day"] if row["due_day"] < day else None,
    }


def _moved(brief: Briefing, row: Shown) -> Shown:
    return {
        "id": str(row["id"]),
        "day": row["day"],
        "date": brief.date_of(row["day"]),
        "amount_minor": row["amount_minor"],
        "currency": brief.currency_codes[row["currency"]],
    }
