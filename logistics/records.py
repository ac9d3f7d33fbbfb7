"""How the day's events become rows of this app."""

from __future__ import annotations

from logistics.models import ComplianceCase, CustomsCase, InboundShipment, Parcel, PurchaseOrder, Receipt, TrackingEvent
from simlab.runs.rows import Table

TABLES = (
    Table(
        event="parcel",
        model=Parcel,
        columns=("warehouse", "service", "weight_g", "shipping_minor", "duty_minor", "promised_day", "market"),
        names_order=True,
    ),
    Table(event="tracking", model=TrackingEvent, columns=("event",), names_order=True),
    Table(event="purchase_order", model=PurchaseOrder, columns=("po_no", "sku", "units", "cost_minor")),
    Table(event="receipt", model=Receipt, columns=("po_no", "sku", "units")),
    Table(event="customs_case", model=CustomsCase, columns=("outcome", "faults", "penalty_minor"), names_order=True),
    Table(event="compliance_case", model=ComplianceCase, columns=("front", "sku", "fine_minor")),
    Table(
        event="inbound_shipment",
        model=InboundShipment,
        columns=(
            *("ship_no", "sku", "origin", "destination", "mode", "event"),
            *("units", "lost_units", "freight_minor", "duty_minor"),
        ),
    ),
)
