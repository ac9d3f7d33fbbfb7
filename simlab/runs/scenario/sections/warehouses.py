"""How goods are moved and stored in bulk: the section `supply` with its tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from simlab.runs.scenario.amounts import scaled
from simlab.runs.scenario.duties import duty_layers
from simlab.runs.scenario.model import Scenario, Sku
from simlab.runs.scenario.sections.supply import WarehouseTerms
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import TEACHING_VALUE, Row, keyed, rows

_UNLIMITED = 1 << 60
_CUBIC_FEET = 35.3147  # in a cubic metre
_MONTH_DAYS = 30
_AGES_DAYS = (180, 270, 360)
_PEAK_MONTHS = (10, 11, 12)


def resolved_warehouses(scenario: Scenario, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    """Routes, duty of bulk goods and terms of every warehouse."""
    return {
        "routes": [_route(*lane, scenario, sources) for lane in _lanes(scenario)],
        "bulk_duty_e4": {
            market.code: {
                part.code: _duty(scenario, market.code, part.code, days, sources) for part in scenario.categories
            }
            for market in scenario.markets
        },
        "warehouses": [_terms(place.code, scenario, days, sources) for place in scenario.warehouses],
        "liquidation_e4": scaled(_value("any", "liquidation", sources), 10_000),
    }


def _value(kind: str, term: str, sources: Sources) -> float:
    row = keyed("warehouse_terms", "kind", "term").get((kind, term))
    return float(sources.row(f"supply.warehouses.{kind}.{term}", row)["value"]) if row else 0.0


def _lanes(scenario: Scenario) -> list[tuple[str, Row]]:
    """(destination, row) of every bulk lane from home to the markets of the warehouses abroad."""
    abroad = scenario.warehouses[1:]
    home = scenario.warehouses[0].code
    table = rows("bulk_lanes")
    return [
        (place.code, row) for place in abroad for row in table if (row["origin"], row["market"]) == (home, place.market)
    ]


def _route(destination: str, row: Row, scenario: Scenario, sources: Sources) -> dict[str, Any]:
    section, name = scenario.supply, f"supply.routes.{destination}.{row['mode']}"
    sources.row(name, row)
    changes = section.freight if section else []
    told = next((part for part in changes if (part.warehouse, part.mode) == (destination, row["mode"])), None)
    if told:
        sources.overruled(name)
    given = told.model_dump(exclude_none=True) if told else {}
    factor = given.get("time_factor", 1.0)

    def value(field: str) -> float:
        return float(given.get(field, row[field]))

    return {
        "origin": row["origin"],
        "destination": destination,
        "mode": row["mode"],
        "median_days": round(float(row["median_days"]) * factor, 4),
        "p95_days": round(float(row["p95_days"]) * factor, 4),
        "hold_days_median": _value("any", "hold_days_median", sources),
        "hold_days_p95": _value("any", "hold_days_p95", sources),
        "hold_e6": scaled(value("hold_rate"), 1_000_000),
        "loss_e6": scaled(value("loss_rate"), 1_000_000),
        "base_cents": scaled(value("base_fee_usd"), 100),
        "per_kg_cents": scaled(value("per_kg_usd"), 100),
        "least_g": scaled(value("least_kg"), 1000),
        "divisor_cm3_per_kg": round(value("volumetric_divisor")),
    }


def _duty(scenario: Scenario, market: str, category: str, days: list[dt.date], sources: Sources) -> list[int]:
    """Duty of bulk goods each day: every layer in force, since low-value relief is for parcels."""
    name = f"supply.bulk_duty.{market}.{category}"
    fixed = next(part.duty.get(market) for part in scenario.categories if part.code == category)
    if fixed is not None:
        sources.overruled(name)
        return [scaled(fixed, 10_000)] * len(days)
    hs6 = keyed("categories", "category")[category,]["hs6"]
    region = keyed("markets", "market")[market,]["duty_region"]
    layers = [[sources.row(name, row) for row in duty_layers(hs6, region, day)] for day in days]
    return [round(sum(float(row["rate"]) for row in found) * 10_000) for found in layers]


def _terms(code: str, scenario: Scenario, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    section = scenario.supply
    listed = section.warehouses if section else []
    told = next((part for part in listed if part.warehouse == code), None)
    home = code == scenario.warehouses[0].code
    part = told or WarehouseTerms(warehouse=code, kind="domestic" if home else "overseas")
    if told:
        sources.cite(f"supply.warehouses.{code}", "scenario file", "", TEACHING_VALUE)

    def term(field: str, given: float | None = None) -> float:
        return given if given is not None else _value(part.kind, field, sources)

    return {
        "code": code,
        "kind": part.kind,
        "capacity_mm3": _UNLIMITED if part.capacity_m3 is None else scaled(part.capacity_m3, 10**9),
        "inbound_units": part.inbound_units_per_day or _UNLIMITED,
        "receiving_days": round(term("receiving_days", part.receiving_days)),
        "space_fee_e2": [
            _space_e2(term("space_fee_peak" if day.month in _PEAK_MONTHS else "space_fee")) for day in days
        ],
        "aged": [{"days": age, "fee_e2": _space_e2(term(f"aged_{age}"))} for age in _AGES_DAYS if term(f"aged_{age}")],
        "handling_cents": [_handling_cents(part, sku, sources) for sku in scenario.skus],
        "removal_cents": scaled(term("removal_fee", part.removal_fee), 100),
        "placement_cents": scaled(term("placement_fee", part.placement_fee), 100),
        "badge_e3": scaled(term("badge", part.badge), 1000),
        "low_cents": scaled(term("low_stock_fee"), 100),
        "low_days": round(term("low_stock_days")),
    }


def _space_e2(per_foot_and_month: float) -> int:
    """A monthly fee per cubic foot as hundredths of a cent per cubic metre and day."""
    return round(per_foot_and_month * _CUBIC_FEET / _MONTH_DAYS * 10_000)


def _handling_cents(part: WarehouseTerms, sku: Sku, sources: Sources) -> int:
    if part.fulfilment_fee is not None:
        return scaled(part.fulfilment_fee, 100)
    tier = size_tier(sku.size_mm, sku.weight_g)
    sources.row(f"supply.size_tiers.{tier['tier']}", tier)
    return scaled(_value(part.kind, tier["tier"], sources), 100)


def size_tier(size_mm: list[int], weight_g: int) -> Row:
    """The size tier of an article: the first of the table that holds its sides and its weight; the last holds everything."""
    *limited, largest = rows("size_tiers")
    needs = [*sorted(size_mm, reverse=True), weight_g]
    names = ("longest_mm", "middle_mm", "shortest_mm", "most_g")
    return next(
        (row for row in limited if all(need <= int(row[name]) for need, name in zip(needs, names, strict=True))),
        largest,
    )
