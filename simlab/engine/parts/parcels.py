"""Parcels of the document: what carriers bar and bill, the doorstep, insurance, returns. Without the section nothing of it happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from logistics.domain import carriage, transit
from logistics.domain.carriage import BOUNDLESS, Carriage
from logistics.domain.doorstep import Doorstep
from logistics.domain.insurance import Insurance
from logistics.domain.returns import TERMS_COUNT, Backflow, Policy, Terms
from logistics.domain.transit import Lanes
from simlab.core import quantiles
from simlab.core.arrays import Bools, Ints
from simlab.core.states import Leg
from simlab.engine.parts.entities import Document, Sizes, ints
from simlab.engine.parts.goods import Goods
from simlab.engine.parts.roads import lane_number

_FAR_LEGS = {"redelivery_days": Leg.REDELIVERY, "pickup_days": Leg.PICKUP_POINT, "home_days": Leg.RETURN_HOME}
_POLICY_TERMS = {
    "free_returns": Terms.FREE_RETURNS,
    "keep_goods": Terms.KEEP_GOODS,
    "local_address": Terms.LOCAL_ADDRESS,
    "early_refund": Terms.EARLY_REFUND,
}
_NO_POLICY = {"rate_e2": 100, "appeal_e3": 0}


@dataclass(frozen=True)
class Parcels:
    """Everything of the section `parcels`."""

    carriage: Carriage
    doorstep: Doorstep
    insurance: Insurance
    policy: Policy
    backflow: Backflow
    handling_days: int  # what the store really needs before the carrier comes


def with_terms(lanes: Lanes, document: Document, sizes: Sizes) -> Lanes:
    """The lanes with the carriers' billing rules, and the days of the legs at and after the door."""
    section = document.get("parcels", {})
    days = lanes.leg_days.copy()
    for market, doorstep in enumerate(section.get("doorsteps", [])):
        served = np.arange(len(days)) // sizes.services % sizes.markets == market
        for name, leg in _FAR_LEGS.items():
            days[served, leg] = quantiles.lognormal_days(*doorstep[name])
    terms = {
        name: _per_lane(document, sizes, name, getattr(lanes, name)) for name in ("minimum_g", "step_g", "fuel_e4")
    }
    return replace(lanes, leg_days=days, **terms)


def read_parcels(document: Document, sizes: Sizes, lanes: Lanes, goods: Goods) -> Parcels:
    """The section, or parameters under which nothing happens."""
    section = document.get("parcels", {})
    doorsteps = section.get("doorsteps", [{}] * sizes.markets)
    nothing = np.zeros(len(lanes.loss_e6), dtype=np.int64)
    insurance = section.get("insurance", {"premium_e4": 0, "cover_e4": 0, "claim_days": 0})
    return Parcels(
        carriage=_carriage(document, sizes, lanes, goods),
        doorstep=Doorstep(
            damage_e6=_per_lane(document, sizes, "damage_e6", nothing),
            missed_e6=ints([part.get("missed_e6", 0) for part in doorsteps]),
            collected_e6=ints([part.get("collected_e6", 1_000_000) for part in doorsteps]),
        ),
        insurance=Insurance(**insurance, liability_minor=_per_lane(document, sizes, "liability_minor", nothing)),
        policy=_policy(section),
        backflow=_backflow(section, goods),
        handling_days=document["handling_days"],
    )


def _per_lane(document: Document, sizes: Sizes, name: str, plain: Ints) -> Ints:
    column = plain.copy()
    for lane in document.get("parcels", {}).get("lanes", []):
        column[lane_number(document, sizes, lane)] = lane[name]
    return column


def _carriage(document: Document, sizes: Sizes, lanes: Lanes, goods: Goods) -> Carriage:
    section = document.get("parcels", {})
    barred, count = _barred(section, document, sizes), len(lanes.loss_e6)
    peak_kg, peak_parcel = (np.zeros((sizes.reach_days, count), dtype=np.int64) for _ in range(2))
    room = np.full(count, BOUNDLESS)
    for lane in section.get("lanes", []):
        number = lane_number(document, sizes, lane)
        room[number] = lane["room"] or BOUNDLESS
        for peak in lane["peaks"]:
            span = slice(peak["first_day"], peak["last_day"] + 1)
            peak_kg[span, number], peak_parcel[span, number] = peak["per_kg_minor"], peak["per_parcel_minor"]
    every = np.arange(count)[:, None]
    price = transit.freight_minor(lanes, every, goods.weight_g, goods.volume_mm3)
    fallback = carriage.cheapest_allowed(barred, price, sizes.services)
    return Carriage(barred, fallback, peak_kg, peak_parcel, room)


def _barred(section: Mapping[str, Any], document: Document, sizes: Sizes) -> Bools:
    barred = np.zeros((sizes.warehouses * sizes.markets * sizes.services, sizes.skus), dtype=bool)
    kinds = section.get("goods", {})
    for lane in section.get("lanes", []):
        barred[lane_number(document, sizes, lane)] = [
            kinds.get(sku["code"], "plain") in lane["barred"] or sku["weight_g"] > lane["most_g"]
            for sku in document["skus"]
        ]
    return barred


def _policy(section: Mapping[str, Any]) -> Policy:
    told = section.get("returns", {})
    rate_e2, appeal_e3 = np.full(TERMS_COUNT, 100), np.zeros(TERMS_COUNT, dtype=np.int64)
    terms = np.arange(TERMS_COUNT)
    for name, term in _POLICY_TERMS.items():
        part = told.get(name, _NO_POLICY)
        offered = terms & term > 0
        rate_e2[offered] = (rate_e2[offered] * part["rate_e2"] + 50) // 100
        appeal_e3[offered] += part["appeal_e3"]
    local = terms & Terms.LOCAL_ADDRESS > 0
    post = np.where(local, told.get("local_days", 0), told.get("far_days", 0))
    at_once = terms & (Terms.EARLY_REFUND | Terms.KEEP_GOODS) > 0
    return Policy(
        rate_e2=rate_e2,
        appeal_e3=appeal_e3,
        post_days=np.where(at_once, 0, post),
        free_shipping_appeal_e3=told.get("free_shipping_appeal_e3", 0),
        damage_refund_days=told.get("damage_refund_days", 0),
    )


def _backflow(section: Mapping[str, Any], goods: Goods) -> Backflow:
    told = section.get("returns", {})
    per_kg = told.get("ship_back_per_kg_minor", 0)
    return Backflow(
        label_minor=ints([told.get("far_label_minor", 0), told.get("local_label_minor", 0)]),
        desk_minor=ints([told.get("home_desk_minor", 0), told.get("local_desk_minor", 0)]),
        destroy_minor=told.get("destroy_minor", 0),
        ship_back_minor=(goods.weight_g * per_kg + 500) // 1000,
        ship_back_days=told.get("ship_back_days", 0),
        sellable_e6=told.get("sellable_e6", 0),
    )
