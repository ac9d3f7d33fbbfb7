"""What is sold: weights, duties, suppliers, returns and reviews per SKU."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logistics.domain.replenishment import Suppliers
from logistics.domain.returns import Returns
from orders.domain.reviews import Reviews
from simlab.core import quantiles
from simlab.core.arrays import Ints
from simlab.engine.parts.entities import Document, ints, sku_categories

_REVIEW_SPREAD_BINS = 200  # quantile bins between the worst and the best quality


@dataclass(frozen=True)
class Goods:
    """Per SKU [K]: weight, volume, referral fee, review shift by quality; duty_e4 [T, M, K]; duty_item_minor [T, M]."""

    category: Ints
    weight_g: Ints
    volume_mm3: Ints
    referral_e4: Ints
    quality_bins: Ints
    duty_e4: Ints
    duty_item_minor: Ints


def read_goods(document: Document) -> Goods:
    """Weights, fees and duties."""
    skus, markets = document["skus"], document["markets"]
    quality = ints([sku["quality_e4"] for sku in skus])
    return Goods(
        category=sku_categories(document),
        weight_g=ints([sku["weight_g"] for sku in skus]),
        volume_mm3=ints([sku["length_mm"] * sku["width_mm"] * sku["height_mm"] for sku in skus]),
        referral_e4=ints([document["marketplace"]["referral_e4"][sku["category"]] for sku in skus]),
        quality_bins=(quality - 5_000) * _REVIEW_SPREAD_BINS // 10_000,
        duty_e4=np.stack([ints([market["duty_e4"][sku["category"]] for sku in skus]).T for market in markets], axis=1),
        duty_item_minor=ints([market["duty_item_minor"] for market in markets]).T.copy(),
    )


def read_suppliers(document: Document) -> Suppliers:
    """What articles usually cost."""
    return Suppliers(ints([sku["unit_cost_minor"] for sku in document["skus"]]))


def read_returns(document: Document) -> Returns:
    """Return rates of the categories, per SKU."""
    rate = ints([item["return_rate_e4"] for item in document["categories"]]) * 100
    median, p95 = document["demand"]["return_delay_days"]
    return Returns(
        rate[sku_categories(document)],
        quantiles.lognormal_days(median, p95),
        document["demand"].get("lost_after_days", 7),
    )


def read_reviews(document: Document) -> Reviews:
    """Who reviews, when, and the stars given on time and late."""
    demand = document["demand"]
    median, p95 = demand["review_delay_days"]
    on_time, late = demand["star_share_e4"]["on_time"], demand["star_share_e4"]["late"]
    classes = document.get("buyers", {}).get("stars_by_lateness") or [
        {"from_days": 0, "share_e4": on_time},
        {"from_days": 1, "share_e4": late},
    ]
    return Reviews(
        demand["review_rate_e4"] * 100,
        quantiles.lognormal_days(median, p95),
        np.stack([quantiles.categories(part["share_e4"]) + 1 for part in classes]),
        ints([part["from_days"] for part in classes[1:]]),
    )
