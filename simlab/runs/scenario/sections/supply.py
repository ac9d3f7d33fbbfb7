"""The section `supply` of a scenario file: suppliers, factory holidays and inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.parts import Amount, Code, Date, Days, Factor, Part, Share, Text
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import codes, keyed, rows

if TYPE_CHECKING:
    import datetime as dt

    from simlab.runs.scenario.model import Scenario

USUAL = "usual"


class PriceBreak(Part):
    """A discount on the whole order from so many units."""

    units: Annotated[int, Field(ge=2, le=1_000_000)]
    discount: Annotated[float, Field(gt=0, le=0.9, allow_inf_nan=False)]


class UsualSupplier(Part):
    """The terms of every article's own supplier beyond its lead time and minimum; `deposit` is paid with the order, the rest on receipt."""

    name: Text = Text(en="Usual supplier", zh="常用供应商")
    defect_rate: Annotated[float, Field(ge=0, le=0.5, allow_inf_nan=False)] = 0.02
    deposit: Share = 1
    price_breaks: Annotated[list[PriceBreak], Field(max_length=6)] = []


class OtherSupplier(Part):
    """A further supplier of the articles of some categories (all, if none is named); prices are the article's unit cost x `cost_factor`."""

    code: Code
    name: Text
    categories: list[Code] = []
    cost_factor: Factor
    lead_days_median: Days
    lead_days_p95: Days
    moq_units: Annotated[int, Field(ge=1, le=100_000)]
    defect_rate: Annotated[float, Field(ge=0, le=0.5, allow_inf_nan=False)]
    deposit: Share = 1
    price_breaks: Annotated[list[PriceBreak], Field(max_length=6)] = []


class Closure(Part):
    """Days on which no factory works."""

    name: Text
    first: Date
    last: Date


class Inspection(Part):
    """Overrules the table of inspection terms."""

    fee: Amount | None = None
    rework_days: Annotated[int, Field(ge=0, le=60)] | None = None
    rework_left: Share | None = None


class Supply(Part):
    """How goods are bought. `closures` takes the place of the table's factory holidays."""

    usual: UsualSupplier = UsualSupplier()
    suppliers: Annotated[list[OtherSupplier], Field(max_length=31)] = []
    closures: list[Closure] | None = None
    inspection: Inspection = Inspection()


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
