"""Warehouses and bulk routes of the document as arrays; without a section `supply` a warehouse only has a market and a fee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from logistics.domain.inbound import MODES, Freight
from logistics.domain.warehousing import AGE_DAYS, UNLIMITED, Warehouses
from simlab.core import quantiles
from simlab.core.arrays import Ints
from simlab.core.rng import QUANTILES
from simlab.engine.parts.entities import Document, Sizes, codes, ints

_BY_SEA = ("sea", "fast_sea")
_PLAIN: dict[str, Any] = {
    "kind": "overseas",
    "capacity_mm3": UNLIMITED,
    "inbound_units": UNLIMITED,
    "receiving_days": 0,
    "space_fee_e2": [0],
    "aged": [],
    "handling_cents": [0],
    "removal_cents": 0,
    "placement_cents": 0,
    "badge_e3": 0,
    "low_cents": 0,
    "low_days": 0,
}


def read_warehouses(document: Document, sizes: Sizes) -> Warehouses:
    """Warehouses in the order of the document."""
    section = document.get("supply", {})
    terms = section.get("warehouses", [_PLAIN] * sizes.warehouses)
    kinds = [part["kind"] for part in terms]
    days = sorted({bracket["days"] for part in terms for bracket in part["aged"]})
    return Warehouses(
        platform=np.array([kind == "platform" for kind in kinds]),
        duty_paid=np.array([number > 0 and kind != "bonded" for number, kind in enumerate(kinds)]),
        serving=_serving(document, kinds),
        capacity_mm3=ints([part["capacity_mm3"] for part in terms]),
        inbound_units=ints([part["inbound_units"] for part in terms]),
        receiving_days=ints([part["receiving_days"] for part in terms]),
        volume_fee_e2=np.stack(
            [np.broadcast_to(ints(part["space_fee_e2"]), sizes.reach_days) for part in terms], axis=1
        ),
        aged_periods=ints([day // AGE_DAYS for day in days]),
        aged_fee_e2=ints([[_aged_fee(part, day) for part in terms] for day in days]).reshape(len(days), len(terms)),
        handling_cents=np.stack([np.broadcast_to(ints(part["handling_cents"]), sizes.skus) for part in terms], axis=1),
        removal_cents=ints([part["removal_cents"] for part in terms]),
        liquidation_e4=section.get("liquidation_e4", 0),
        badge_e3=ints([part["badge_e3"] for part in terms]),
        low_cents=ints([part["low_cents"] for part in terms]),
        low_days=max(part["low_days"] for part in terms),
    )


def _aged_fee(part: Mapping[str, Any], day: int) -> int:
    """The fee of the last bracket that goods of this age have reached."""
    return max((bracket["fee_e2"] for bracket in part["aged"] if bracket["days"] <= day), default=0)


def _serving(document: Document, kinds: list[str]) -> Ints:
    """The marketplace's own warehouse first, then the others in the order of the document."""
    sites = [warehouse["market"] for warehouse in document["warehouses"]]
    by_market = [[number for number, site in enumerate(sites) if site == code] for code in codes(document, "markets")]
    ranked = [sorted(numbers, key=lambda number: kinds[number] != "platform") for numbers in by_market]
    widest = max(1, *(len(numbers) for numbers in ranked))
    return ints([(numbers + [0] * widest)[:widest] for numbers in ranked])


def read_freight(document: Document, sizes: Sizes) -> Freight:
    """Routes in the order of the document; none without a section."""
    section = document.get("supply", {})
    routes, places = section.get("routes", []), codes(document, "warehouses")
    origin = ints([places.index(route["origin"]) for route in routes])
    destination = ints([places.index(route["destination"]) for route in routes])
    number = np.full((sizes.warehouses, sizes.warehouses, len(MODES)), -1, dtype=np.int64)
    number[origin, destination, ints([MODES.index(route["mode"]) for route in routes])] = np.arange(len(routes))
    terms = section.get("warehouses", [_PLAIN] * sizes.warehouses)
    return Freight(
        number=number,
        origin=origin,
        destination=destination,
        days=_days(routes, "median_days", "p95_days"),
        hold_days=_days(routes, "hold_days_median", "hold_days_p95"),
        **{
            name: ints([route[name] for route in routes])
            for name in ("hold_e6", "loss_e6", "base_cents", "per_kg_cents", "least_g", "divisor_cm3_per_kg")
        },
        unit_cents=ints([terms[number]["placement_cents"] for number in destination.tolist()]),
        duty_e4=_bulk_duty(document, sizes),
        duty_market=ints([_duty_market(document, terms, number) for number in destination.tolist()]),
        by_sea=np.array([route["mode"] in _BY_SEA for route in routes], dtype=bool),
    )


def _days(routes: list[Mapping[str, Any]], median: str, p95: str) -> Ints:
    days = [quantiles.lognormal_days(route[median], route[p95]) for route in routes]
    return np.array(days, dtype=np.int64).reshape(len(routes), QUANTILES)


def _bulk_duty(document: Document, sizes: Sizes) -> Ints:
    """[T, M, K]; the rates of parcels where the section has none of its own."""
    told = document.get("supply", {}).get("bulk_duty_e4", {})
    rates = [
        [told.get(market["code"], market["duty_e4"])[sku["category"]][: sizes.reach_days] for sku in document["skus"]]
        for market in document["markets"]
    ]
    return ints(rates).transpose(2, 0, 1).copy()


def _duty_market(document: Document, terms: list[Mapping[str, Any]], warehouse: int) -> int:
    """Bonded goods are not imported yet, and home is no import."""
    market = document["warehouses"][warehouse]["market"]
    if market is None or terms[warehouse]["kind"] == "bonded":
        return -1
    return codes(document, "markets").index(market)
