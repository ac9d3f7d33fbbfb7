"""A `payments` section in plain numbers for documents of tests.worlds."""

from __future__ import annotations

from typing import Any

TREASURY = {
    "credit_limit_minor": 5_000_000,
    "credit_rate_e4_per_year": 800,
    "conversion_spread_e4": 30,
    "forward_spread_e4": 30,
    "forward_limit_minor": 50_000_000,
    "carry_e4_per_year": [0, -220, -30],
}


def payments(**changes: Any) -> dict[str, Any]:
    """The section for a document of two markets (CNY, USD, EUR); `changes` replace its parts."""
    return {"treasury": TREASURY} | changes
