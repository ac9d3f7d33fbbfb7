"""Coupons, deals, sale days and the early-review programme: what shoppers see of them and what they cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Bools, Ints
from simlab.core.money import share


@dataclass(frozen=True)
class Promotions:
    """Terms of the platform, in home money; sale_day [T, F]: 1 on the days of a front's sales.

    coupon_redeemed_e4: share of the buyers who clip a coupon they see. coupon_fee_minor: per coupon redeemed. deal_fee_minor: per listing
    and day. review_fee_minor: per SKU; review_factor_e2: reviewers of an enrolled SKU against the usual, until it has review_until reviews.
    The appeals are utilities in thousandths of the badge and the place that a promotion gets.
    """

    coupon_redeemed_e4: int
    coupon_fee_minor: int
    coupon_appeal_e3: int
    deal_fee_minor: int
    deal_appeal_e3: int
    sale_appeal_e3: int
    review_fee_minor: int
    review_factor_e2: int
    review_until: int
    sale_day: Ints


def on_deal(depth_e4: Ints, first_day: Ints, last_day: Ints, day: int) -> Bools:
    """Which listings are on a deal today."""
    return (depth_e4 > 0) & (first_day <= day) & (day <= last_day)


def reduced_minor(price_minor: Ints, deal_e4: Ints, sale_e4: Ints) -> Ints:
    """The price after the deeper of two reductions, at least one minor unit."""
    depth = np.maximum(deal_e4, sale_e4)
    return np.maximum(np.asarray(price_minor - share(price_minor, depth, 10_000)), 1)


def coupon_relief_minor(promotions: Promotions, price_minor: Ints, coupon_e4: Ints) -> Ints:
    """What a coupon takes off the price on the average over those who clip it and those who do not."""
    return share(price_minor, coupon_e4 * promotions.coupon_redeemed_e4, 100_000_000)


def badge_appeal_e3(promotions: Promotions, coupon_e4: Ints, deal: Bools, sale: Bools) -> Ints:
    """Utility of being shown as a bargain, beside the lower price."""
    return np.asarray(
        (coupon_e4 > 0) * promotions.coupon_appeal_e3
        + deal * promotions.deal_appeal_e3
        + sale * promotions.sale_appeal_e3
    )


def review_rate_e6(promotions: Promotions, rate_e6: int, enrolled: Ints, rating_count: Ints) -> Ints:
    """Share of buyers who review: more of them where the SKU is enrolled and has few reviews."""
    helped = (enrolled > 0) & (rating_count < promotions.review_until)
    return np.where(helped, np.minimum(rate_e6 * promotions.review_factor_e2 // 100, 1_000_000), rate_e6)
