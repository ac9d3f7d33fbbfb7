"""What a day leaves behind: tables of integer columns. Forks record nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from simlab.core.arrays import Bools

# columns besides world and store; the database tables have the same ones (see each app's records.py)
TABLES: dict[str, tuple[str, ...]] = {
    "order": (
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
    "payment": ("order_day", "seq", "method", "amount_minor", "status", "decline_code", "currency"),
    "approval": ("order_day", "seq", "method", "instalments"),
    "parcel": (
        "order_day",
        "seq",
        "warehouse",
        "service",
        "weight_g",
        "shipping_minor",
        "duty_minor",
        "promised_day",
        "market",
    ),
    "tracking": ("order_day", "seq", "event"),
    "refund": ("order_day", "seq", "reason", "amount_minor", "currency"),
    "review": ("order_day", "seq", "sku", "stars"),
    "purchase_order": ("po_no", "sku", "units", "cost_minor"),
    "receipt": ("po_no", "sku", "units"),
    "inbound_shipment": (
        *("ship_no", "sku", "origin", "destination", "mode", "event"),
        *("units", "lost_units", "freight_minor", "duty_minor"),
    ),
    "payout": ("currency", "amount_minor", "rate_e8", "received_minor"),
    "health_day": (
        *("account", "standing", "health_e4", "strike_e4", "order_defect_e6", "late_shipment_e6"),
        *("cancellation_e6", "invalid_tracking_e6", "late_delivery_e6", "slow_reply_e6"),
    ),
    "service_day": ("front", "messages", "slow", "claims"),
    "conduct_event": ("shortcut", "step", "amount", "penalty_minor"),
    "grant": ("programme", "step", "amount_minor"),
    "case": ("order_day", "seq", "case_no", "kind", "due_day", "standing_answer"),
    "case_close": ("order_day", "seq", "case_no", "answer", "by_team", "refund_minor", "claimed", "bad_review"),
    "ledger": ("cause", "currency", "account", "amount_minor"),
    "store_day": (
        *(
            "orders",
            "declined",
            "cancelled",
            "units",
            "sales_minor",
            "ad_spend_minor",
            "shipping_minor",
            "refunds_minor",
        ),
        *(
            "delivered",
            "late",
            "returned",
            "cash_minor",
            "receivable_minor",
            "stock_minor",
            "pipeline_minor",
            "loan_minor",
        ),
        *("wealth_minor", "rating_sum", "rating_count"),
    ),
    # customs
    "customs_case": ("order_day", "seq", "outcome", "faults", "penalty_minor"),
    "compliance_case": ("front", "sku", "fine_minor"),
    # payments
    "transfer": (*("rail", "currency", "amount_minor", "fee_minor", "landed_currency", "landed_minor", "due_day"),),
    "dispute": (
        *("order_day", "seq", "dispute_no", "ground", "code", "proofs"),
        *("amount_minor", "fee_minor", "currency", "due_day"),
    ),
    "dispute_step": ("order_day", "seq", "dispute_no", "state", "evidence", "odds_e4", "amount_minor", "fee_minor"),
    "monitoring_month": ("fraud", "disputes", "settled", "months_left", "fine_minor"),
    "deal": ("deal", "currency", "amount_minor", "home_minor", "rate_e8"),
    "campaign_day": (
        "market",
        "channel",
        "category",
        "impressions",
        "clicks",
        "ad_orders",
        "spend_minor",
        "shown_e4",
        "organic_rank",
        "personal_clicks",
    ),
    "coupon_day": ("market", "channel", "sku", "orders", "redeemed", "cost_minor"),
    "listing_test_day": ("market", "channel", "sku", "variant", "shoppers", "orders"),
}

# tables of things that only some scenarios have; a day without rows has no such table, so their digests stay as they are
OPTIONAL: frozenset[str] = frozenset(
    {
        "approval",
        "inbound_shipment",
        # customs
        "compliance_case",
        "customs_case",
        # payments
        "deal",
        "dispute",
        "dispute_step",
        "monitoring_month",
        "transfer",
        # service, platform, ethics, policy
        "health_day",
        "service_day",
        "case",
        "case_close",
        # marketing
        "campaign_day",
        "coupon_day",
        "conduct_event",
        "grant",
        "listing_test_day",
    }
)


@dataclass
class Events:
    """The day's tables, and every decision row that took effect (teams' and rivals')."""

    decisions: np.ndarray
    tables: dict[str, dict[str, np.ndarray]] = field(default_factory=dict)
    _chunks: dict[str, list[dict[str, np.ndarray]]] = field(default_factory=dict)

    def add(self, table: str, recorded: Bools | None, **columns: np.ndarray) -> None:
        """Rows of the recorded stores [S]; None keeps all. A column may be one number for all rows; no other may be written to again."""
        rows = len(columns["store"])
        keep = None if recorded is None or recorded.all() else np.flatnonzero(recorded[columns["store"]])
        chunk = {}
        for name in ("world", "store", *TABLES[table]):
            column = np.broadcast_to(columns[name], rows) if columns[name].ndim == 0 else columns[name]
            chunk[name] = np.ascontiguousarray(column if keep is None else column.take(keep), dtype=np.int64)
        self._chunks.setdefault(table, []).append(chunk)

    def close(self) -> None:
        """Put the chunks of each table together; the rows of each world stand in the order of their making."""
        for table, columns in TABLES.items():
            chunks = self._chunks.pop(table, [])
            if table in OPTIONAL and not any(chunk["store"].size for chunk in chunks):
                continue
            if len(chunks) == 1:
                self.tables[table] = chunks[0]
                continue
            self.tables[table] = {
                name: np.concatenate([chunk[name] for chunk in chunks]) if chunks else np.zeros(0, dtype=np.int64)
                for name in ("world", "store", *columns)
            }
