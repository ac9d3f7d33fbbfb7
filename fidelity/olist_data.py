"""Real orders of a Brazilian marketplace (Olist) as the tables of the facts.

Days are calendar days in Brazil: the difference of two dates, as the kernel counts. Undelivered orders keep zeros where nothing happened.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from fidelity.facts import Tables
from fidelity.tables import dates, hours, numbers, read_columns, weekdays

ORDERS, PAYMENTS = "olist_orders.csv.gz", "olist_payments_full.csv.gz"
METHODS = ("credit_card", "boleto", "voucher", "debit_card")
MOST_INSTALMENTS = 12
_METHOD = {code: place for place, code in enumerate(METHODS)}


def read_tables(directory: Path) -> Tables:
    """Tables "orders" and "payments", of the files that are there."""
    found = {"orders": (ORDERS, _orders), "payments": (PAYMENTS, _payments)}
    return {name: read(directory / file) for name, (file, read) in found.items() if (directory / file).exists()}


def _orders(file: Path) -> dict[str, np.ndarray]:
    raw = read_columns(file)
    placed, approved, carried, delivered, promised = (
        dates(raw[name]) for name in ("purchase_ts", "approved_ts", "carrier_ts", "delivered_ts", "estimated_date")
    )
    arrived = (raw["order_status"] == "delivered") & (np.minimum(np.minimum(approved, carried), delivered) > 0)
    stars = numbers(raw["review_score"])
    items = numbers(raw["n_items"])
    return {
        "weight": numbers(raw["sample_weight"]),
        "delivered": arrived,
        "withdrawn": np.isin(raw["order_status"], ("canceled", "unavailable")),
        "weekday": weekdays(placed),
        "hour": hours(raw["purchase_ts"]),
        "approval_days": np.where(arrived, approved - placed, 0),
        "handling_days": np.where(arrived, np.maximum(carried - approved, 0), 0),
        "transit_days": np.where(arrived, delivered - carried, 0),
        "delivery_days": np.where(arrived, delivered - placed, 0),
        "days_late": np.where(arrived, delivered - promised, 0),
        "km": np.nan_to_num(numbers(raw["distance_km"]), nan=-1.0),
        "stars": np.nan_to_num(stars, nan=0.0),
        "method": np.array([_METHOD.get(code, 0) for code in raw["payment_type"].tolist()]),
        "items": np.nan_to_num(items, nan=1.0),
        "value": np.nan_to_num(numbers(raw["payment_value"]), nan=0.0),
        "kg": np.nan_to_num(numbers(raw["weight_g"]), nan=0.0) / 1000,
        "freight": np.nan_to_num(numbers(raw["freight_value"]), nan=0.0),
    }


def _payments(file: Path) -> dict[str, np.ndarray]:
    """The first payment of every order."""
    raw = read_columns(file)
    first = (raw["payment_sequential"] == "1") & np.isin(raw["payment_type"], METHODS)
    method = np.array([_METHOD[code] for code in raw["payment_type"][first].tolist()])
    plan = np.clip(numbers(raw["payment_installments"][first]), 1, MOST_INSTALMENTS)
    return {
        "weight": np.ones(len(method)),
        "method": method,
        "instalments": plan.astype(np.int64),
        "amount": numbers(raw["payment_value"][first]),
    }
