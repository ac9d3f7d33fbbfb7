"""From whom goods are bought: the section `supply` with its tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.sections.supply import USUAL, Inspection, OtherSupplier, Supply, UsualSupplier
from simlab.runs.scenario.sections.warehouses import resolved_warehouses
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import codes, keyed, rows


def resolved_supply(scenario: Scenario, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    """The key `supply` of the document; empty when the scenario has no such section."""
    section = scenario.supply
    if section is None:
        return {}
    sources.overruled("supply.suppliers")
    categories = [part.code for part in scenario.categories]
    return {
        "supply": {
            "suppliers": [_usual(section.usual, categories), *(_other(part, categories) for part in section.suppliers)],
            "closures": _closures(section, days, sources),
            "closed_days": _closed_days(section, days, sources),
            "inspection": _inspection(section.inspection, scenario.money.home_currency, sources),
            "defects": {
                "return_e6": scaled(_term("defect_return", sources), 1_000_000),
                "stars": round(_term("defect_stars", sources)),
            },
            **resolved_warehouses(scenario, days, sources),
        }
    }


def _term(name: str, sources: Sources) -> float:
    return float(sources.row(f"supply.{name}", keyed("supply_terms", "term")[name,])["value"])


def _usual(part: UsualSupplier, categories: list[str]) -> dict[str, Any]:
    return {"code": USUAL, "categories": categories, "cost_e4": 10_000, **_purchase_terms(part)}


def _other(part: OtherSupplier, categories: list[str]) -> dict[str, Any]:
    told = part.model_dump(include={"code", "lead_days_median", "lead_days_p95", "moq_units"})
    scope = {"categories": part.categories or categories, "cost_e4": scaled(part.cost_factor, 10_000)}
    return {**told, **scope, **_purchase_terms(part)}


def _purchase_terms(part: UsualSupplier | OtherSupplier) -> dict[str, Any]:
    return {
        "name": part.name.model_dump(),
        "defect_e6": scaled(part.defect_rate, 1_000_000),
        "deposit_e4": scaled(part.deposit, 10_000),
        "price_breaks": [
            {"units": item.units, "discount_e4": scaled(item.discount, 10_000)} for item in part.price_breaks
        ],
    }


def _closures(section: Supply, days: list[dt.date], sources: Sources) -> list[dict[str, Any]]:
    """Factory holidays that touch the game."""
    if section.closures is not None:
        sources.overruled("supply.closures")
        told = [(part.name.model_dump(), part.first.isoformat(), part.last.isoformat()) for part in section.closures]
    else:
        found = [sources.row("supply.closures", row) for row in rows("factory_closures")]
        told = [({"en": row["name_en"], "zh": row["name_zh"]}, row["first"], row["last"]) for row in found]
    start, end = days[0].isoformat(), days[-1].isoformat()
    return [
        {"name": name, "first": first, "last": last} for name, first, last in told if first <= end and last >= start
    ]


def _closed_days(section: Supply, days: list[dt.date], sources: Sources) -> list[int]:
    closures = _closures(section, days, sources)
    return [
        number
        for number, day in enumerate(days)
        if any(part["first"] <= day.isoformat() <= part["last"] for part in closures)
    ]


def _inspection(part: Inspection, home: str, sources: Sources) -> dict[str, Any]:
    def term(told: float | None, name: str) -> float:
        if told is not None:
            sources.overruled(f"supply.{name}")
            return told
        return _term(name, sources)

    none = {"code": "none", "name": {"en": "No inspection", "zh": "不验货"}, "plan": [_plan_row(1, 0, 0)]}
    return {
        "levels": [none, *(_level(code, sources) for code in codes("aql_plans", "level"))],
        "fee_minor": minor(term(part.fee, "inspection_fee"), home),
        "rework_days": round(term(part.rework_days, "rework_days")),
        "left_e4": scaled(term(part.rework_left, "rework_left"), 10_000),
    }


def _level(code: str, sources: Sources) -> dict[str, Any]:
    found = [sources.row("supply.inspection", row) for row in rows("aql_plans") if row["level"] == code]
    name = {"en": found[0]["name_en"], "zh": found[0]["name_zh"]}
    return {
        "code": code,
        "name": name,
        "plan": [_plan_row(row["lot_to"], row["sample"], row["accept"]) for row in found],
    }


def _plan_row(lot_to: int | str, sample: int | str, accept: int | str) -> dict[str, int]:
    return {"lot_to": int(lot_to), "sample": int(sample), "accept": int(accept)}
