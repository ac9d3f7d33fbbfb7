"""Decision kinds of parcels: a product's own service, insurance, returns, handling time, the shipping fee."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from logistics.domain.returns import Disposition
from logistics.goods import BARRED, barred
from simlab.core.settings import BY_NAME, Kind, listing_target
from simlab.runs.kinds import (
    DecisionKind,
    DecisionRejected,
    Document,
    FieldError,
    Payload,
    Row,
    Text,
    front,
    front_codes,
    position,
    positions,
    register,
)

_CHANNEL = "Channel code; may be left out where the market has one channel"
_FRONT_UNIT = listing_target(1, 0)
_MARKET_SERVICE = -1
_POLICY = ("free_returns", "keep_below_minor", "local_return_address", "early_refund")
_FEES = ("shipping_fee_minor", "free_shipping_from_minor")
_NOTHING: Text = {"en": "name at least one thing to set", "zh": "请至少设定一项"}


class ChooseSkuService(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    sku: str = Field(description="SKU code")
    service: str | None = Field(description="Service level code; null follows the service of the market")


class Insure(Payload):
    market: str = Field(description="Market code")
    insured: bool = Field(description="Insure every parcel to this market against loss and damage")


class SetReturnPolicy(Payload):
    market: str = Field(description="Market code")
    free_returns: bool | None = Field(None, description="The store pays the way back")
    keep_below_minor: int | None = Field(
        None,
        ge=0,
        le=BY_NAME["keep_below_minor"].most,
        description="Up to this price (home currency minor units) buyers keep what they get refunded; 0 never",
    )
    local_return_address: bool | None = Field(None, description="Returns go to an address in the market, not home")
    early_refund: bool | None = Field(None, description="Refund at the drop-off, not when the goods have come")


class SetDisposition(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    sku: str = Field(description="SKU code")
    disposition: str = Field(
        description="destroy, restock (where the goods came back) or ship_back (home in bulk)",
        json_schema_extra={"enum": [item.name.lower() for item in Disposition]},
    )


class SetHandlingTime(Payload):
    handling_days: int = Field(
        ge=0, le=BY_NAME["handling_days"].most, description="Days to dispatch that buyers are told"
    )


class SetShippingFee(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    shipping_fee_minor: int = Field(
        ge=0,
        le=BY_NAME["shipping_fee_minor"].most,
        description="What a buyer pays for an order, minor units of the market",
    )
    free_shipping_from_minor: int = Field(
        ge=0,
        le=BY_NAME["free_shipping_from_minor"].most,
        description="Free for orders of goods of this value or more; 0: never",
    )


def _listing(payload: ChooseSkuService | SetDisposition, document: Document) -> int:
    _, sku = positions((document["markets"], payload.market, "/market"), (document["skus"], payload.sku, "/sku"))
    return listing_target(front(document, payload.market, payload.channel), sku)


def _listing_codes(row: Row, document: Document) -> dict[str, Any]:
    sku = document["skus"][row.target % _FRONT_UNIT]["code"]
    return front_codes(document, row.target // _FRONT_UNIT) | {"sku": sku}


def _choose_sku_service(payload: ChooseSkuService, document: Document) -> list[Row]:
    target = _listing(payload, document)
    if payload.service is None:
        return [Row(Kind.CHOOSE_SKU_SERVICE, target, 0, _MARKET_SERVICE)]
    service = position(document["services"], payload.service, "/service")
    if barred(document, payload.market, payload.service, document["skus"][target % _FRONT_UNIT]):
        raise DecisionRejected([FieldError("/service", "goods_barred", BARRED)])
    return [Row(Kind.CHOOSE_SKU_SERVICE, target, 0, service)]


def _described_sku_service(row: Row, document: Document) -> dict[str, Any]:
    service = None if row.value == _MARKET_SERVICE else document["services"][row.value]["code"]
    return _listing_codes(row, document) | {"service": service}


def _insure(payload: Insure, document: Document) -> list[Row]:
    return [Row(Kind.INSURE, position(document["markets"], payload.market, "/market"), 0, int(payload.insured))]


def _set_return_policy(payload: SetReturnPolicy, document: Document) -> list[Row]:
    market = position(document["markets"], payload.market, "/market")
    told = [(field, getattr(payload, name)) for field, name in enumerate(_POLICY)]
    rows = [Row(Kind.SET_RETURN_POLICY, market, field, int(value)) for field, value in told if value is not None]
    if not rows:
        raise DecisionRejected([FieldError("", "nothing_to_set", _NOTHING)])
    return rows


def _described_policy(row: Row, document: Document) -> dict[str, Any]:
    name = _POLICY[row.field]
    value = row.value if name == "keep_below_minor" else bool(row.value)
    return {"market": document["markets"][row.target]["code"], name: value}


def _set_disposition(payload: SetDisposition, document: Document) -> list[Row]:
    target, known = _listing(payload, document), {item.name.lower(): int(item) for item in Disposition}
    if payload.disposition not in known:
        allowed = ", ".join(known)
        message = {"en": f"must be one of {allowed}", "zh": f"必须是以下之一：{allowed}"}
        raise DecisionRejected([FieldError("/disposition", "unknown_code", message)])
    return [Row(Kind.SET_DISPOSITION, target, 0, known[payload.disposition])]


def _described_disposition(row: Row, document: Document) -> dict[str, Any]:
    return _listing_codes(row, document) | {"disposition": Disposition(row.value).name.lower()}


def _set_handling_time(payload: SetHandlingTime, document: Document) -> list[Row]:
    return [Row(Kind.SET_HANDLING_TIME, 0, 0, payload.handling_days)]


def _set_shipping_fee(payload: SetShippingFee, document: Document) -> list[Row]:
    target = front(document, payload.market, payload.channel)
    return [Row(Kind.SET_SHIPPING_FEE, target, field, getattr(payload, name)) for field, name in enumerate(_FEES)]


def _described_fee(row: Row, document: Document) -> dict[str, Any]:
    return front_codes(document, row.target) | {_FEES[row.field]: row.value}


for _kind in (
    DecisionKind(
        number=Kind.CHOOSE_SKU_SERVICE,
        role="logistics",
        title={"en": "Choose a product's own shipping service", "zh": "为单个商品选择物流服务"},
        section="parcels",
        payload=ChooseSkuService,
        effect=_choose_sku_service,
        described=_described_sku_service,
    ),
    DecisionKind(
        number=Kind.INSURE,
        role="logistics",
        title={"en": "Insure the parcels to a market", "zh": "为发往某市场的包裹投保"},
        section="parcels",
        payload=Insure,
        effect=_insure,
        described=lambda row, document: {
            "market": document["markets"][row.target]["code"],
            "insured": bool(row.value),
        },
    ),
    DecisionKind(
        number=Kind.SET_RETURN_POLICY,
        role="logistics",
        title={"en": "Set the return policy of a market", "zh": "设定某市场的退货政策"},
        section="parcels",
        payload=SetReturnPolicy,
        effect=_set_return_policy,
        described=_described_policy,
    ),
    DecisionKind(
        number=Kind.SET_DISPOSITION,
        role="logistics",
        title={"en": "Decide what becomes of returned goods", "zh": "决定退货商品的处置"},
        section="parcels",
        payload=SetDisposition,
        effect=_set_disposition,
        described=_described_disposition,
    ),
    DecisionKind(
        number=Kind.SET_HANDLING_TIME,
        role="logistics",
        title={"en": "State the handling time", "zh": "设定承诺的备货时间"},
        section="parcels",
        payload=SetHandlingTime,
        effect=_set_handling_time,
        described=lambda row, document: {"handling_days": row.value},
    ),
    DecisionKind(
        number=Kind.SET_SHIPPING_FEE,
        role="merchandising",
        title={"en": "Set the shipping fee that buyers pay", "zh": "设定向买家收取的运费"},
        section="parcels",
        payload=SetShippingFee,
        effect=_set_shipping_fee,
        described=_described_fee,
    ),
):
    register(_kind)
