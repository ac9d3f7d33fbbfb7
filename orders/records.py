"""How the day's events become rows of this app."""

from __future__ import annotations

from orders.models import Case, CaseClose, HealthDay, Order, Review, ServiceDay, StoreDay
from simlab.runs.rows import Table

TABLES = (
    Table(
        event="order",
        model=Order,
        columns=(
            "seq",
            "sku",
            "market",
            "method",
            "minute",
            "units",
            "price_minor",
            "tax_minor",
            "status",
            "promised_day",
            "buyer_no",
        ),
        position="seq",
        renamed={"status": "opening_status"},
        current={"status": "status"},
    ),
    Table(event="review", model=Review, columns=("sku", "stars"), names_order=True),
    Table(
        event="health_day",
        model=HealthDay,
        columns=(
            "account",
            "standing",
            "health_e4",
            "strike_e4",
            "order_defect_e6",
            "late_shipment_e6",
            "cancellation_e6",
            "invalid_tracking_e6",
            "late_delivery_e6",
            "slow_reply_e6",
        ),
    ),
    Table(event="service_day", model=ServiceDay, columns=("front", "messages", "slow", "claims")),
    Table(event="case", model=Case, columns=("case_no", "kind", "due_day", "standing_answer"), names_order=True),
    Table(
        event="case_close",
        model=CaseClose,
        columns=("case_no", "answer", "by_team", "refund_minor", "claimed", "bad_review"),
        names_order=True,
    ),
    Table(
        event="store_day",
        model=StoreDay,
        columns=(
            "orders",
            "declined",
            "cancelled",
            "units",
            "sales_minor",
            "ad_spend_minor",
            "shipping_minor",
            "refunds_minor",
            "delivered",
            "late",
            "returned",
            "cash_minor",
            "receivable_minor",
            "stock_minor",
            "pipeline_minor",
            "loan_minor",
            "wealth_minor",
            "rating_sum",
            "rating_count",
        ),
        position="store",
    ),
)
