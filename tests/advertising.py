"""The section `marketing` of a resolved document, in plain numbers, for tests."""

from __future__ import annotations

from typing import Any

from tests.worlds import SMALL, Size, document

PROMOTIONS = {
    "coupon_redeemed_e4": 4_000,
    "coupon_fee_minor": 400,
    "coupon_appeal_e3": 80,
    "deal_fee_minor": 50_000,
    "deal_appeal_e3": 500,
    "sale_appeal_e3": 250,
    "review_fee_minor": 53_000,
    "review_factor_e2": 500,
    "review_until": 10,
}
CPC_MINOR, CTR_E6, CVR_E4 = 400, 4_000, 1_000


def section(markets: tuple[str, ...] = ("US", "DE"), **changes: Any) -> dict[str, Any]:
    """Terms of these markets; `changes` replace entries."""
    clicks = [
        {"market": code, "kind": kind, "ctr_e6": ctr, "cvr_e4": cvr, "cpc_minor": CPC_MINOR}
        for code in markets
        for kind, ctr, cvr in (("marketplace", CTR_E6, CVR_E4), ("own_site", 9_000, 190))
    ]
    plain = {
        "slot_views_e4": [10_000, 9_000, 8_000, 7_000],
        "slot_clicks_e4": [15_000, 11_000, 8_000, 6_000],
        "outside_bid_e4": [13_800, 10_900, 9_100, 7_200],
        "views_e2": 8_000,
        "focus_gain_e4": 14_000,
        "incremental_e4": 8_000,
        "own_site_incremental_e4": 10_000,
        "memory_e4": 9_060,
        "memory_gain_e4": 10_000,
    }
    return {
        "visibility": {"gain_e3": 200, "velocity_e3": 300, "price_e3": 500, "health_e3": 4_000},
        "clicks": clicks,
        "auction": plain,
        "sale_days": {},
        "variant_sd_e3": 150,
        "retargeting": {"window_days": 7, "return_e4": 500, "price_e4": 10_000, "worth_e4": 20_000},
        "promotions": PROMOTIONS,
    } | changes


def advertised(size: Size = SMALL, **changes: Any) -> dict[str, Any]:
    """A resolved document with the section."""
    codes = tuple(market["code"] for market in document(size)["markets"])
    return document(size, **({"marketing": section(codes)} | changes))
