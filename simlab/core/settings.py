"""What a team can set: integer columns, each with its axis and the decision kind that changes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np


class Axis(IntEnum):
    """Machine axes of the grade."""

    NONE = 0
    ASSORTMENT = 1
    PRICING = 2
    MARKETING = 3
    INVENTORY = 4
    LOGISTICS = 5
    PAYMENTS_FINANCE = 6
    COMPLIANCE = 7
    SERVICE = 8


class Kind(IntEnum):
    """Decision kinds as the day knows them."""

    SET_PRICE = 1
    LIST_PRODUCT = 2
    SET_AD_BUDGET = 3
    CHOOSE_SERVICE = 4
    SET_COVER = 5
    PLACE_PURCHASE_ORDER = 6
    # buyers and assortment
    LOCALISE = 10
    SELECT_PRODUCT = 11
    # marketing
    SET_CAMPAIGN = 20
    SET_COUPON = 21
    START_DEAL = 22
    ENROL_SALE_DAYS = 23
    ENROL_EARLY_REVIEWS = 24
    TEST_LISTING = 25
    USE_VARIANT = 26
    # suppliers and warehouses
    CHOOSE_SUPPLIER = 40
    SET_INSPECTION = 41
    SET_SAFETY_STOCK = 42
    SHIP_INBOUND = 43
    SET_PLACEMENT = 44
    CHOOSE_FULFILMENT = 45
    REMOVE_STOCK = 46
    # parcels
    CHOOSE_SKU_SERVICE = 60
    INSURE = 61
    SET_RETURN_POLICY = 62
    SET_DISPOSITION = 63
    SET_HANDLING_TIME = 64
    SET_SHIPPING_FEE = 65
    # customs
    CHOOSE_CUSTOMS_MODE = 70
    CHOOSE_HS_CODE = 71
    DECLARE_VALUE = 72
    CHOOSE_INCOTERM = 73
    COLLECT_TAX = 74
    REGISTER = 75
    CERTIFY = 76
    SELF_DECLARE = 77
    ANSWER_CUSTOMS = 78
    # payments
    CONVERT = 90
    BUY_FORWARD = 91
    SET_CREDIT = 92
    OFFER_METHODS = 93
    SET_THREE_D_SECURE = 94
    SET_FRAUD_THRESHOLD = 95
    RETRY_DECLINED = 96
    SET_PAYOUT = 97
    SET_REPRESENTMENT = 98
    REPRESENT = 99
    # service, platform, ethics, policy
    APPEAL = 110
    SET_STAFFING = 111
    SET_REFUND_POLICY = 112
    STANDING_POLICY = 113
    ANSWER_CASE = 114
    BUY_REVIEWS = 115
    SET_DARK_PATTERN = 116
    SET_DATA_USE = 117
    APPLY_SUBSIDY = 118
    # what a team says to itself: no day has a row of these
    SET_GOAL = 130
    FORECAST = 131
    JOURNAL = 132
    # the instructor, not a team
    INJECT_SHOCK = 150


@dataclass(frozen=True)
class Column:
    """One settings column: which entity it is for, whose axis it is, and what a store opens with unless the scenario says so.

    `per`: "listing", "store" (target 0), "market", "front" (market x channel), "campaign" (front x category), "sku",
    "currency" or "language". `field` tells the columns of one kind apart.
    """

    kind: Kind
    name: str
    per: str
    axis: Axis
    least: int
    most: int
    opening: int = 0
    field: int = 0


COLUMNS: tuple[Column, ...] = (
    Column(Kind.SET_PRICE, "price_minor", "listing", Axis.PRICING, 1, 2_000_000_000),
    Column(Kind.LIST_PRODUCT, "listed", "listing", Axis.ASSORTMENT, 0, 1, opening=1),
    Column(Kind.SET_AD_BUDGET, "ad_budget_minor", "front", Axis.MARKETING, 0, 100_000_000),
    Column(Kind.CHOOSE_SERVICE, "service", "market", Axis.LOGISTICS, 0, 15),
    Column(Kind.SET_COVER, "cover_days", "sku", Axis.INVENTORY, 0, 120),
    # suppliers and warehouses
    Column(Kind.CHOOSE_SUPPLIER, "supplier", "sku", Axis.INVENTORY, 0, 31),
    Column(Kind.SET_INSPECTION, "inspection", "sku", Axis.INVENTORY, 0, 15),
    Column(Kind.SET_SAFETY_STOCK, "safety_e2", "sku", Axis.INVENTORY, 0, 400),
    Column(Kind.SET_PLACEMENT, "placement_days", "place", Axis.INVENTORY, 0, 180, field=0),
    Column(Kind.SET_PLACEMENT, "placement_mode", "place", Axis.INVENTORY, 0, 5, field=1),
    Column(Kind.CHOOSE_FULFILMENT, "by_platform", "listing", Axis.LOGISTICS, 0, 1),
    # buyers
    Column(Kind.LOCALISE, "language_quality", "front", Axis.ASSORTMENT, 0, 2, field=0),
    Column(Kind.LOCALISE, "content_level", "front", Axis.ASSORTMENT, 0, 3, field=1),
    Column(Kind.LOCALISE, "colour", "front", Axis.ASSORTMENT, 0, 5, field=2),
    Column(Kind.LOCALISE, "size_chart", "front", Axis.ASSORTMENT, 0, 1, field=3),
    Column(Kind.LOCALISE, "gift_wrap", "front", Axis.ASSORTMENT, 0, 1, field=4),
    Column(Kind.LOCALISE, "tone", "front", Axis.ASSORTMENT, 0, 1, field=5),
    Column(Kind.LOCALISE, "claims", "front", Axis.ASSORTMENT, 0, 2, opening=1, field=6),
    # customs
    Column(Kind.CHOOSE_CUSTOMS_MODE, "customs_mode", "market", Axis.COMPLIANCE, 0, 3),
    Column(Kind.CHOOSE_HS_CODE, "heading", "sku", Axis.COMPLIANCE, 0, 15),
    Column(Kind.DECLARE_VALUE, "declared_e2", "market", Axis.COMPLIANCE, 1, 100, opening=100),
    Column(Kind.CHOOSE_INCOTERM, "incoterm", "front", Axis.LOGISTICS, 0, 1),
    Column(Kind.COLLECT_TAX, "collects_tax", "market", Axis.COMPLIANCE, 0, 1),
    Column(Kind.SELF_DECLARE, "self_declared", "front", Axis.COMPLIANCE, 0, 1),
    Column(Kind.ANSWER_CUSTOMS, "customs_papers", "store", Axis.COMPLIANCE, 0, 2, opening=1),
    Column(Kind.SELECT_PRODUCT, "opened", "sku", Axis.ASSORTMENT, 0, 1, opening=1),
    # payments
    Column(Kind.SET_CREDIT, "credit_minor", "store", Axis.PAYMENTS_FINANCE, 0, 1_000_000_000),
    Column(Kind.OFFER_METHODS, "offered_methods", "front", Axis.PAYMENTS_FINANCE, 0, 65_535),  # bits
    Column(Kind.SET_THREE_D_SECURE, "three_d_secure", "front", Axis.PAYMENTS_FINANCE, 0, 2, opening=1),
    Column(Kind.SET_FRAUD_THRESHOLD, "fraud_threshold", "front", Axis.PAYMENTS_FINANCE, 1, 100, opening=75),
    Column(Kind.RETRY_DECLINED, "retries", "front", Axis.PAYMENTS_FINANCE, 0, 1),
    Column(Kind.SET_PAYOUT, "payout_rail", "currency", Axis.PAYMENTS_FINANCE, 0, 15),
    Column(Kind.SET_PAYOUT, "payout_every_days", "currency", Axis.PAYMENTS_FINANCE, 0, 28, opening=7, field=1),
    Column(Kind.SET_PAYOUT, "keep_currency", "currency", Axis.PAYMENTS_FINANCE, 0, 1, field=2),
    # evidence that is sent at once, as bits; 0: the team decides each dispute
    Column(Kind.SET_REPRESENTMENT, "contest_fraud", "store", Axis.PAYMENTS_FINANCE, 0, 15, field=1),
    Column(Kind.SET_REPRESENTMENT, "contest_not_received", "store", Axis.PAYMENTS_FINANCE, 0, 15, field=2),
    Column(Kind.SET_REPRESENTMENT, "contest_not_as_described", "store", Axis.PAYMENTS_FINANCE, 0, 15, field=3),
    Column(Kind.SET_REPRESENTMENT, "contest_credit_not_processed", "store", Axis.PAYMENTS_FINANCE, 0, 15, field=4),
    Column(Kind.SET_REPRESENTMENT, "contest_lost", "store", Axis.PAYMENTS_FINANCE, 0, 15, field=5),
    # parcels
    Column(Kind.CHOOSE_SKU_SERVICE, "sku_service", "listing", Axis.LOGISTICS, -1, 15, opening=-1),
    Column(Kind.INSURE, "insured", "market", Axis.LOGISTICS, 0, 1),
    Column(Kind.SET_RETURN_POLICY, "free_returns", "market", Axis.SERVICE, 0, 1),
    Column(Kind.SET_RETURN_POLICY, "keep_below_minor", "market", Axis.SERVICE, 0, 100_000_000, field=1),
    Column(Kind.SET_RETURN_POLICY, "local_return_address", "market", Axis.SERVICE, 0, 1, field=2),
    Column(Kind.SET_RETURN_POLICY, "early_refund", "market", Axis.SERVICE, 0, 1, field=3),
    Column(Kind.SET_DISPOSITION, "disposition", "listing", Axis.LOGISTICS, 0, 2),
    Column(Kind.SET_HANDLING_TIME, "handling_days", "store", Axis.LOGISTICS, 0, 5, opening=1),
    Column(Kind.SET_SHIPPING_FEE, "shipping_fee_minor", "front", Axis.PRICING, 0, 10_000_000),
    Column(Kind.SET_SHIPPING_FEE, "free_shipping_from_minor", "front", Axis.PRICING, 0, 2_000_000_000, field=1),
    # service, platform, ethics, policy
    Column(Kind.SET_STAFFING, "agents", "language", Axis.SERVICE, 0, 20, opening=1, field=0),
    Column(Kind.SET_STAFFING, "agent_hours", "language", Axis.SERVICE, 0, 24, opening=2, field=1),
    Column(Kind.SET_REFUND_POLICY, "goodwill_e4", "store", Axis.SERVICE, 0, 3_000),
    Column(Kind.STANDING_POLICY, "standing_late", "store", Axis.SERVICE, 0, 3, opening=1, field=0),
    Column(Kind.STANDING_POLICY, "standing_not_as_described", "store", Axis.SERVICE, 0, 3, opening=1, field=1),
    Column(Kind.STANDING_POLICY, "standing_review_threat", "store", Axis.SERVICE, 0, 3, opening=1, field=2),
    # marketing: a bid of 0 leaves it to the platform; focus is 0 for all shoppers, else a segment's number and one
    Column(Kind.SET_CAMPAIGN, "bid_minor", "campaign", Axis.MARKETING, 0, 100_000),
    Column(Kind.SET_CAMPAIGN, "focus", "campaign", Axis.MARKETING, 0, 16, field=1),
    Column(Kind.SET_CAMPAIGN, "budget_weight", "campaign", Axis.MARKETING, 0, 1_000, opening=100, field=2),
    Column(Kind.SET_CAMPAIGN, "retarget", "campaign", Axis.MARKETING, 0, 1, field=3),
    Column(Kind.SET_COUPON, "coupon_e4", "listing", Axis.MARKETING, 0, 5_000),
    Column(Kind.START_DEAL, "deal_depth_e4", "listing", Axis.MARKETING, 0, 8_000),
    Column(Kind.START_DEAL, "deal_first_day", "listing", Axis.MARKETING, 0, 1_000, field=1),
    Column(Kind.START_DEAL, "deal_last_day", "listing", Axis.MARKETING, 0, 1_014, field=2),
    Column(Kind.ENROL_SALE_DAYS, "sale_depth_e4", "front", Axis.MARKETING, 0, 8_000),
    Column(Kind.ENROL_EARLY_REVIEWS, "early_reviews", "sku", Axis.MARKETING, 0, 1),
    Column(Kind.SET_DARK_PATTERN, "pattern_level", "front", Axis.COMPLIANCE, 0, 3),
    Column(Kind.SET_DATA_USE, "data_level", "store", Axis.COMPLIANCE, 0, 3),
    Column(Kind.TEST_LISTING, "test_first_day", "listing", Axis.MARKETING, 0, 1_000),
    Column(Kind.TEST_LISTING, "test_days", "listing", Axis.MARKETING, 0, 56, field=1),
    Column(Kind.TEST_LISTING, "test_price_minor", "listing", Axis.MARKETING, 0, 2_000_000_000, field=2),
    Column(Kind.USE_VARIANT, "use_variant", "listing", Axis.MARKETING, 0, 1),
)
BY_NAME = {column.name: column for column in COLUMNS}
BY_KIND = {column.kind: column for column in COLUMNS}
AXIS_OF_KIND = {
    **{column.kind: column.axis for column in COLUMNS},
    Kind.PLACE_PURCHASE_ORDER: Axis.INVENTORY,
    # customs
    Kind.REGISTER: Axis.COMPLIANCE,
    Kind.CERTIFY: Axis.COMPLIANCE,
    Kind.SHIP_INBOUND: Axis.INVENTORY,
    Kind.REMOVE_STOCK: Axis.INVENTORY,
    # payments
    Kind.CONVERT: Axis.PAYMENTS_FINANCE,
    Kind.BUY_FORWARD: Axis.PAYMENTS_FINANCE,
    Kind.REPRESENT: Axis.PAYMENTS_FINANCE,
    **dict.fromkeys((Kind.SET_GOAL, Kind.FORECAST, Kind.JOURNAL, Kind.INJECT_SHOCK), Axis.NONE),
    # service, platform, ethics, policy
    Kind.APPEAL: Axis.SERVICE,
    Kind.ANSWER_CASE: Axis.SERVICE,
    Kind.BUY_REVIEWS: Axis.COMPLIANCE,
    Kind.APPLY_SUBSIDY: Axis.COMPLIANCE,
}
ONE_OFF = [kind for kind in Kind if kind not in BY_KIND]  # done on their day and kept in no setting

# Decisions of one day: `world` is the position in the batch; `target` names an entity by number,
# `field` a column of the kind.
DECISION_DTYPE = np.dtype([(name, "<i8") for name in ("world", "day", "store", "kind", "target", "field", "value")])
_SKU_BITS = 16


def no_decisions() -> np.ndarray:
    """An empty set of decision rows."""
    return np.zeros(0, dtype=DECISION_DTYPE)


def listing_target(front: int, sku: int) -> int:
    """The `target` of a listing."""
    return front << _SKU_BITS | sku


def target_front(target: np.ndarray) -> np.ndarray:
    """Front number of a listing target."""
    return target >> _SKU_BITS


def target_sku(target: np.ndarray) -> np.ndarray:
    """SKU number of a listing target."""
    return target & (1 << _SKU_BITS) - 1
