"""The world `uk-gifts`: a British wholesale shop whose eleven markets are its home and the countries it ships to.

What a basket holds is given: an order is so many packs of one article.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from fidelity import plain
from fidelity.uk_data import COUNTRIES
from simlab.core import exact

CODE, CURRENCY, CATEGORY = "uk-gifts", "GBP", "gifts"
START = dt.date(2010, 12, 1)
SELLING_DAYS, REST_DAYS = 374, 120
DAYS = SELLING_DAYS + REST_DAYS
PACK_GBP = 5
_REACH_DAYS = DAYS + 7
_OUTSIDE_SHARE = 0.2
_PROMISE_DAYS = 10
_WEIGHT_G = 500
MARKETS = (*(name.replace(" ", "-") for name in COUNTRIES), "other")

Fitted = dict[str, Any]


def document(fitted: Fitted) -> dict[str, Any]:
    """The resolved document of the fitted parameters, at the level of the data."""
    season = _season(fitted)
    shoppers = fitted["orders_per_open_day"] / (1 - _OUTSIDE_SHARE)
    methods = [{"code": "card", "share_e4": 10_000, "auth_rate_e4": 10_000}]
    return plain.document(
        CODE,
        START.isoformat(),
        DAYS,
        CURRENCY,
        categories=[plain.category(CATEGORY, fitted["return_rate"])],
        skus=_skus(fitted["popularity"]),
        markets=[
            plain.market(code, CURRENCY, shoppers * share, season, methods, CATEGORY)
            for code, share in zip(MARKETS, fitted["country_share"], strict=True)
        ],
        lanes=[_lane(code) for code in MARKETS],
        marketplace=plain.marketplace(CATEGORY, _OUTSIDE_SHARE),
        demand=_demand(fitted),
        buyers={
            "hours": plain.hours(fitted["hour_share"], len(MARKETS)),
            "loyalty": _loyalty(fitted["customers"]),
            "basket_share_e4": _packs(fitted["log_value_quantiles"]),
        },
    )


def _season(fitted: Fitted) -> list[int]:
    closed = {dt.date.fromisoformat(day) for day in fitted["closed_days"]}
    days = [START + dt.timedelta(days=day) for day in range(SELLING_DAYS)]
    month = {START.year * 12 + START.month - 1 + place: value for place, value in enumerate(fitted["month_factor"])}
    open_e4 = [
        0
        if day in closed
        else round(10_000 * month[day.year * 12 + day.month - 1] * fitted["weekday_factor"][day.weekday()])
        for day in days
    ]
    return open_e4 + [0] * (_REACH_DAYS - SELLING_DAYS)


def popularity(fitted: Fitted) -> np.ndarray:
    """Log popularity of the articles, ascending: a bent normal."""
    z = exact.normal_quantile((np.arange(fitted["articles"]) + 0.5) / fitted["articles"])
    return np.asarray(fitted["spread"] * z + fitted["bend"] * z * z)


def _skus(fitted: Fitted) -> list[dict[str, Any]]:
    """Packs of one price."""
    prices = dict.fromkeys(MARKETS, PACK_GBP * 100)
    return [
        plain.sku(f"sku-{number:03}", CATEGORY, prices, _WEIGHT_G, value)
        for number, value in enumerate(popularity(fitted).tolist())
    ]


def _loyalty(customers: Fitted) -> dict[str, int]:
    """Who comes back is given; nobody comes more often because parcels are on time."""
    return {
        "people": customers["people"],
        "spread_e2": round(customers["spread"] * 100),
        "most_e3": 0,
        "half": 1,
        "memory_days": 1,
        "late_weight": 0,
    }


def _lane(market: str) -> dict[str, Any]:
    """In the buyer's hands the day after."""
    legs = [
        {"code": "pick_up", "least_days": 0, "median_days": 0.1, "p95_days": 0.2},
        {"code": "last_mile", "median_days": 1.0, "p95_days": 1.0},
    ]
    return plain.lane(market, legs, promise_days=_PROMISE_DAYS)


def _packs(log_value_quantiles: list[list[float]]) -> list[int]:
    """Shares of orders of 1, 2, 3, ... packs that have these order values."""
    shares, values = np.array(log_value_quantiles).T
    largest = int(np.exp(values[-1]) / PACK_GBP)
    edges = np.log((np.arange(1, largest + 1) + 0.5) * PACK_GBP)
    below = np.interp(edges, values, shares, left=0.0, right=1.0)
    # the sum is rounded, not its parts: most of them are below a ten-thousandth
    return [int(share) for share in np.diff(np.rint(below * 10_000), prepend=0.0)]


def _demand(fitted: Fitted) -> dict[str, Any]:
    mood = fitted["mood"]
    return {
        "day_cv_e4": round(mood["day_cv"] * 10_000),
        "ar_rho_e4": round(mood["rho"] * 10_000),
        "ar_sigma_e4": round(mood["sigma"] * 10_000),
        "review_rate_e4": 0,
        "ad_log_gain_e4": 0,
        "ad_unit_minor": 10_000,
        "return_delay_days": [fitted["return_delay"]["median_days"], fitted["return_delay"]["p95_days"]],
        "review_delay_days": [3, 10],
        "star_share_e4": {"on_time": [0, 0, 0, 0, 10_000], "late": [0, 0, 0, 0, 10_000]},
        "opening_rating_e2": 430,
        "opening_reviews": 5,
    }
