"""The rows that the kernel recorded of the world `olist-br`, as the tables of the facts."""

from __future__ import annotations

from typing import Any

import numpy as np

from fidelity import playing
from fidelity.facts import Tables
from fidelity.olist_world import DAYS, START, document
from fidelity.playing import Recorded, looked_up, order_keys
from simlab.core.states import OrderStatus, TrackingEvent

_TABLES = ("order", "approval", "parcel", "tracking", "review")
_NEVER = -1
_ORDERS_PER_DAY = 3_000.0


def simulated(fitted: dict[str, Any], size: float = 1.0) -> Tables:
    """Play the world and take its tables; what comes after the last sale has time to arrive."""
    recorded = playing.played(document(fitted, size * _ORDERS_PER_DAY), DAYS, _TABLES)
    return tables_of(recorded, [region["km"] for region in fitted["regions"]])


def tables_of(recorded: Recorded, region_km: list[float]) -> Tables:
    """Tables "orders" and "payments"; `region_km` is the distance of every market."""
    placed = recorded["order"]
    keys = order_keys(placed, "day")
    scans = recorded["tracking"]
    picked, delivered = (
        looked_up(keys, _scanned(scans, event), "day", _NEVER)
        for event in (TrackingEvent.PICKED_UP, TrackingEvent.DELIVERED)
    )
    approved = looked_up(keys, recorded["approval"], "day", _NEVER)
    arrived = delivered >= 0
    orders = {
        "weight": np.ones(len(keys)),
        "delivered": arrived,
        "withdrawn": placed["status"] == OrderStatus.CANCELLED,
        "weekday": (placed["day"] + START.weekday()) % 7,
        "hour": placed["minute"] // 60,
        "approval_days": np.where(arrived, approved - placed["day"], 0),
        "handling_days": np.where(arrived, picked - approved, 0),
        "transit_days": np.where(arrived, delivered - picked, 0),
        "delivery_days": np.where(arrived, delivered - placed["day"], 0),
        "days_late": np.where(arrived, delivered - placed["promised_day"], 0),
        "km": np.array(region_km)[placed["market"]],
        "stars": looked_up(keys, recorded["review"], "stars", 0),
        "method": placed["method"],
        "items": placed["units"],
        "value": placed["price_minor"] / 100,
        "kg": looked_up(keys, recorded["parcel"], "weight_g", 0) / 1000,
        "freight": looked_up(keys, recorded["parcel"], "shipping_minor", 0) / 100,
    }
    return {"orders": orders, "payments": _payments(recorded["approval"], keys, orders["value"])}


def _scanned(scans: dict[str, np.ndarray], event: TrackingEvent) -> dict[str, np.ndarray]:
    return {name: column[scans["event"] == event] for name, column in scans.items()}


def _payments(approvals: dict[str, np.ndarray], keys: np.ndarray, value: np.ndarray) -> dict[str, np.ndarray]:
    """Every approved payment with the amount of its order."""
    order = np.argsort(keys)
    place = order[np.searchsorted(keys[order], order_keys(approvals))]
    return {
        "weight": np.ones(len(place)),
        "method": approvals["method"],
        "instalments": approvals["instalments"],
        "amount": value[place],
    }
