"""Decision kinds of promotion: coupons, deals, sale days, early reviews."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from simlab.core.fronts import MARKETPLACE
from simlab.core.settings import BY_NAME, Kind, listing_target
from simlab.runs.kinds import (
    DecisionKind,
    Document,
    Payload,
    Row,
    front,
    front_codes,
    position,
    positions,
    register,
)

_CHANNEL = "Channel code; may be left out where the market has one channel"
_PERCENT = 100
_DEPTH, _FIRST, _LAST = BY_NAME["deal_depth_e4"], BY_NAME["deal_first_day"], BY_NAME["deal_last_day"]
_DEAL_FIELDS = {_DEPTH.field: "percent_off", _FIRST.field: "first_day", _LAST.field: "last_day"}
_DEAL_DAYS = 14
_LEAST_DEAL, _MOST_DEAL = 15, 80
_MOST_COUPON = BY_NAME["coupon_e4"].most // _PERCENT
_MOST_SALE = BY_NAME["sale_depth_e4"].most // _PERCENT


class OnListing(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    sku: str = Field(description="SKU code")


class SetCoupon(OnListing):
    percent_off: int = Field(ge=0, le=_MOST_COUPON, description="Percent off for buyers who clip it; 0 ends the coupon")


class StartDeal(OnListing):
    percent_off: int = Field(ge=_LEAST_DEAL, le=_MOST_DEAL, description="Percent off the price while the deal runs")
    first_day: int = Field(
        ge=_FIRST.least, le=_FIRST.most, description="First day of the deal, by the game's day number"
    )
    days: int = Field(1, ge=1, le=_DEAL_DAYS, description="Days it runs; 1 is a lightning deal")


class EnrolSaleDays(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    percent_off: int = Field(ge=0, le=_MOST_SALE, description="Percent off every price on the sale days; 0 stays out")


class EnrolEarlyReviews(Payload):
    sku: str = Field(description="SKU code")
    enrolled: bool = Field(description="Take part; the fee is due once per SKU")


def _target(payload: OnListing, document: Document, kinds: tuple[str, ...]) -> int:
    _, sku = positions((document["markets"], payload.market, "/market"), (document["skus"], payload.sku, "/sku"))
    return listing_target(front(document, payload.market, payload.channel, kinds), sku)


def _codes(target: int, document: Document) -> dict[str, Any]:
    number, sku = divmod(target, listing_target(1, 0))
    return front_codes(document, number) | {"sku": document["skus"][sku]["code"]}


def _set_coupon(payload: SetCoupon, document: Document) -> list[Row]:
    target = _target(payload, document, SET_COUPON.channels)
    return [Row(Kind.SET_COUPON, target, 0, payload.percent_off * _PERCENT)]


def _start_deal(payload: StartDeal, document: Document) -> list[Row]:
    target = _target(payload, document, START_DEAL.channels)
    last_day = payload.first_day + payload.days - 1
    values = ((_DEPTH, payload.percent_off * _PERCENT), (_FIRST, payload.first_day), (_LAST, last_day))
    return [Row(Kind.START_DEAL, target, column.field, value) for column, value in values]


def _described_deal(row: Row, document: Document) -> dict[str, Any]:
    value = row.value // _PERCENT if row.field == _DEPTH.field else row.value
    return _codes(row.target, document) | {_DEAL_FIELDS[row.field]: value}


def _enrol_sale_days(payload: EnrolSaleDays, document: Document) -> list[Row]:
    target = front(document, payload.market, payload.channel, ENROL_SALE_DAYS.channels)
    return [Row(Kind.ENROL_SALE_DAYS, target, 0, payload.percent_off * _PERCENT)]


def _enrol_early_reviews(payload: EnrolEarlyReviews, document: Document) -> list[Row]:
    return [Row(Kind.ENROL_EARLY_REVIEWS, position(document["skus"], payload.sku, "/sku"), 0, int(payload.enrolled))]


SET_COUPON = register(
    DecisionKind(
        number=Kind.SET_COUPON,
        role="marketing",
        title={"en": "Offer a coupon on a listing", "zh": "为商品设置优惠券"},
        payload=SetCoupon,
        section="marketing",
        effect=_set_coupon,
        described=lambda row, document: _codes(row.target, document) | {"percent_off": row.value // _PERCENT},
    )
)
START_DEAL = register(
    DecisionKind(
        number=Kind.START_DEAL,
        role="marketing",
        title={"en": "Run a deal on a listing", "zh": "为商品申报限时折扣"},
        payload=StartDeal,
        section="marketing",
        effect=_start_deal,
        described=_described_deal,
        channels=(MARKETPLACE,),
    )
)
ENROL_SALE_DAYS = register(
    DecisionKind(
        number=Kind.ENROL_SALE_DAYS,
        role="marketing",
        title={"en": "Enrol in the sale days of a market", "zh": "报名参加某市场的大促"},
        payload=EnrolSaleDays,
        section="marketing",
        effect=_enrol_sale_days,
        described=lambda row, document: front_codes(document, row.target) | {"percent_off": row.value // _PERCENT},
        channels=(MARKETPLACE,),
    )
)
ENROL_EARLY_REVIEWS = register(
    DecisionKind(
        number=Kind.ENROL_EARLY_REVIEWS,
        role="marketing",
        title={"en": "Enrol a product in the early-review programme", "zh": "为商品报名早期评论计划"},
        payload=EnrolEarlyReviews,
        section="marketing",
        effect=_enrol_early_reviews,
        described=lambda row, document: {
            "sku": document["skus"][row.target]["code"],
            "enrolled": bool(row.value),
        },
    )
)
