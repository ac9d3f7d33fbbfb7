"""Decision kinds of the shop: prices, the range, advertising."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from simlab.core.settings import BY_KIND, Kind, listing_target
from simlab.runs.kinds import DecisionKind, Document, Payload, Row, front, front_codes, positions, register

_PRICE = BY_KIND[Kind.SET_PRICE]
_BUDGET = BY_KIND[Kind.SET_AD_BUDGET]
_SKU_MASK = listing_target(1, 0) - 1
_FRONT_UNIT = listing_target(1, 0)


_CHANNEL = "Channel code; may be left out where the market has one channel"


class SetPrice(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    sku: str = Field(description="SKU code")
    price_minor: int = Field(ge=_PRICE.least, le=_PRICE.most, description="Minor units of the market's currency")


class ListProduct(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    sku: str = Field(description="SKU code")
    listed: bool = Field(description="On sale or taken off sale")


class SetAdBudget(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    ad_budget_minor: int = Field(ge=_BUDGET.least, le=_BUDGET.most, description="Home currency minor units per day")


def _listing(payload: SetPrice | ListProduct, document: Document) -> int:
    _, sku = positions((document["markets"], payload.market, "/market"), (document["skus"], payload.sku, "/sku"))
    return listing_target(front(document, payload.market, payload.channel), sku)


def _codes(target: int, document: Document) -> dict[str, Any]:
    return front_codes(document, target // _FRONT_UNIT) | {"sku": document["skus"][target & _SKU_MASK]["code"]}


def _set_price(payload: SetPrice, document: Document) -> list[Row]:
    return [Row(Kind.SET_PRICE, _listing(payload, document), 0, payload.price_minor)]


def _list_product(payload: ListProduct, document: Document) -> list[Row]:
    return [Row(Kind.LIST_PRODUCT, _listing(payload, document), 0, int(payload.listed))]


def _set_ad_budget(payload: SetAdBudget, document: Document) -> list[Row]:
    target = front(document, payload.market, payload.channel)
    return [Row(Kind.SET_AD_BUDGET, target, 0, payload.ad_budget_minor)]


def _described_budget(row: Row, document: Document) -> dict[str, Any]:
    return front_codes(document, row.target) | {"ad_budget_minor": row.value}


register(
    DecisionKind(
        number=Kind.SET_PRICE,
        role="merchandising",
        title={"en": "Set a price", "zh": "设定价格"},
        payload=SetPrice,
        effect=_set_price,
        described=lambda row, document: {**_codes(row.target, document), "price_minor": row.value},
    )
)
register(
    DecisionKind(
        number=Kind.LIST_PRODUCT,
        role="merchandising",
        title={"en": "List a product or take it off sale", "zh": "上架或下架商品"},
        payload=ListProduct,
        effect=_list_product,
        described=lambda row, document: {**_codes(row.target, document), "listed": bool(row.value)},
    )
)
register(
    DecisionKind(
        number=Kind.SET_AD_BUDGET,
        role="marketing",
        title={"en": "Set the daily ad budget of a market", "zh": "设定某市场的每日广告预算"},
        payload=SetAdBudget,
        effect=_set_ad_budget,
        described=_described_budget,
    )
)
