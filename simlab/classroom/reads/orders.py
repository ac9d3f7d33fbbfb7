"""Orders of a store with what the other rooms know of them: buyer, parcel, payment, refund."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from logistics.domain.tracking import NO_SCAN
from logistics.selectors import parcel_of_order, scans_of_order, services_of, tracking_names
from orders.selectors import ORDER_COLUMNS, buyers, order_of_store, orders_of_store, review_of_order
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.pages import page_of
from simlab.classroom.reads.filters import narrowed
from simlab.classroom.reads.parcels import status_name
from simlab.classroom.reads.stores import store_key
from simlab.classroom.reads.timeline import Story, timeline
from simlab.core.states import OrderStatus

Shown = dict[str, Any]
_NOBODY = {"name": "", "city": "", "address": "", "language": ""}


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
        "timeline": timeline(brief, access.run, Story(row, parcel, scans, review)),
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
