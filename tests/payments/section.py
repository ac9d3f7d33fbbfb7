"""A `payments` section in plain numbers for documents of tests.worlds, and documents with own sites."""

from __future__ import annotations

from typing import Any

from tests.worlds import SMALL, document

TREASURY = {
    "credit_limit_minor": 5_000_000,
    "credit_rate_e4_per_year": 800,
    "conversion_spread_e4": 30,
    "forward_spread_e4": 30,
    "forward_limit_minor": 50_000_000,
    "carry_e4_per_year": [0, -220, -30],
}
PROVIDER = {"reserve_e4": 500, "monitored_reserve_e4": 1_500, "reserve_days": 10}
_CHANNELS = [
    {"code": code, "kind": code, "name": {"en": code, "zh": code}, "share_e4": 5_000}
    for code in ("marketplace", "own_site")
]
_METHODS = (("card", 5_000, 9_000), ("paypal", 3_000, 9_700), ("cod", 2_000, 9_500))


def payments(**changes: Any) -> dict[str, Any]:
    """The section for a document of two markets (CNY, USD, EUR); `changes` replace its parts."""
    made = {"treasury": TREASURY, "provider": PROVIDER, "rails": rails(), "checkout": checkout()}
    return made | changes


def rails() -> list[dict[str, Any]]:
    """A slow wire, a quick collection account and a rail that is often held."""
    names = ("code", "fee_e4", "fixed_cents", "spread_e4", "delay_days", "hold_e6", "hold_days")
    values = (("wire", 0, 3_500, 50, 4, 0, 0), ("collection", 60, 0, 40, 1, 0, 0), ("coin", 30, 0, 60, 0, 300_000, 20))
    return [dict(zip(names, rail, strict=True)) for rail in values]


def checkout(**changes: Any) -> dict[str, Any]:
    """Cards, a wallet with an account, and cash on delivery; much fraud, so that a small world shows it."""
    made = {
        "opening_families": ["card", "paypal", "cod"],
        "leave_e6": 450_000,
        "risk_score": 60,
        "fraud_stopped_e6": 850_000,
        "score_good": 22,
        "score_bad": 62,
        "score_spread": 18,
        "amount_factor_e4": [10_000, 20_000],
        "amount_edge_minor": [20_000],
        "declines": [
            {"family": "card", "code": 51, "share_e4": 6_000, "retry_e6": 500_000},
            {"family": "card", "code": 14, "share_e4": 4_000, "retry_e6": 0},
            {"family": "paypal", "code": 10486, "share_e4": 10_000, "retry_e6": 350_000},
            {"family": "deferred", "code": 68, "share_e4": 10_000, "retry_e6": 0},
        ],
        "markets": {code: _market() for code in ("US", "DE")},
    }
    return made | changes


def _market() -> dict[str, Any]:
    return {
        "challenge_e6": 250_000,
        "abandon_e6": 80_000,
        "fail_e6": 50_000,
        "factor_without_e6": 850_000,
        "factor_with_e6": 1_000_000,
        "methods": [
            _terms("card", "card", fee_e4=540, settlement_days=3, fraud_e6=60_000),
            _terms("paypal", "paypal", fee_e4=440, settlement_days=1, fraud_e6=20_000),
            _terms("cod", "cod", fee_e4=300, settlement_days=10, refusal_e6=150_000, disputed_e4=0),
        ],
    }


def _terms(code: str, family: str, **changes: Any) -> dict[str, Any]:
    plain = {"fee_fixed_minor": 30, "fee_in_dollars": True, "fraud_e6": 0, "disputed_e4": 10_000, "refusal_e6": 0}
    return {"code": code, "family": family} | plain | changes


def disputes(**changes: Any) -> dict[str, Any]:
    """Buyers who dispute often and soon, so that a small world shows every ground; no fraud that is not stolen."""
    codes = [
        {
            "code": f"{family} {ground}",
            "family": family,
            "ground": ground,
            "share_e4": 10_000,
            "window_days": 120,
            "response_days": 6,
            "fee_cents": 1_500,
        }
        for family in ("card", "paypal")
        for ground in (1, 2, 3, 4)
    ]
    odds = [
        {"ground": ground, "base_e4": 1_000, "points_e4": points}
        for ground, points in (
            (1, [1_000, 5_500, 1_000, 0]),
            (2, [4_500, 0, 500, 500]),
            (3, [200, 0, 1_000, 1_500]),
            (4, [1_000, 0, 1_000, 2_000]),
            (5, [0, 0, 200, 0]),
        )
    ]
    made = {
        "codes": codes,
        "delay_days": [3, 8],
        "complaints": {
            "friendly_fraud_e6": 20_000,
            "lost_e6": 500_000,
            "late_e6": 600_000,
            "not_as_described_e6": 20_000,
            "defective_e6": 30_000,
            "credit_not_processed_e6": 200_000,
            "other_e6": 3_000,
        },
        "odds": odds,
        "represent_cents": 200,
        "evidence_cents": 20,
        "ruling_days": 5,
        "monitoring": {
            "limits": [{"from": "2026-04-01", "limit_e4": 150}],
            "least_cases": 3,
            "fine_cents": 800,
            "month_days": 14,
            "months_to_leave": 2,
        },
    }
    return made | changes


def own_site_document(**changes: Any) -> dict[str, Any]:
    """The small world with an own site beside the marketplace in both of its markets; `changes` replace parts of the section."""
    made = document(SMALL, channels=_CHANNELS, payments=payments(**changes))
    for market in made["markets"]:
        market["payment_methods"] = [
            {"code": code, "share_e4": share, "auth_rate_e4": rate} for code, share, rate in _METHODS
        ]
    return made
