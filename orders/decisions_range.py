"""The decision kind of product selection: which products a store carries."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from simlab.core.settings import Kind
from simlab.runs.kinds import (
    DecisionKind,
    Document,
    Payload,
    Row,
    position,
    register,
)


class SelectProduct(Payload):
    sku: str = Field(description="SKU code")
    opened: bool = Field(description="Open the product or close it; beyond the scenario's limit a product stays closed")


def _select_product(payload: SelectProduct, document: Document) -> list[Row]:
    sku = position(document["skus"], payload.sku, "/sku")
    return [Row(Kind.SELECT_PRODUCT, sku, 0, int(payload.opened))]


def _described(row: Row, document: Document) -> dict[str, Any]:
    return {"sku": document["skus"][row.target]["code"], "opened": bool(row.value)}


register(
    DecisionKind(
        number=Kind.SELECT_PRODUCT,
        role="merchandising",
        title={"en": "Open a product or close it", "zh": "选品：开设或关闭商品"},
        payload=SelectProduct,
        effect=_select_product,
        described=_described,
        section="catalogue",
    )
)
