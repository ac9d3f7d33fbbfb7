"""Orders of a store with what the other rooms know of them: buyer, parcel, payment, refund."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from logistics.domain.clearance import Outcome
from logistics.domain.tracking import NO_SCAN
from logistics.selectors import inspection_of_order, parcel_of_order, scans_of_order, services_of, tracking_names
from orders.domain.cases import Answer, CaseKind
from orders.selectors import ORDER_COLUMNS, buyers, case_of_order, order_of_store, orders_of_store, review_of_order
from payments.selectors import approval_of_order, dispute_of_order, payments_of_order, refunds_of_order
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.pages import page_of
from simlab.classroom.reads.filters import narrowed
from simlab.classroom.reads.money import decline_code
from simlab.classroom.reads.parcels import status_name
from simlab.classroom.reads.stores import store_key
from simlab.core.states import DisputeGround, DisputeState, OrderStatus, PaymentStatus, RefundReason, TrackingEvent
from simlab.runs.models import Run

Shown = dict[str, Any]
_NOBODY = {"name": "", "city": "", "address": "", "language": ""}
_PARTS_OF_A_DAY = ("order", "payment", "parcel", "tracking", "customs", "case", "dispute", "refund", "review")


def order_page(access: StoreAccess, asked: dict[str, Any]) -> Shown:
    brief = briefing(access.run)
    rows = narrowed(orders_of_store(store_key(access)), access, asked, {"status": OrderStatus})
    page = page_of(rows, ORDER_COLUMNS, asked)
    named, services = buyers(access.run.pk, page.rows), services_of(access.run.pk, (row["id"] for row in page.rows))
    return page.shown([_order_row(brief, row, named, services) for row in page.rows])


def order_detail(access: StoreAccess, order_id: int) -> Shown:
    brief, run_id = briefing(access.run), access.run.pk
    row = order_of_store(store_key(access), order_id)
    if row is None:
        raise Http404
    named, parcel, review = buyers(run_id, [row]), parcel_of_order(order_id), review_of_order(order_id)
    scans = scans_of_order(order_id)
    services = {order_id: parcel["service"]} if parcel else {}
    return _order_row(brief, row, named, services) | {
        "buyer": _buyer(row, named, "name", "city", "address", "language"),
        "payment_method": brief.methods[row["market"]][row["method"]],
        "stars": review["stars"] if review else None,
        "parcel": _parcel(brief, parcel, scans[-1]["event"] if scans else NO_SCAN),
        "timeline": _timeline(brief, row, access.run, parcel=parcel, scans=scans, review=review),
    }


def _order_row(brief: Briefing, row: Shown, named: dict[tuple[int, int], Shown], services: dict[int, int]) -> Shown:
    service = services.get(row["id"])
    return {
        "id": str(row["id"]),
        "day": row["day"],
        "date": brief.date_of(row["day"]),
        "sku": brief.skus[row["sku"]],
        "market": brief.markets[row["market"]],
        "buyer": _buyer(row, named, "name", "city"),
        "units": row["units"],
        "price_minor": row["price_minor"],
        "tax_minor": row["tax_minor"],
        "currency": brief.currencies[row["market"]],
        "status": OrderStatus(row["status"]).name.lower(),
        "promised_day": row["promised_day"] if row["promised_day"] >= 0 else None,
        "service": None if service is None else brief.services[service],
    }


def _buyer(row: Shown, named: dict[tuple[int, int], Shown], *fields: str) -> Shown:
    buyer = named.get((row["market"], row["buyer_no"]), _NOBODY)
    return {field: buyer[field] for field in fields}


def _parcel(brief: Briefing, parcel: Shown | None, last_scan: int) -> Shown | None:
    if parcel is None:
        return None
    return {
        "warehouse": brief.warehouses[parcel["warehouse"]],
        "service": brief.services[parcel["service"]],
        "weight_g": parcel["weight_g"],
        "shipping_minor": parcel["shipping_minor"],
        "duty_minor": parcel["duty_minor"],
        "tracking_status": status_name(last_scan),
        "tracking": tracking_names(last_scan),
    }


def _timeline(
    brief: Briefing, row: Shown, run: Run, *, parcel: Shown | None, scans: list[Shown], review: Shown | None
) -> list[Shown]:
    """What happened to an order, day by day, in the order in which a day runs."""
    order_id, day, run_id = row["id"], row["day"], run.pk
    happened = [(day, "order", "placed")]
    attempts = payments_of_order(run_id, order_id=order_id, day=day)
    reasons = {
        ("payment", PaymentStatus(attempt["status"]).name.lower()): decline_code(attempt["decline_code"])
        for attempt in attempts
    }
    if row["opening_status"] == OrderStatus.CANCELLED:
        happened.append((day, "parcel", "cancelled"))
    happened += [(paid["day"], "payment", PaymentStatus(paid["status"]).name.lower()) for paid in attempts]
    approval = approval_of_order(run_id, order_id=order_id, first_day=day, last_day=run.day)
    happened += [(approval["day"], "payment", "approved")] if approval else []
    happened += [(parcel["day"], "parcel", "allocated")] if parcel else []
    happened += [(scan["day"], "tracking", TrackingEvent(scan["event"]).name.lower()) for scan in scans]
    happened += [
        (refund["day"], "refund", f"refunded_{RefundReason(refund['reason']).name.lower()}")
        for refund in refunds_of_order(order_id)
    ]
    happened += [(review["day"], "review", f"stars_{review['stars']}")] if review else []
    happened += _disputed(order_id)
    happened.sort(key=lambda entry: (entry[0], _PARTS_OF_A_DAY.index(entry[1])))
    return [
        {"day": at, "date": brief.date_of(at), "kind": kind, "code": code, "reason": reasons.get((kind, code))}
        for at, kind, code in happened
    ]


def _disputed(order_id: int) -> list[tuple[int, str, str]]:
    """What customs found in the parcel, the case that its buyer made of it, and the dispute at the bank."""
    inspected, case = inspection_of_order(order_id), case_of_order(order_id)
    happened = [(inspected["day"], "customs", Outcome(inspected["outcome"]).name.lower())] if inspected else []
    if case:
        happened.append((case["day"], "case", CaseKind(case["kind"]).name.lower()))
    if case and case["end"]:
        happened.append((case["end"]["day"], "case", Answer(case["end"]["answer"]).name.lower()))
    for step in dispute_of_order(order_id):
        opened = "ground" in step
        code = (
            f"disputed_{DisputeGround(step['ground']).name}"
            if opened
            else f"dispute_{DisputeState(step['state']).name}"
        )
        happened.append((step["day"], "dispute", code.lower()))
    return happened
