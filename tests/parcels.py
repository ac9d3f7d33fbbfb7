"""The section `parcels` of a resolved document, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_BARRED = {
    "express": ["battery_loose"],
    "line": ["battery_loose", "battery_packed", "battery_built_in"],
    "postal": ["battery_loose", "battery_packed", "battery_built_in"],
}


def parcels(document: Mapping[str, Any], *, goods: Mapping[str, str] | None = None, **lane: Any) -> dict[str, Any]:
    """A plain section for a document of `tests.worlds`; `lane` replaces values of every lane, e.g. room=3."""
    return {
        "goods": dict(goods or {}),
        "lanes": [_lane(part) | lane for part in document["lanes"]],
        "doorsteps": [
            {
                "missed_e6": 150_000,
                "collected_e6": 700_000,
                "redelivery_days": [1, 2],
                "pickup_days": [2, 5],
                "home_days": [5, 9],
            }
            for _ in document["markets"]
        ],
        "insurance": {"premium_e4": 120, "cover_e4": 9_000, "claim_days": 9},
        "returns": {
            "free_returns": {"rate_e2": 125, "appeal_e3": 100},
            "keep_goods": {"rate_e2": 115, "appeal_e3": 20},
            "local_address": {"rate_e2": 105, "appeal_e3": 50},
            "early_refund": {"rate_e2": 103, "appeal_e3": 30},
            "free_shipping_appeal_e3": 60,
            "damage_refund_days": 3,
            "local_days": 4,
            "far_days": 12,
            "local_label_minor": 3_600,
            "far_label_minor": 12_800,
            "local_desk_minor": 6_000,
            "home_desk_minor": 600,
            "destroy_minor": 800,
            "ship_back_per_kg_minor": 2_900,
            "ship_back_days": 20,
            "sellable_e6": 700_000,
        },
    }


def _lane(lane: Mapping[str, Any]) -> dict[str, Any]:
    express = lane["service"] == "express"
    return {
        **{name: lane[name] for name in ("warehouse", "market", "service")},
        "step_g": 500 if express else 0,
        "minimum_g": 500 if express else 50,
        "most_g": 30_000,
        "fuel_e4": 3_000 if express else 0,
        "damage_e6": 20_000,
        "liability_minor": 10_000 if express else 0,
        "barred": _BARRED[lane["service"]],
        "room": 0,
        "peaks": [],
    }
