"""Suppliers and inspection of the document as arrays; without a section `supply` every article has its one usual supplier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from logistics.domain import inspection, sourcing
from logistics.domain.inbound import Freight
from logistics.domain.inspection import Inspection
from logistics.domain.sourcing import Sourcing
from logistics.domain.warehousing import Warehouses
from simlab.core import quantiles
from simlab.core.arrays import Ints, add_at
from simlab.core.fronts import front_pairs
from simlab.engine.parts.entities import Document, Sizes, ints, sku_categories
from simlab.engine.parts.warehouses import read_freight, read_warehouses

_NO_BREAK = {"units": 1, "discount_e4": 0}
_UNINSPECTED = [{"lot_to": 1, "sample": 0, "accept": 0}]
_USUAL: dict[str, Any] = {"code": "usual", "cost_e4": 10_000, "defect_e6": 0, "deposit_e4": 10_000, "price_breaks": []}
_NEUTRAL: dict[str, Any] = {
    "suppliers": [_USUAL],
    "closed_days": [],
    "inspection": {
        "levels": [{"code": "none", "plan": _UNINSPECTED}],
        "fee_minor": 0,
        "rework_days": 0,
        "left_e4": 0,
    },
    "defects": {"return_e6": 0, "stars": 0},
}


@dataclass(frozen=True)
class Supply:
    """How goods are bought and stored. day_cv: variation of a day's demand, for safety stock."""

    sourcing: Sourcing
    inspection: Inspection
    freight: Freight
    warehouses: Warehouses
    day_cv: float


def read_supply(document: Document, sizes: Sizes) -> Supply:
    """The section `supply`, or its neutral form."""
    section = document.get("supply", _NEUTRAL)
    source = _sourcing(document, section, sizes)
    return Supply(
        sourcing=source,
        inspection=_inspection(section, source),
        freight=read_freight(document, sizes),
        warehouses=read_warehouses(document, sizes),
        day_cv=document["demand"]["day_cv_e4"] * 1e-4,
    )


def market_share(document: Document, shoppers: Ints) -> Ints:
    """Share of each market in what a store may sell of each SKU, [K, M] in ten-thousandths; shoppers [fronts x categories]."""
    market = ints(front_pairs(document))[:, 0]
    by_market = np.zeros((len(document["markets"]), len(document["categories"])), dtype=np.int64)
    add_at(by_market, (market,), shoppers.reshape(len(market), -1))
    share_e4: Ints = by_market * 10_000 // np.maximum(by_market.sum(axis=0), 1)
    return share_e4.T[sku_categories(document)]


def _sourcing(document: Document, section: Mapping[str, Any], sizes: Sizes) -> Sourcing:
    suppliers = section["suppliers"]
    lead = np.stack([[_lead_days(sku, supplier) for sku in document["skus"]] for supplier in suppliers])
    closed = np.zeros(sizes.reach_days, dtype=bool)
    closed[section["closed_days"]] = True
    worked, day_worked = sourcing.working_calendar(closed, int(lead.max()))
    most = max(1, *(len(supplier["price_breaks"]) for supplier in suppliers))
    breaks = [(supplier["price_breaks"] + [_NO_BREAK] * most)[:most] for supplier in suppliers]
    cost = ints([sku["unit_cost_minor"] for sku in document["skus"]])
    cost_e4 = ints([supplier["cost_e4"] for supplier in suppliers])
    return Sourcing(
        lead_days=lead,
        lead_mean_e2=np.rint(lead.mean(axis=-1) * 100).astype(np.int64),
        lead_variance_e4=np.rint(lead.astype(np.float64).var(axis=-1) * 10_000).astype(np.int64),
        moq_units=ints([[_moq_units(sku, supplier) for sku in document["skus"]] for supplier in suppliers]),
        list_minor=np.maximum((cost * cost_e4[:, None] + 5_000) // 10_000, 1),
        defect_e6=ints([supplier["defect_e6"] for supplier in suppliers]),
        deposit_e4=ints([supplier["deposit_e4"] for supplier in suppliers]),
        break_units=ints([[part["units"] for part in parts] for parts in breaks]),
        break_e4=ints([[part["discount_e4"] for part in parts] for parts in breaks]),
        worked=worked,
        day_worked=day_worked,
        defect_return_e6=section["defects"]["return_e6"],
        defect_stars=section["defects"]["stars"],
    )


def _terms(sku: Mapping[str, Any], supplier: Mapping[str, Any]) -> Mapping[str, Any]:
    """A supplier's own lead time and minimum, or those of the article."""
    terms: Mapping[str, Any] = supplier if "moq_units" in supplier else sku["supplier"]
    return terms


def _lead_days(sku: Mapping[str, Any], supplier: Mapping[str, Any]) -> Ints:
    terms = _terms(sku, supplier)
    return quantiles.lognormal_days(terms["lead_days_median"], terms["lead_days_p95"])


def _moq_units(sku: Mapping[str, Any], supplier: Mapping[str, Any]) -> int:
    return int(_terms(sku, supplier)["moq_units"])


def _inspection(section: Mapping[str, Any], source: Sourcing) -> Inspection:
    terms = section["inspection"]
    plans = [level["plan"] for level in terms["levels"]]
    classes = max(plans, key=len)
    table = [[(part["sample"], part["accept"]) for part in (plan * len(classes))[: len(classes)]] for plan in plans]
    return Inspection(
        lot_to=ints([part["lot_to"] for part in classes]),
        accept_e6=inspection.accept_table(table, source.defect_e6 * 1e-6),
        fee_minor=terms["fee_minor"],
        rework_days=terms["rework_days"],
        left_e4=terms["left_e4"],
    )
