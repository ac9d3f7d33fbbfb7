"""Carriers' lanes: times leg by leg, prices, losses and holds."""

from __future__ import annotations

from typing import Any

from simlab.runs.scenario.model import LaneChange, Scenario, Service, Warehouse
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import Row, keyed

LEGS = ("pick_up", "export", "line_haul", "last_mile")


def lane_code(service: Service) -> str:
    """Which rows of the lane table a service level uses."""
    return service.lane or keyed("services", "service")[service.code,]["lane"]


def lane_row(warehouse: str, market: str, service: Service) -> Row | None:
    """The table's lane, if it has one."""
    return keyed("lanes", "warehouse", "market", "lane").get((warehouse, market, lane_code(service)))


def pairs(scenario: Scenario) -> list[tuple[Warehouse, str]]:
    """Which warehouse ships to which market: from home to all, from abroad within its own market."""
    home, *abroad = scenario.warehouses
    return [(home, market.code) for market in scenario.markets] + [
        (place, place.market) for place in abroad if place.market
    ]


def _change(scenario: Scenario, warehouse: str, market: str, service: str) -> LaneChange | None:
    wanted = (warehouse, market, service)
    return next((part for part in scenario.lanes if (part.warehouse, part.market, part.service) == wanted), None)


def _legs(row: Row, factor: float) -> list[dict[str, Any]]:
    return [
        {
            "code": leg,
            "median_days": round(float(row[f"{leg}_median"]) * factor, 4),
            "p95_days": round(float(row[f"{leg}_p95"]) * factor, 4),
        }
        for leg in LEGS
        if row[f"{leg}_median"]
    ]


def _lane(warehouse: str, market: str, service: Service, scenario: Scenario, sources: Sources) -> dict[str, Any]:
    row = lane_row(warehouse, market, service)
    if row is None:
        raise LookupError(f"no lane from {warehouse} to {market} by {service.code}")
    name = f"lanes.{warehouse}.{market}.{service.code}"
    change = _change(scenario, warehouse, market, service.code)
    sources.row(name, row)
    if change:
        sources.overruled(name)
    told = change.model_dump(exclude_none=True) if change else {}

    def value(field: str) -> float:
        return float(told.get(field, row.get(field) or 0))

    return {
        "warehouse": warehouse,
        "market": market,
        "service": service.code,
        "carrier": row["carrier"],
        "legs": _legs(row, told.get("time_factor", 1.0)),
        "base_fee_minor": round(value("base_fee_usd") * 100),
        "per_kg_minor": round(value("per_kg_usd") * 100),
        "first_kg_e3": round(value("included_g")),
        "volumetric_divisor": round(value("volumetric_divisor")),
        "loss_rate_e6": round(value("loss_rate") * 1e6),
        "hold_rate_e6": round(value("hold_rate") * 1e6),
        "hold_days_median": float(row["hold_days_median"]),
        "hold_days_p95": float(row["hold_days_p95"]),
        "source": row["source"],
        "as_of": row["as_of"],
        **({"promise_days": told["promise_days"]} if "promise_days" in told else {}),
    }


def lanes(scenario: Scenario, sources: Sources) -> list[dict[str, Any]]:
    """Every lane of the game, by warehouse and market, then service."""
    return [
        _lane(warehouse.code, market, service, scenario, sources)
        for warehouse, market in pairs(scenario)
        for service in scenario.services
    ]
