"""Decision kinds of buying: from whom, how well inspected, and with how much safety stock."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from simlab.core.settings import BY_NAME, Kind
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

_SAFETY = BY_NAME["safety_e2"]


class ChooseSupplier(Payload):
    sku: str = Field(description="SKU code")
    supplier: str = Field(description="Supplier code; `usual` is the article's own supplier")


class SetInspection(Payload):
    sku: str = Field(description="SKU code")
    level: str = Field(description="Inspection level code; `none` ships without inspection")


class SetSafetyStock(Payload):
    sku: str = Field(description="SKU code")
    factor_e2: int = Field(
        ge=_SAFETY.least,
        le=_SAFETY.most,
        description="Service factor z in hundredths: 165 covers 95% of bad luck over lead time and review, 0 none",
    )


def _choose_supplier(payload: ChooseSupplier, document: Document) -> list[Row]:
    suppliers = document["supply"]["suppliers"]
    sku, supplier = positions((document["skus"], payload.sku, "/sku"), (suppliers, payload.supplier, "/supplier"))
    category = document["skus"][sku]["category"]
    if category not in suppliers[supplier]["categories"]:
        makers = ", ".join(part["code"] for part in suppliers if category in part["categories"])
        message = {
            "en": f"does not make this article; allowed: {makers}",
            "zh": f"该供应商不生产此商品；可选：{makers}",
        }
        raise DecisionRejected([FieldError("/supplier", "not_made", message)])
    return [Row(Kind.CHOOSE_SUPPLIER, sku, 0, supplier)]


def _set_inspection(payload: SetInspection, document: Document) -> list[Row]:
    levels = document["supply"]["inspection"]["levels"]
    sku, level = positions((document["skus"], payload.sku, "/sku"), (levels, payload.level, "/level"))
    return [Row(Kind.SET_INSPECTION, sku, 0, level)]


def _set_safety_stock(payload: SetSafetyStock, document: Document) -> list[Row]:
    return [Row(Kind.SET_SAFETY_STOCK, position(document["skus"], payload.sku, "/sku"), 0, payload.factor_e2)]


def _sku(row: Row, document: Document) -> dict[str, Any]:
    return {"sku": document["skus"][row.target]["code"]}


register(
    DecisionKind(
        number=Kind.CHOOSE_SUPPLIER,
        section="supply",
        role="purchasing",
        title={"en": "Choose the supplier of a product", "zh": "选择商品的供应商"},
        payload=ChooseSupplier,
        effect=_choose_supplier,
        described=lambda row, document: {
            **_sku(row, document),
            "supplier": document["supply"]["suppliers"][row.value]["code"],
        },
    )
)
register(
    DecisionKind(
        number=Kind.SET_INSPECTION,
        section="supply",
        role="purchasing",
        title={"en": "Set the inspection of purchased goods", "zh": "设定采购验货标准"},
        payload=SetInspection,
        effect=_set_inspection,
        described=lambda row, document: {
            **_sku(row, document),
            "level": document["supply"]["inspection"]["levels"][row.value]["code"],
        },
    )
)
register(
    DecisionKind(
        number=Kind.SET_SAFETY_STOCK,
        section="supply",
        role="purchasing",
        title={"en": "Set the safety stock of a product", "zh": "设定商品的安全库存系数"},
        payload=SetSafetyStock,
        effect=_set_safety_stock,
        described=lambda row, document: {**_sku(row, document), "factor_e2": row.value},
    )
)
