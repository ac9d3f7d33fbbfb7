"""Sections `supply` of resolved documents, in plain numbers."""

from __future__ import annotations

from typing import Any

from tests.worlds import SMALL, document

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
        "routes": [],
        "warehouses": [place("SZX", "domestic"), place("US-LAX", "overseas")],
        "liquidation_e4": 1_000,
    }
    return made | changes


def place(code: str, kind: str, **changes: Any) -> dict[str, Any]:
    """A warehouse without limits and fees; `changes` replace entries."""
    made = {
        "code": code,
        "kind": kind,
        "capacity_mm3": 1 << 60,
        "inbound_units": 1 << 60,
        "receiving_days": 0,
        "space_fee_e2": [0],
        "aged": [],
        "handling_cents": [0],
        "removal_cents": 50,
        "placement_cents": 0,
        "badge_e3": 0,
        "low_cents": 0,
        "low_days": 0,
    }
    return made | changes


def route(destination: str, mode: str, median_days: float, p95_days: float, per_kg_cents: int) -> dict[str, Any]:
    """A bulk route from home with a least weight of 21 kg, 2% losses and some holds."""
    return {
        "origin": "SZX",
        "destination": destination,
        "mode": mode,
        "median_days": median_days,
        "p95_days": p95_days,
        "hold_days_median": 2,
        "hold_days_p95": 7,
        "hold_e6": 60_000,
        "loss_e6": 20_000,
        "base_cents": 0,
        "per_kg_cents": per_kg_cents,
        "least_g": 21_000,
        "divisor_cm3_per_kg": 6_000,
    }


ROUTES = [
    route("US-LAX", "sea", 12, 18, 130),
    route("US-LAX", "air", 4, 7, 600),
    route("US-FBA", "sea", 12, 18, 130),
    route("US-FBA", "air", 4, 7, 600),
]


def abroad(**of_platform: Any) -> dict[str, Any]:
    """A document with an overseas and a platform warehouse in the United States; `of_platform` changes the latter."""
    plain = document(SMALL)
    home, overseas = plain["warehouses"]
    platform = {**overseas, "code": "US-FBA", "storage_fee_e2": 0}
    local = [lane for lane in plain["lanes"] if lane["warehouse"] == "US-LAX"]
    terms = {"handling_cents": [460], "badge_e3": 300, "placement_cents": 30} | of_platform
    houses = [
        place("SZX", "domestic"),
        place("US-LAX", "overseas", receiving_days=2),
        place("US-FBA", "platform", **terms),
    ]
    return document(
        SMALL,
        warehouses=[home, overseas, platform],
        lanes=[
            *plain["lanes"],
            *({**lane, "warehouse": "US-FBA", "base_fee_minor": 0, "per_kg_minor": 0} for lane in local),
        ],
        supply=supply(routes=ROUTES, warehouses=houses),
    )
