"""Decision kinds of supply and shipping: service levels, stock cover, purchase orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from logistics.goods import BARRED, barred
from simlab.core.settings import BY_KIND, Kind
from simlab.runs.kinds import (
    DecisionKind,
    DecisionRejected,
    Document,
    FieldError,
    Payload,
    Row,
    position,
    positions,
    register,
)

_COVER = BY_KIND[Kind.SET_COVER]
MOST_UNITS = 1_000_000


class ChooseService(Payload):
    market: str = Field(description="Market code")
    service: str = Field(description="Service level code")


class SetCover(Payload):
    sku: str = Field(description="SKU code")
    cover_days: int = Field(ge=_COVER.least, le=_COVER.most, description="Days of sales to keep in stock and on order")


class PlacePurchaseOrder(Payload):
    sku: str = Field(description="SKU code")
    units: int = Field(ge=1, le=MOST_UNITS, description="Units to buy, at least the supplier's minimum")


def _choose_service(payload: ChooseService, document: Document) -> list[Row]:
    market, service = positions(
        (document["markets"], payload.market, "/market"), (document["services"], payload.service, "/service")
    )
    if all(barred(document, payload.market, payload.service, sku) for sku in document["skus"]):
        raise DecisionRejected([FieldError("/service", "goods_barred", BARRED)])
    return [Row(Kind.CHOOSE_SERVICE, market, 0, service)]


def _set_cover(payload: SetCover, document: Document) -> list[Row]:
    return [Row(Kind.SET_COVER, position(document["skus"], payload.sku, "/sku"), 0, payload.cover_days)]


def _place_purchase_order(payload: PlacePurchaseOrder, document: Document) -> list[Row]:
    sku = position(document["skus"], payload.sku, "/sku")
    least = _least_units(document, sku)
    if payload.units < least:
        message = {"en": f"the supplier sells at least {least} units", "zh": f"供应商起订量为 {least} 件"}
        raise DecisionRejected([FieldError("/units", "below_moq", message)])
    return [Row(Kind.PLACE_PURCHASE_ORDER, sku, 0, payload.units)]


def _least_units(document: Document, sku: int) -> int:
    """The smallest minimum among the suppliers of an article."""
    article = document["skus"][sku]
    others = [part for part in document.get("supply", {}).get("suppliers", []) if "moq_units" in part]
    minima = [part["moq_units"] for part in others if article["category"] in part["categories"]]
    return int(min([article["supplier"]["moq_units"], *minima]))


def _purchase_minor(rows: Sequence[Row], document: Document) -> int:
    """At list cost; the supplier chosen may give another."""
    return sum(row.value * int(document["skus"][row.target]["unit_cost_minor"]) for row in rows)


def _described_service(row: Row, document: Document) -> dict[str, Any]:
    return {"market": document["markets"][row.target]["code"], "service": document["services"][row.value]["code"]}


register(
    DecisionKind(
        number=Kind.CHOOSE_SERVICE,
        role="logistics",
        title={"en": "Choose the shipping service of a market", "zh": "选择某市场的物流服务"},
        payload=ChooseService,
        effect=_choose_service,
        described=_described_service,
    )
)
register(
    DecisionKind(
        number=Kind.SET_COVER,
        role="purchasing",
        title={"en": "Set the stock cover of a product", "zh": "设定商品的备货天数"},
        payload=SetCover,
        effect=_set_cover,
        described=lambda row, document: {"sku": document["skus"][row.target]["code"], "cover_days": row.value},
    )
)
register(
    DecisionKind(
        number=Kind.PLACE_PURCHASE_ORDER,
        role="purchasing",
        title={"en": "Place a purchase order", "zh": "下采购单"},
        payload=PlacePurchaseOrder,
        effect=_place_purchase_order,
        described=lambda row, document: {"sku": document["skus"][row.target]["code"], "units": row.value},
        amount=_purchase_minor,
    )
)
