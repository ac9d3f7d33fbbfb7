"""Customs of the document: the tariff by layers, export modes, inspection, papers. Neutral where the document has no such section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from logistics.domain.clearance import FACTOR_ONE_E2, Inspection
from logistics.domain.compliance import Papers, Requirements
from logistics.domain.duties import Tariff
from logistics.domain.export import Modes
from simlab.core.arrays import Bools, Ints
from simlab.core.fronts import OWN_SITE, front_pairs
from simlab.engine.parts.entities import Document, Sizes, codes, ints, sku_categories

Section = dict[str, Any]
EXPORT_FILING = "export_filing"


@dataclass(frozen=True)
class Door:
    """What is asked at the border and at the door: door_fee_minor [M] of buyers, broker_fee_minor in dollar cents of stores."""

    fee_minor: Ints
    broker_fee_minor: int
    refusal_base_e6: int
    refusal_slope_e6: int


@dataclass(frozen=True)
class Customs:
    """Everything about borders. own_site [F]: fronts where the store itself owes the tax; scheme_paper [M]: number of the
    registration for collecting tax at the checkout, -1 where there is no scheme."""

    active: bool
    tariff: Tariff
    modes: Modes
    inspection: Inspection
    door: Door
    papers: Papers
    requirements: Requirements
    own_site: Bools
    scheme_paper: Ints
    tax_period_days: int


def read_customs(document: Document, sizes: Sizes) -> Customs:
    """The section `customs`, or a world in which nobody asks for papers and duty is the market's one rate."""
    section = document.get("customs") or _neutral(document, sizes)
    papers = [paper["code"] for paper in section["papers"]]
    kinds = [document["channels"][channel]["kind"] for _, channel in front_pairs(document)]
    schemes = [market["tax_scheme"] for market in section["markets"]]
    return Customs(
        active="customs" in document,
        tariff=_tariff(document, section),
        modes=_modes(document, section, papers),
        inspection=_inspection(section),
        door=_door(section),
        papers=_papers(document, section),
        requirements=_requirements(document, section, sizes, papers),
        own_site=np.array([kind == OWN_SITE and "customs" in document for kind in kinds]),
        scheme_paper=ints([papers.index(scheme["paper"]) if scheme else -1 for scheme in schemes]),
        tax_period_days=section["tax_period_days"],
    )


def _tariff(document: Document, section: Section) -> Tariff:
    markets, layers = section["markets"], section["layers"]
    nothing = np.zeros((len(section["headings"]), len(markets[0]["limit_minor"])), dtype=np.int64)
    rates = [[ints(market["duty_layer_e4"].get(layer, nothing)) for market in markets] for layer in layers]
    layer_e4 = (
        ints(rates).transpose(0, 3, 1, 2)
        if layers
        else np.zeros((0, *_by_day(markets, "limit_minor").shape, len(nothing)), np.int64)
    )
    return Tariff(
        layer_e4=layer_e4,
        duty_e4=layer_e4.sum(axis=0),
        limit_minor=_by_day(markets, "limit_minor"),
        low_rate_e4=_by_day(markets, "low_rate_e4"),
        low_flat_minor=_by_day(markets, "low_flat_minor"),
        tax_e4=_by_day(markets, "tax_e4"),
        tax_free_minor=_by_day(markets, "tax_free_minor"),
        heading=_headings(document, section),
    )


def _by_day(markets: Sequence[Section], name: str) -> Ints:
    return ints([market[name] for market in markets]).T.copy()


def headings_of(section: Section, category: str) -> list[int]:
    """Numbers of the headings an article of a category may be declared under, the right one first."""
    own = [
        (not heading["right"], number)
        for number, heading in enumerate(section["headings"])
        if heading["category"] == category
    ]
    return [number for _, number in sorted(own)]


def _headings(document: Document, section: Section) -> Ints:
    """[K, A]; an article with fewer choices repeats the right one."""
    choices = [headings_of(section, sku["category"]) for sku in document["skus"]]
    widest = max(len(own) for own in choices)
    return ints([own + own[:1] * (widest - len(own)) for own in choices])


def _modes(document: Document, section: Section, papers: list[str]) -> Modes:
    return Modes(
        rate_e4=ints([mode["rebate_e4"] for mode in section["modes"]]),
        days=ints([mode["rebate_days"] for mode in section["modes"]]),
        fee_minor=ints([mode["fee_minor"] for mode in section["modes"]]),
        invoiced=np.array([sku not in section["without_vat_invoice"] for sku in codes(document, "skus")]),
        vat_e4=section["vat_e4"],
        filing=papers.index(EXPORT_FILING) if EXPORT_FILING in papers else -1,
    )


def _inspection(section: Section) -> Inspection:
    found, policies = section["inspection"], section["papers_policies"]
    return Inspection(
        risk_e2=ints([heading["risk_e2"] for heading in section["headings"]]) * found["factor_e2"] // FACTOR_ONE_E2,
        fault_e2=ints(found["fault_e2"]),
        found_e6=ints(found["found_e6"]),
        papers_hold_e2=ints([policy["hold_e2"] for policy in policies]),
        papers_mistake_e6=ints([policy["mistake_e2"] for policy in policies]) * found["mistake_e6"] // FACTOR_ONE_E2,
        papers_cost_minor=ints([policy["cost_minor"] for policy in policies]),
        record_e2=found["record_e2"],
        record_days=found["record_days"],
        record_most_e2=found["record_most_e2"],
        penalty_multiple=found["penalty_multiple"],
        penalty_least_minor=found["penalty_least_minor"],
        seized_e6=found["seized_e6"],
    )


def _door(section: Section) -> Door:
    return Door(
        fee_minor=ints([market["door_fee_minor"] for market in section["markets"]]),
        broker_fee_minor=section["inspection"]["broker_fee_usd_minor"],
        refusal_base_e6=section["inspection"]["refusal_base_e6"],
        refusal_slope_e6=section["inspection"]["refusal_slope_e6"],
    )


def _papers(document: Document, section: Section) -> Papers:
    found, skus = section["papers"], codes(document, "skus")
    return Papers(
        days=ints([paper["days"] for paper in found]),
        cost_minor=ints([paper["cost_minor"] for paper in found]),
        per_sku=np.array([paper["certificate"] for paper in found], dtype=bool),
        held=np.array([[sku in paper["held"] for sku in skus] for paper in found], dtype=bool).reshape(-1, len(skus)),
    )


def _requirements(document: Document, section: Section, sizes: Sizes, papers: list[str]) -> Requirements:
    wanted, days = section["requirements"], np.arange(sizes.reach_days)
    return Requirements(
        paper=ints([papers.index(item["paper"]) for item in wanted]),
        in_force=np.array(
            [(item["first_day"] <= days) & (days <= item["last_day"]) for item in wanted], dtype=bool
        ).reshape(-1, sizes.reach_days),
        applies=np.array([_applies(document, item) for item in wanted], dtype=bool).reshape(
            -1, sizes.fronts, sizes.skus
        ),
        found_e6=ints([item["found_e6"] for item in wanted]),
        fine_minor=ints([item["fine_minor"] for item in wanted]),
    )


def _applies(document: Document, item: Section) -> Bools:
    """[F, K]: the listings that a requirement concerns."""
    markets, channels = document["markets"], document["channels"]
    fronts = [
        markets[market]["code"] == item["market"] and item["channel"] in (None, channels[channel]["kind"])
        for market, channel in front_pairs(document)
    ]
    concerned = ints([codes(document, "categories").index(code) for code in item["categories"]])
    return np.asarray(np.array(fronts)[:, None] & np.isin(sku_categories(document), concerned))


def _neutral(document: Document, sizes: Sizes) -> Section:
    """One layer with the market's duty, no limits, nothing to inspect and no papers."""
    days = [0] * sizes.reach_days
    categories = codes(document, "categories")
    return {
        "layers": ["all"],
        "headings": [{"category": code, "right": True, "risk_e2": FACTOR_ONE_E2} for code in categories],
        "markets": [
            {
                "duty_layer_e4": {"all": [market["duty_e4"][code] for code in categories]},
                **dict.fromkeys(("limit_minor", "low_rate_e4", "low_flat_minor", "tax_free_minor"), days),
                "tax_e4": market["tax_e4"],
                "tax_scheme": None,
                "door_fee_minor": 0,
            }
            for market in document["markets"]
        ],
        "modes": [{"rebate_e4": 0, "rebate_days": 1, "fee_minor": 0}],
        "vat_e4": 0,
        "without_vat_invoice": [],
        "inspection": {
            **dict.fromkeys(("penalty_multiple", "penalty_least_minor", "seized_e6", "mistake_e6"), 0),
            **dict.fromkeys(("broker_fee_usd_minor", "refusal_base_e6", "refusal_slope_e6"), 0),
            "record_e2": 0,
            "record_days": 1,
            "record_most_e2": 0,
            "factor_e2": FACTOR_ONE_E2,
            "fault_e2": [0, 0, 0],
            "found_e6": [0, 0, 0],
        },
        "papers_policies": [{"hold_e2": FACTOR_ONE_E2, "mistake_e2": 0, "cost_minor": 0}],
        "papers": [],
        "requirements": [],
        "tax_period_days": sizes.reach_days + 1,
    }
