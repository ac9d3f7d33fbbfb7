"""One store as its team sees it: figures, days, parcels."""

from __future__ import annotations

from collections import Counter
from typing import Any

from logistics.selectors import NOT_SCANNED, deliveries, parcels_on_their_way
from orders.selectors import open_order_ids, store_days
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.figures import WINDOW_DAYS, kpis, net_orders, rating_e2
from simlab.core.states import TrackingEvent
from simlab.runs.rows import StoreKey

Shown = dict[str, Any]
_DAY_COLUMNS = (
    "day", "sales_minor", "ad_spend_minor", "units", "delivered", "late", "cash_minor", "stock_minor", "wealth_minor",
)  # fmt: skip
_STAGE_AFTER = {
    NOT_SCANNED: "pick_up",
    TrackingEvent.PICKED_UP: "export",
    TrackingEvent.EXPORTED: "line_haul",
    TrackingEvent.ARRIVED: "last_mile",
    TrackingEvent.HELD: "import_hold",
    TrackingEvent.RELEASED: "last_mile",
    TrackingEvent.ATTEMPT_FAILED: "redelivery",
    TrackingEvent.AWAITING_PICKUP: "pickup_point",
    TrackingEvent.REFUSED: "return_home",
    TrackingEvent.NOT_COLLECTED: "return_home",
}


def store_key(access: StoreAccess) -> StoreKey:
    return StoreKey(run_id=access.standing.run, world=access.standing.world, store=access.standing.number)


def summary(access: StoreAccess) -> Shown:
    brief, days = briefing(access.run), store_days(store_key(access))
    last = days[-1]["day"] if days else -1
    return {
        "day": last,
        "date": brief.date_of(last),
        "currency": brief.home_currency,
        "kpis": kpis(days, brief.opening),
    }


def days(access: StoreAccess) -> list[Shown]:
    brief = briefing(access.run)
    return [
        {name: row[name] for name in _DAY_COLUMNS}
        | {"date": brief.date_of(row["day"]), "orders": net_orders(row), "rating_e2": rating_e2(row)}
        for row in store_days(store_key(access))
    ]


def shipments(access: StoreAccess) -> Shown:
    run, place = access.run, {"world": access.standing.world, "store": access.standing.number}
    brief = briefing(run)
    delivered = deliveries(run.pk, days=(max(run.day - WINDOW_DAYS, 0), run.day), **place)
    return {
        "open": _open(brief, parcels_on_their_way(access.run.pk, open_order_ids(store_key(access)))),
        "delivered_7d": [row | {"market": brief.markets[row["market"]]} for row in delivered],
    }


def _open(brief: Briefing, rows: list[Shown]) -> list[Shown]:
    """Counts by market, warehouse and the stage that the last scan opened."""
    parcels: Counter[tuple[int, int, str]] = Counter()
    for row in rows:
        parcels[row["market"], row["warehouse"], _stage(brief, row)] += row["parcels"]
    return [
        {"market": brief.markets[market], "warehouse": brief.warehouses[warehouse], "stage": stage, "parcels": number}
        for (market, warehouse, stage), number in sorted(parcels.items())
    ]


def _stage(brief: Briefing, row: Shown) -> str:
    if brief.abroad[row["warehouse"]] and row["scan"] == TrackingEvent.PICKED_UP:
        return "last_mile"
    return _STAGE_AFTER[row["scan"]]
