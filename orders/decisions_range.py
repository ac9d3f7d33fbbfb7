"""The decision kind of product selection: which products a store carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from simlab.core.settings import Kind
from simlab.runs.kinds import (
    DecisionKind,
    DecisionRejected,
    Document,
    FieldError,
    Payload,
    Row,
    position,
    register,
)


class SelectProduct(Payload):
    sku: str = Field(description="SKU code")
    opened: bool = Field(description="Open the product or close it; a scenario limits how many may be open")


def _select_product(payload: SelectProduct, document: Document) -> list[Row]:
    sku = position(document["skus"], payload.sku, "/sku")
    return [Row(Kind.SELECT_PRODUCT, sku, 0, int(payload.opened))]


def _within_the_range(made: Sequence[Row], wanted: Sequence[Row], document: Document) -> None:
    """A store keeps at most so many products open, with everything that is decided but not yet in effect."""
    opens = dict(enumerate(document["catalogue"]["open"]))
    opens |= {row.target: row.value for row in made}
    before, after = sum(opens.values()), sum((opens | {row.target: row.value for row in wanted}).values())
    most = document["catalogue"]["most_products"]
    if after > max(most, before):
        message = {
            "en": f"at most {most} products may be open; close one first",
            "zh": f"最多开设 {most} 个商品，请先关闭一个",
        }
        raise DecisionRejected([FieldError("/opened", "range_full", message)])


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
        limit=_within_the_range,
        section="catalogue",
    )
)
