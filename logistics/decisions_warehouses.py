"""Decision kinds of warehouses: consignments, placement, fulfilment, removal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from pydantic import Field

from logistics.domain.inbound import MODES
from simlab.core.fronts import MARKETPLACE
from simlab.core.money import RATE_ONE, convert
from simlab.core.settings import BY_NAME, Kind, listing_target
from simlab.runs import kinds
from simlab.runs.kinds import DecisionKind, DecisionRejected, Document, FieldError, Payload, Row, positions, register

_COVER = BY_NAME["placement_days"]
_TRANSPORT = Literal["sea", "fast_sea", "air", "rail", "road", "express"]
_REMOVALS = ("dispose", "liquidate")
MOST_UNITS = 1_000_000


class ShipInbound(Payload):
    sku: str = Field(description="SKU code")
    origin: str = Field(description="Code of the warehouse that sends")
    destination: str = Field(description="Code of the warehouse that receives")
    transport: _TRANSPORT = Field(description="Sea, fast boat, air, rail, road or courier")
    units: int = Field(ge=1, le=MOST_UNITS, description="Units to send; no more leave than are there")


class SetPlacement(Payload):
    sku: str = Field(description="SKU code")
    warehouse: str = Field(description="Code of a warehouse abroad")
    cover_days: int = Field(
        ge=_COVER.least,
        le=_COVER.most,
        description="Days of its market's sales to hold there and on the way; filled up every week from home. 0 sends nothing",
    )
    transport: _TRANSPORT = Field(description="Sea, fast boat, air, rail, road or courier")


class ChooseFulfilment(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(default=None, description="Channel code; by default the market's first marketplace")
    sku: str = Field(description="SKU code")
    by: Literal["store", "platform"] = Field(
        description="Who stores, packs and ships: the store, or the platform as long as it has stock"
    )


class RemoveStock(Payload):
    sku: str = Field(description="SKU code")
    warehouse: str = Field(description="Warehouse code")
    units: int = Field(ge=1, le=MOST_UNITS, description="Units to remove")
    method: Literal["dispose", "liquidate"] = Field(description="Destroy the goods, or sell them to a liquidator")


def _route(document: Document, origin: str, destination: str, mode: str) -> int:
    """The number of a route, or a field error that says by which modes goods travel there."""
    places = document["warehouses"]
    positions((places, origin, "/origin"), (places, destination, "/destination"))
    routes = document["supply"]["routes"]
    between = [
        (number, route["mode"])
        for number, route in enumerate(routes)
        if (route["origin"], route["destination"]) == (origin, destination)
    ]
    for number, code in between:
        if code == mode:
            return number
    allowed = ", ".join(code for _, code in between) or "-"
    message = {
        "en": f"no such route between these warehouses; modes: {allowed}",
        "zh": f"这两个仓库之间没有该运输方式；可选：{allowed}",
    }
    raise DecisionRejected([FieldError("/transport", "no_route", message)])


def _ship_inbound(payload: ShipInbound, document: Document) -> list[Row]:
    route = _route(document, payload.origin, payload.destination, payload.transport)
    (sku,) = positions((document["skus"], payload.sku, "/sku"))
    return [Row(Kind.SHIP_INBOUND, sku, route, payload.units)]


def _shipped(row: Row, document: Document) -> dict[str, Any]:
    route = document["supply"]["routes"][row.field]
    return {
        "sku": document["skus"][row.target]["code"],
        "origin": route["origin"],
        "destination": route["destination"],
        "transport": route["mode"],
        "units": row.value,
    }


def _freight_minor(rows: Sequence[Row], document: Document) -> int:
    """Of each consignment on its own, at the opening rate of the dollar; without duty."""
    rates = dict(zip((part["code"] for part in document["currencies"]), document["fx"]["rate_e8"], strict=True))
    cents = sum(_freight_cents(row, document) for row in rows)
    return int(convert(np.array(cents), np.array(rates.get("USD", RATE_ONE))))


def _freight_cents(row: Row, document: Document) -> int:
    route, sku = document["supply"]["routes"][row.field], document["skus"][row.target]
    volume_mm3 = sku["length_mm"] * sku["width_mm"] * sku["height_mm"]
    weight_g = row.value * max(sku["weight_g"], volume_mm3 // max(route["divisor_cm3_per_kg"], 1))
    return int(route["base_cents"] + (max(weight_g, route["least_g"]) * route["per_kg_cents"] + 500) // 1000)


def _place(document: Document, sku: str, warehouse: str) -> int:
    """The number of a SKU in a warehouse."""
    places = document["warehouses"]
    sku_no, place = positions((document["skus"], sku, "/sku"), (places, warehouse, "/warehouse"))
    return sku_no * len(places) + place


def _placed(row: Row, document: Document) -> dict[str, Any]:
    sku, place = divmod(row.target, len(document["warehouses"]))
    return {"sku": document["skus"][sku]["code"], "warehouse": document["warehouses"][place]["code"]}


def _set_placement(payload: SetPlacement, document: Document) -> list[Row]:
    target = _place(document, payload.sku, payload.warehouse)
    if payload.cover_days:
        _route(document, document["warehouses"][0]["code"], payload.warehouse, payload.transport)
    return [
        Row(Kind.SET_PLACEMENT, target, 0, payload.cover_days),
        Row(Kind.SET_PLACEMENT, target, 1, MODES.index(payload.transport)),
    ]


def _described_placement(row: Row, document: Document) -> dict[str, Any]:
    """Half of the decision: each row tells its own field."""
    told = {"cover_days": row.value} if row.field == 0 else {"transport": MODES[row.value]}
    return {**_placed(row, document), **told}


def _choose_fulfilment(payload: ChooseFulfilment, document: Document) -> list[Row]:
    (sku,) = positions((document["skus"], payload.sku, "/sku"))
    front = kinds.front(document, payload.market, payload.channel, (MARKETPLACE,))
    if payload.by == "platform" and payload.market not in _platform_markets(document):
        allowed = ", ".join(_platform_markets(document)) or "-"
        message = {
            "en": f"the platform has no warehouse in this market; allowed: {allowed}",
            "zh": f"平台在该市场没有仓库；可选：{allowed}",
        }
        raise DecisionRejected([FieldError("/market", "no_platform_warehouse", message)])
    return [Row(Kind.CHOOSE_FULFILMENT, listing_target(front, sku), 0, int(payload.by == "platform"))]


def _platform_markets(document: Document) -> list[str]:
    terms = document["supply"]["warehouses"]
    return [
        place["market"] for place, part in zip(document["warehouses"], terms, strict=True) if part["kind"] == "platform"
    ]


def _described_fulfilment(row: Row, document: Document) -> dict[str, Any]:
    front, sku = row.target >> 16, row.target & 0xFFFF
    return {
        **kinds.front_codes(document, front),
        "sku": document["skus"][sku]["code"],
        "by": "platform" if row.value else "store",
    }


def _remove_stock(payload: RemoveStock, document: Document) -> list[Row]:
    target = _place(document, payload.sku, payload.warehouse)
    return [Row(Kind.REMOVE_STOCK, target, _REMOVALS.index(payload.method), payload.units)]


def _removed(row: Row, document: Document) -> dict[str, Any]:
    return {**_placed(row, document), "units": row.value, "method": _REMOVALS[row.field]}


register(
    DecisionKind(
        number=Kind.SHIP_INBOUND,
        section="supply",
        role="logistics",
        title={"en": "Send goods to another warehouse", "zh": "向其他仓库调拨货物"},
        payload=ShipInbound,
        effect=_ship_inbound,
        described=_shipped,
        amount=_freight_minor,
    )
)
register(
    DecisionKind(
        number=Kind.SET_PLACEMENT,
        section="supply",
        role="logistics",
        title={"en": "Set how much to hold in a warehouse abroad", "zh": "设定海外仓备货天数"},
        payload=SetPlacement,
        effect=_set_placement,
        described=_described_placement,
    )
)
register(
    DecisionKind(
        number=Kind.CHOOSE_FULFILMENT,
        section="supply",
        role="logistics",
        title={"en": "Choose who fulfils a listing", "zh": "选择商品的发货方式"},
        payload=ChooseFulfilment,
        effect=_choose_fulfilment,
        described=_described_fulfilment,
        channels=(MARKETPLACE,),
    )
)
register(
    DecisionKind(
        number=Kind.REMOVE_STOCK,
        section="supply",
        role="logistics",
        title={"en": "Remove stock from a warehouse", "zh": "处理仓库库存"},
        payload=RemoveStock,
        effect=_remove_stock,
        described=_removed,
    )
)
