"""Sections `supply` of resolved documents, in plain numbers."""

from __future__ import annotations

from typing import Any

USUAL: dict[str, Any] = {
    "code": "usual",
    "name": {"en": "Usual", "zh": "常用"},
    "categories": ["phone", "kitchen"],
    "cost_e4": 10_000,
    "defect_e6": 20_000,
    "deposit_e4": 10_000,
    "price_breaks": [],
}
CHEAP: dict[str, Any] = {
    "code": "cheap",
    "name": {"en": "Cheap", "zh": "低价"},
    "categories": ["phone"],
    "cost_e4": 8_000,
    "lead_days_median": 12,
    "lead_days_p95": 20,
    "moq_units": 100,
    "defect_e6": 150_000,
    "deposit_e4": 3_000,
    "price_breaks": [{"units": 200, "discount_e4": 500}, {"units": 500, "discount_e4": 1_000}],
}
STRICT = [{"lot_to": 50, "sample": 13, "accept": 0}, {"lot_to": 1_000_000, "sample": 80, "accept": 2}]


def supply(**changes: Any) -> dict[str, Any]:
    """A usual and a cheap supplier and one level of inspection; `changes` replace entries."""
    made = {
        "suppliers": [USUAL, CHEAP],
        "closures": [],
        "closed_days": [],
        "inspection": {
            "levels": [
                {"code": "none", "name": {}, "plan": [{"lot_to": 1, "sample": 0, "accept": 0}]},
                {"code": "strict", "name": {}, "plan": STRICT},
            ],
            "fee_minor": 50_000,
            "rework_days": 5,
            "left_e4": 1_500,
        },
        "defects": {"return_e6": 600_000, "stars": 2},
    }
    return made | changes
