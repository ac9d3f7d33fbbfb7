"""The section `customs` resolved: duty by layer and day, limits, export modes, inspection and papers, all copied from the tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.duties import duty_layers, in_currency, limit_in_market, rule_in_force
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.papers import papers, requirements
from simlab.runs.scenario.sections.customs import Customs
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import Row, keyed, rows

MODES = ("9610", "9710", "9810", "1210")
POLICIES = ("none", "basic", "full")
FAULTS = ("under_declared", "wrong_hs", "unlicensed")
_CHINESE_VAT = 0.13
Heading = dict[str, Any]


def resolved_customs(scenario: Scenario, section: Customs, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    """The `customs` entry of the resolved document."""
    found = headings(scenario, sources)
    codes = [part.code for part in scenario.markets]
    stacked = {code: _layers(code, found, days, sources) for code in codes}
    layers = list(dict.fromkeys(name for layer in stacked.values() for name in layer))
    wanted = requirements(scenario, days, sources)
    return {
        "layers": layers,
        "headings": found,
        "markets": [_market(code, stacked[code], scenario, days, sources) for code in codes],
        "modes": _modes(section, sources),
        "vat_e4": scaled(_CHINESE_VAT, 10_000),
        "without_vat_invoice": section.without_vat_invoice,
        "bonded_warehouse": section.bonded_warehouse,
        "business_markets": section.business_markets,
        "inspection": _inspection(scenario, section, sources),
        "papers_policies": [_policy(code, scenario, sources) for code in POLICIES],
        "tax_period_days": round(_term("tax_month", sources)),
        "papers": papers(scenario, section, wanted, sources),
        "requirements": wanted,
    }


def headings(scenario: Scenario, sources: Sources) -> list[Heading]:
    """The right heading of every category, in their order, then the others it may be declared under."""
    found = []
    for part in scenario.categories:
        row = keyed("categories", "category")[part.code,]
        name = {"en": row["name_en"], "zh": row["name_zh"]}
        found.append(_heading(part.code, row["hs6"], name, right=True, sources=sources))
    for row in rows("hs_alternatives"):
        if row["category"] in {part.code for part in scenario.categories}:
            sources.row(f"customs.headings.{row['hs6']}", row)
            name = {"en": row["name_en"], "zh": row["name_zh"]}
            found.append(_heading(row["category"], row["hs6"], name, right=False, sources=sources))
    return found


def _heading(category: str, hs6: str, name: dict[str, str], *, right: bool, sources: Sources) -> Heading:
    risk = sources.row(f"customs.headings.{hs6}.risk", keyed("hs_risks", "hs6")[hs6,])
    return {
        "code": hs6,
        "category": category,
        "right": right,
        "name": name,
        "risk_e2": scaled(float(risk["hold_factor"]), 100),
    }


def _layers(market: str, found: list[Heading], days: list[dt.date], sources: Sources) -> dict[str, list[list[int]]]:
    """Rate of each layer by heading and day, in ten-thousandths."""
    region = keyed("markets", "market")[market,]["duty_region"]
    table: dict[str, list[list[int]]] = {}
    for number, heading in enumerate(found):
        for place, day in enumerate(days):
            for row in duty_layers(heading["code"], region, day):
                sources.row(f"customs.{market}.duty.{heading['code']}", row)
                layer = table.setdefault(row["layer"], [[0] * len(days) for _ in found])
                layer[number][place] = scaled(float(row["rate"]), 10_000)
    return table


def _market(
    code: str, layers: dict[str, list[list[int]]], scenario: Scenario, days: list[dt.date], sources: Sources
) -> dict[str, Any]:
    rules = [sources.row(f"customs.{code}.rule", rule_in_force(code, day)) for day in days]
    fixed = next(part.tax for part in scenario.markets if part.code == code)
    currency = keyed("markets", "market")[code,]["currency"]
    scheme = keyed("tax_schemes", "market").get((code,))
    return {
        "code": code,
        "duty_layer_e4": layers,
        "limit_minor": [_limit(rule, "low_value_limit", currency, scenario) for rule in rules],
        "low_rate_e4": [scaled(float(rule["low_value_rate"]), 10_000) for rule in rules],
        "low_flat_minor": [minor(float(rule["flat_per_item"]), currency) for rule in rules],
        "tax_e4": [scaled(float(rule["tax_rate"]) if fixed is None else fixed, 10_000) for rule in rules],
        "tax_free_minor": [_limit(rule, "tax_free_up_to", currency, scenario) for rule in rules],
        "tax_scheme": _scheme(code, scheme, sources) if scheme else None,
        "door_fee_minor": _door_fee(currency, scenario, sources),
    }


def _limit(rule: Row, column: str, currency: str, scenario: Scenario) -> int:
    value = limit_in_market(rule, column, scenario.money.home_currency, scenario.calendar.start)
    return minor(value, currency)


def _door_fee(currency: str, scenario: Scenario, sources: Sources) -> int:
    """What a carrier asks of a buyer for paying duty and tax at the door."""
    fee = _term("door_fee", sources)
    return minor(in_currency(fee, "EUR", currency, scenario.money.home_currency, scenario.calendar.start), currency)


def _scheme(code: str, row: Row, sources: Sources) -> dict[str, str]:
    sources.row(f"customs.{code}.tax_scheme", row)
    return {"name": row["scheme"], "paper": row["paper"], "number_kind": row["number_kind"]}


def _modes(section: Customs, sources: Sources) -> list[dict[str, Any]]:
    sources.overruled("customs.modes")
    found = [sources.row(f"customs.modes.{code}", keyed("export_modes", "mode")[code,]) for code in MODES]
    return [
        {
            "code": row["mode"],
            "name": {"en": row["name_en"], "zh": row["name_zh"]},
            "rebate_e4": scaled(float(row["rebate_rate"]), 10_000),
            "rebate_days": int(row["rebate_days"]),
            "fee_minor": minor(float(row["fee_cny"]), "CNY"),
        }
        for row in found
    ]


def _term(name: str, sources: Sources) -> float:
    return float(sources.row(f"customs.{name}", keyed("customs_terms", "term")[name,])["value"])


def _inspection(scenario: Scenario, section: Customs, sources: Sources) -> dict[str, Any]:
    home = scenario.money.home_currency
    return {
        "factor_e2": scaled(section.inspection_factor, 100),
        "fault_e2": [scaled(_term(f"{fault}_hold", sources), 100) for fault in FAULTS],
        "found_e6": [scaled(_term(f"found_{fault}", sources), 1_000_000) for fault in FAULTS],
        "record_e2": scaled(_term("record_per_finding", sources), 100),
        "record_days": round(_term("record_days", sources)),
        "record_most_e2": scaled(_term("record_most", sources), 100),
        "penalty_multiple": round(_term("penalty_multiple", sources)),
        "penalty_least_minor": minor(_term("penalty_least", sources), home),
        "seized_e6": scaled(_term("seized_when_found", sources), 1_000_000),
        "mistake_e6": scaled(_term("seized_by_mistake", sources), 1_000_000),
        "broker_fee_usd_minor": minor(_term("broker_fee", sources), "USD"),
        "refusal_base_e6": scaled(_term("refusal_base", sources), 1_000_000),
        "refusal_slope_e6": scaled(_term("refusal_slope", sources), 1_000_000),
    }


def _policy(code: str, scenario: Scenario, sources: Sources) -> dict[str, Any]:
    row = sources.row(f"customs.papers_policies.{code}", keyed("paper_policies", "code")[code,])
    return {
        "code": code,
        "name": {"en": row["name_en"], "zh": row["name_zh"]},
        "cost_minor": minor(float(row["cost_cny"]), scenario.money.home_currency),
        "hold_e2": scaled(float(row["hold_factor"]), 100),
        "mistake_e2": scaled(float(row["mistake_factor"]), 100),
    }
