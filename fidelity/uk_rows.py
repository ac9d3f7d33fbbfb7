"""The rows that the kernel recorded of the world `uk-gifts`, as the tables of the facts."""

from __future__ import annotations

from typing import Any

import numpy as np

from fidelity import playing, uk_data
from fidelity.facts import Tables
from fidelity.playing import Recorded
from fidelity.uk_world import DAYS, START, document
from simlab.core.states import RefundReason

_TABLES = ("order", "refund")
_WORLDS = 8  # as many years of the same shop: luck averages out
_START_DAY = int(np.datetime64(START).astype("datetime64[D]").astype(np.int64))


def simulated(fitted: dict[str, Any], size: float = 1.0) -> Tables:
    """Play years of the shop and take their tables."""
    return tables_of(playing.played(document(fitted), DAYS, _TABLES, max(round(size * _WORLDS), 1)))


def tables_of(recorded: Recorded) -> Tables:
    """The tables of `uk_data.read_tables`."""
    placed = recorded["order"]
    day = _START_DAY + placed["day"]
    orders = {
        "weight": np.ones(len(day)),
        "day": day,
        "month": uk_data.months(day),
        "weekday": uk_data.weekdays(day),
        "hour": placed["minute"] // 60,
        "value": placed["price_minor"] / 100,
        "country": placed["market"],
        "known": np.ones(len(day), dtype=bool),
        "customer": (placed["world"] << 40) | (placed["market"] << 32) | placed["buyer_no"],
    }
    customers = uk_data.customers_of(orders)
    refunds = recorded["refund"]
    back = refunds["reason"] == RefundReason.RETURNED
    lag = (refunds["day"] - refunds["order_day"])[back]
    return {
        "orders": orders,
        "days": uk_data.days_of(day, placed["world"]),
        "customers": customers,
        "accounts": {**customers, "weight": customers["orders"]},
        "gaps": uk_data.gaps_of(orders),
        "skus": uk_data.skus_of(placed["sku"], orders["value"]),
        "returns": {"weight": np.ones(len(lag)), "lag_days": lag},
    }
