"""Parcels of a store, each with its scans so far."""

from __future__ import annotations

from typing import Any

import numpy as np

from logistics.domain.tracking import NO_SCAN, TrackingStatus, tracking_status
from logistics.selectors import PARCEL_COLUMNS, parcels_of_store, scans_of_orders, tracking_names
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.pages import page_of
from simlab.classroom.reads.filters import narrowed
from simlab.classroom.reads.stores import store_key
from simlab.core.states import TrackingEvent

Shown = dict[str, Any]
_COLUMNS = ("id", "order_id", "market", *PARCEL_COLUMNS, "scan")
_EVENTS = np.array([NO_SCAN, *TrackingEvent])


def parcel_page(access: StoreAccess, asked: Shown) -> Shown:
    brief, key = briefing(access.run), store_key(access)
    rows = narrowed(parcels_of_store(key), access, asked)
    if "status" in asked:
        rows = rows.filter(scan__in=_scans_of(asked["status"]))
    page = page_of(rows, _COLUMNS, asked)
    scans = scans_of_orders(key.run_id, (row["order_id"] for row in page.rows))
    return page.shown([_parcel(brief, row, scans.get(row["order_id"], [])) for row in page.rows])


def status_name(scan: int) -> str:
    return TrackingStatus(int(tracking_status(np.array(scan)))).name.lower()


def _scans_of(status: str) -> list[int]:
    """Last scans that mean this status."""
    events = _EVENTS[tracking_status(_EVENTS) == TrackingStatus[status.upper()]]
    return [int(event) for event in events]


def _parcel(brief: Briefing, row: Shown, scans: list[Shown]) -> Shown:
    return {
        "id": str(row["id"]),
        "order": str(row["order_id"]),
        "day": row["day"],
        "date": brief.date_of(row["day"]),
        "market": brief.markets[row["market"]],
        "warehouse": brief.warehouses[row["warehouse"]],
        "service": brief.services[row["service"]],
        **{name: row[name] for name in ("weight_g", "shipping_minor", "duty_minor", "promised_day")},
        "status": status_name(row["scan"]),
        "tracking": tracking_names(row["scan"]),
        "scans": [
            {"day": scan["day"], "date": brief.date_of(scan["day"]), "event": TrackingEvent(scan["event"]).name.lower()}
            for scan in scans
        ],
    }
