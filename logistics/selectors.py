"""Reads of parcels: where they are, and how the delivered ones did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from logistics.domain.inbound import DEPARTED, RECEIVED
from logistics.domain.tracking import NO_SCAN as NOT_SCANNED
from logistics.models import ComplianceCase, CustomsCase, InboundShipment, Parcel, PurchaseOrder, Receipt, TrackingEvent
from simlab.core.states import TrackingEvent as Scan
from simlab.runs.rows import RowQuerySet, StoreKey
from simlab.runs.scenario.tables import keyed

Row = dict[str, Any]
PARCEL_COLUMNS = ("day", "warehouse", "service", "weight_g", "shipping_minor", "duty_minor", "promised_day")
SCAN_COLUMNS = ("day", "event")
INSPECTION_COLUMNS = ("day", "outcome", "penalty_minor")
MOST_FINDINGS = 200
_EVENTS = 256  # more kinds of scans than there are
VOCABULARIES = {"seventeen_track": "sub_status", "aftership": "aftership", "upu": "upu"}


def purchases_under_way(key: StoreKey) -> list[Row]:
    """Purchase orders of a store that have not come whole, oldest first, with the units received so far."""
    came = Receipt.objects.of_store(key).order_by().values("po_no").annotate(came=Sum("units"))
    received = dict(came.values_list("po_no", "came"))
    made = PurchaseOrder.objects.of_store(key).order_by("id").values("day", "po_no", "sku", "units", "cost_minor")
    rows = [row | {"received_units": received.get(row["po_no"], 0)} for row in made]
    return [row for row in rows if row["received_units"] < row["units"]]


def consignments_under_way(key: StoreKey) -> list[Row]:
    """Goods in bulk between warehouses, oldest first, with the units received so far; what is known to be lost travels no more."""
    sent = InboundShipment.objects.of_store(key)
    came = sent.filter(event=RECEIVED).order_by().values("ship_no")
    sums = came.annotate(came=Sum("units"), gone=Sum(F("units") + F("lost_units")))
    received = {number: (units, gone) for number, units, gone in sums.values_list("ship_no", "came", "gone")}
    names = ("day", "ship_no", "sku", "origin", "destination", "mode", "units")
    rows = sent.filter(event=DEPARTED).order_by("id").values(*names)
    travelling = [(row, *received.get(row["ship_no"], (0, 0))) for row in rows]
    return [row | {"received_units": units} for row, units, gone in travelling if gone < row["units"]]


def services_of(run_id: int, order_ids: Iterable[int]) -> dict[int, int]:
    """The service of each dispatched order of a run."""
    parcels = Parcel.objects.of_run(run_id).filter(order_id__in=list(order_ids))
    return dict(parcels.values_list("order_id", "service"))


def parcel_of_order(order_id: int) -> Row | None:
    return Parcel.objects.of_order(order_id).values(*PARCEL_COLUMNS).first()


def parcels_of_store(key: StoreKey) -> QuerySet[Any]:
    """All parcels of a store, each with its last `scan` (NOT_SCANNED before the first)."""
    scans = TrackingEvent.objects.of_run(key.run_id).filter(order_id=OuterRef("order_id"))
    last_scan = scans.order_by("-day", "-event").values("event")
    known: QuerySet[Any] = Parcel.objects.of_store(key).annotate(scan=Coalesce(Subquery(last_scan[:1]), NOT_SCANNED))
    return known


def scans_of_orders(run_id: int, order_ids: Iterable[int]) -> dict[int, list[Row]]:
    """The scans of each parcel, the first one first."""
    found: dict[int, list[Row]] = {}
    scans = TrackingEvent.objects.of_run(run_id).filter(order_id__in=list(order_ids)).order_by("day", "event")
    for row in scans.values("order_id", *SCAN_COLUMNS):
        found.setdefault(row["order_id"], []).append(row)
    return found


def scans_of_order(order_id: int) -> list[Row]:
    return list(TrackingEvent.objects.of_order(order_id).order_by("day", "event").values(*SCAN_COLUMNS))


def tracking_names(event: int) -> dict[str, str]:
    """What 17TRACK, AfterShip and the postal union call a scan; empty before the first, and where a vocabulary has no word."""
    if event == NOT_SCANNED:
        return dict.fromkeys(VOCABULARIES, "")
    row = keyed("tracking_events", "event")[Scan(event).name.lower(),]
    return {name: row[column] for name, column in VOCABULARIES.items()}


def parcels_on_their_way(run_id: int, order_ids: Collection[int]) -> list[Row]:
    """Parcels of these orders of a run by market, warehouse and last scan (NOT_SCANNED before the first).

    The ids are given and not asked for within: so PostgreSQL looks them up, where it went through all scans of the run.
    """
    scans = TrackingEvent.objects.of_run(run_id).filter(order_id__in=order_ids).order_by()
    latest = scans.values("order_id").annotate(last=Max(F("day") * _EVENTS + F("event")))
    scan = {row["order_id"]: row["last"] % _EVENTS for row in latest}
    parcels = Parcel.objects.of_run(run_id).filter(order_id__in=order_ids).order_by()
    found = Counter(
        (market, warehouse, scan.get(order_id, NOT_SCANNED))
        for market, warehouse, order_id in parcels.values_list("market", "warehouse", "order_id")
    )
    return [
        {"market": market, "warehouse": warehouse, "scan": last, "parcels": count}
        for (market, warehouse, last), count in found.items()
    ]


def deliveries(run_id: int, *, world: int, store: int, days: tuple[int, int]) -> list[Row]:
    """Parcels of a store delivered on these days (first, last), by market, and how many of them came late."""
    delivered = TrackingEvent.objects.of_days(run_id, *days).filter(world=world, store=store, event=Scan.DELIVERED)
    day_of = dict(delivered.order_by().values_list("order_id", "day"))
    parcels = Parcel.objects.of_run(run_id).filter(order_id__in=list(day_of)).order_by()
    count, late = Counter[int](), Counter[int]()
    for order_id, market, promised_day in parcels.values_list("order_id", "market", "promised_day"):
        count[market] += 1
        late[market] += day_of[order_id] > promised_day
    return [{"market": market, "parcels": count[market], "late": late[market]} for market in sorted(count)]


def held_parcels(run_id: int, *, world: int, store: int, days: tuple[int, int]) -> list[Row]:
    """A store's parcels that customs stopped on these days (first, last) and still holds, the longest held first."""
    scans = TrackingEvent.objects.of_days(run_id, *days)
    ended = scans.filter(order_id=OuterRef("order_id"), event__in=(Scan.RELEASED, Scan.DESTROYED))
    held = scans.filter(world=world, store=store, event=Scan.HELD).filter(~Exists(ended))
    return list(held.order_by("id").values("order_id", "day"))


def customs_cases(run_id: int, *, world: int, store: int) -> list[Row]:
    """A store's latest inspections, newest first."""
    found = CustomsCase.objects.of_run(run_id).filter(world=world, store=store)
    return list(found.order_by("-id").values("order_id", "day", "outcome", "faults", "penalty_minor")[:MOST_FINDINGS])


def customs_cases_of_store(key: StoreKey) -> RowQuerySet:
    return CustomsCase.objects.of_store(key)


def compliance_cases(run_id: int, *, world: int, store: int) -> list[Row]:
    """A store's listings that were found out without a paper, the latest first."""
    found = ComplianceCase.objects.of_run(run_id).filter(world=world, store=store)
    return list(found.order_by("-id").values("day", "front", "sku", "fine_minor")[:MOST_FINDINGS])


def inspection_of_order(order_id: int) -> Row | None:
    return CustomsCase.objects.of_order(order_id).values(*INSPECTION_COLUMNS).first()
