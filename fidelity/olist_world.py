"""The world `olist-br`: one Brazilian marketplace store whose buyers live at eight distances, each a market with its own lane."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from fidelity import plain
from fidelity.olist_data import METHODS
from simlab.core import exact

CODE, CURRENCY, CATEGORY = "olist-br", "BRL", "goods"
START = dt.date(2018, 1, 1)  # a Monday
SELLING_DAYS, REST_DAYS = 84, 130  # after the last sale everything may still arrive and be reviewed
DAYS = SELLING_DAYS + REST_DAYS
_REACH_DAYS = DAYS + 7
_OUTSIDE_SHARE = 0.2
REVIEW_DELAY = (1, 4)  # days, as the reviews of the data follow delivery

Fitted = dict[str, Any]


def document(fitted: Fitted, orders_per_day: float = 500.0) -> dict[str, Any]:
    """The resolved document of the fitted parameters."""
    regions = fitted["regions"]
    season = _season(fitted["weekday_factor"])
    methods = [
        {"code": code, "share_e4": round(share * 10_000), "auth_rate_e4": 10_000}
        for code, share in zip(METHODS, fitted["method_share"], strict=True)
    ]
    shoppers = orders_per_day / (1 - _OUTSIDE_SHARE)
    codes = [region["code"] for region in regions]
    return plain.document(
        CODE,
        START.isoformat(),
        DAYS,
        CURRENCY,
        categories=[plain.category(CATEGORY)],
        skus=skus(fitted["goods"], codes),
        markets=[
            plain.market(region["code"], CURRENCY, shoppers * region["share"], season, methods, CATEGORY)
            for region in regions
        ],
        lanes=[_lane(region, fitted) for region in regions],
        marketplace=plain.marketplace(CATEGORY, _OUTSIDE_SHARE),
        demand=_demand(fitted),
        checkout=_checkout(fitted),
        buyers={
            "hours": plain.hours(fitted["hour_share"], len(regions)),
            "stars_by_lateness": fitted["stars_by_lateness"],
            "basket_share_e4": [round(share * 10_000) for share in fitted["item_share"]],
        },
    )


def _season(weekday_factor: list[float]) -> list[int]:
    selling = [round(10_000 * weekday_factor[day % 7]) for day in range(SELLING_DAYS)]
    return selling + [0] * (_REACH_DAYS - SELLING_DAYS)


def skus(goods: Fitted, markets: list[str]) -> list[dict[str, Any]]:
    """Prices at the quantiles of the order value; weights follow the price, with a spread in a golden-ratio order."""
    count = goods["skus"]
    middle = (np.arange(count) + 0.5) / count
    log_price = np.interp(middle, *np.array(goods["log_price_quantiles"]).T)
    spread = exact.normal_quantile((0.5 + np.arange(count) * 0.6180339887498949) % 1.0)
    log_kg = goods["log_kg_at_mean"] + goods["log_kg_slope"] * (log_price - goods["log_price_mean"])
    log_kg = log_kg + goods["log_kg_sd"] * spread
    price_minor = np.rint(exact.exp(log_price) * 100).astype(int).tolist()
    weight_g = np.maximum(np.rint(exact.exp(log_kg) * 1000), 20).astype(int).tolist()
    return [
        plain.sku(f"sku-{number:03}", CATEGORY, dict.fromkeys(markets, price), weight)
        for number, (price, weight) in enumerate(zip(price_minor, weight_g, strict=True))
    ]


def _lane(region: Fitted, fitted: Fitted) -> dict[str, Any]:
    legs = [
        {"code": "pick_up", "day_share_e4": [round(share * 10_000) for share in fitted["handling_day_share"]]},
        {"code": "last_mile", **region["transit"]},
    ]
    return plain.lane(
        region["code"],
        legs,
        round(region["freight_base"] * 100),
        round(region["freight_per_kg"] * 100),
        promise_days=region["promise_days"],
    )


def _checkout(fitted: Fitted) -> dict[str, Any]:
    return {
        "approvals": [
            {"method": code, "day_share_e4": [round(share * 10_000) for share in shares]}
            for code, shares in zip(METHODS, fitted["approval_day_share"], strict=True)
        ],
        "instalments": [{"method": METHODS[0], "bands": [_band(band) for band in fitted["instalments"]]}],
        "withdrawal_rate_e6": round(fitted["withdrawal_rate"] * 1_000_000),
    }


def _band(band: Fitted) -> dict[str, Any]:
    return {
        "from_minor": round(band["from"] * 100),
        "share_e4": [round(share * 10_000) for share in band["share"]],
    }


def _demand(fitted: Fitted) -> dict[str, Any]:
    return {
        "day_cv_e4": 1_500,
        "ar_rho_e4": 0,
        "ar_sigma_e4": 0,
        "review_rate_e4": 9_900,
        "ad_log_gain_e4": 0,
        "ad_unit_minor": 10_000,
        "return_delay_days": [8, 18],
        "review_delay_days": list(REVIEW_DELAY),
        "star_share_e4": fitted["star_share_e4"],
        "opening_rating_e2": 430,
        "opening_reviews": 5,
    }
