"""What a run may draw for itself: each quantity multiplies some places of a resolved document, rounded once, half up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]
Changes = dict[str, Any]  # top-level entries of the document
Rows = Sequence[Mapping[str, Any]]
ONE_E4 = 10_000
_LEAST_ELASTICITY_E2 = 110


@dataclass(frozen=True)
class Quantity:
    """`change` takes the document, a code or None for all, and a factor. `codes_of`: the list whose codes narrow it, if any does.

    `section`: the optional part of the scenario without which there is nothing to change.
    """

    change: Callable[[Document, str | None, int], Changes]
    codes_of: str | None = None
    section: str | None = None


def times(value: int, factor_e4: int) -> int:
    """A whole number times a factor, rounded half up."""
    return (value * factor_e4 + ONE_E4 // 2) // ONE_E4


def _days(value: float, factor_e4: int) -> float:
    return round(value * factor_e4 / ONE_E4, 2)


def _changed(rows: Rows, code: str | None, change: Callable[[Any], Changes], key: str = "code") -> list[Changes]:
    return [{**row, **change(row)} if code in (None, row[key]) else dict(row) for row in rows]


def _demand(document: Document, code: str | None, factor_e4: int) -> Changes:
    def shoppers(market: Document) -> Changes:
        daily = market["shoppers_per_day_e2"]
        return {"shoppers_per_day_e2": {category: times(count, factor_e4) for category, count in daily.items()}}

    return {"markets": _changed(document["markets"], code, shoppers)}


def _unit_cost(document: Document, code: str | None, factor_e4: int) -> Changes:
    def cost(sku: Document) -> Changes:
        return {"unit_cost_minor": max(times(sku["unit_cost_minor"], factor_e4), 1)}

    return {"skus": _changed(document["skus"], code, cost)}


def _freight(document: Document, code: str | None, factor_e4: int) -> Changes:
    def fees(lane: Document) -> Changes:
        return {name: times(lane[name], factor_e4) for name in ("base_fee_minor", "per_kg_minor")}

    return {"lanes": _changed(document["lanes"], code, fees, key="service")}


def _lead_time(document: Document, _: str | None, factor_e4: int) -> Changes:
    def days(supplier: Document) -> Changes:
        given = [name for name in ("lead_days_median", "lead_days_p95") if name in supplier]
        return {name: _days(supplier[name], factor_e4) for name in given}

    skus = [{**sku, "supplier": {**sku["supplier"], **days(sku["supplier"])}} for sku in document["skus"]]
    return {"skus": skus} | _of_suppliers(document, days)


def _defect_rate(document: Document, _: str | None, factor_e4: int) -> Changes:
    return _of_suppliers(document, lambda supplier: {"defect_e6": times(supplier["defect_e6"], factor_e4)})


def _of_suppliers(document: Document, change: Callable[[Any], Changes]) -> Changes:
    if "supply" not in document:
        return {}
    return {"supply": {**document["supply"], "suppliers": _changed(document["supply"]["suppliers"], None, change)}}


def _exchange_rate(document: Document, code: str | None, factor_e4: int) -> Changes:
    """The level of a foreign currency in home money, on the first day and so on all that follow."""
    home = document["home_currency"]
    codes = [row["code"] for row in document["currencies"]]
    rates = [
        times(rate, factor_e4) if currency != home and code in (None, currency) else rate
        for currency, rate in zip(codes, document["fx"]["rate_e8"], strict=True)
    ]
    return {"fx": {**document["fx"], "rate_e8": rates}}


def _price_sensitivity(document: Document, code: str | None, factor_e4: int) -> Changes:
    def elasticity(category: Document) -> Changes:
        return {"price_elasticity_e2": max(times(category["price_elasticity_e2"], factor_e4), _LEAST_ELASTICITY_E2)}

    return {"categories": _changed(document["categories"], code, elasticity)}


def _return_rate(document: Document, code: str | None, factor_e4: int) -> Changes:
    def rate(category: Document) -> Changes:
        return {"return_rate_e4": min(times(category["return_rate_e4"], factor_e4), ONE_E4)}

    return {"categories": _changed(document["categories"], code, rate)}


def _decline_rate(document: Document, code: str | None, factor_e4: int) -> Changes:
    def authorised(method: Document) -> Changes:
        return {"auth_rate_e4": ONE_E4 - min(times(ONE_E4 - method["auth_rate_e4"], factor_e4), ONE_E4)}

    def methods(market: Document) -> Changes:
        return {"payment_methods": _changed(market["payment_methods"], None, authorised)}

    return {"markets": _changed(document["markets"], code, methods)}


def _fraud_rate(document: Document, code: str | None, factor_e4: int) -> Changes:
    def rate(method: Document) -> Changes:
        return {"fraud_e6": times(method["fraud_e6"], factor_e4)}

    payments = document["payments"]
    markets = {
        market: {**terms, "methods": _changed(terms["methods"], None, rate)} if code in (None, market) else terms
        for market, terms in payments["checkout"]["markets"].items()
    }
    return {"payments": {**payments, "checkout": {**payments["checkout"], "markets": markets}}}


def _click_cost(document: Document, code: str | None, factor_e4: int) -> Changes:
    def cost(click: Document) -> Changes:
        return {"cpc_minor": max(times(click["cpc_minor"], factor_e4), 1)}

    clicks = _changed(document["marketing"]["clicks"], code, cost, key="market")
    return {"marketing": {**document["marketing"], "clicks": clicks}}


QUANTITIES = {
    "demand": Quantity(_demand, "markets"),
    "unit_cost": Quantity(_unit_cost, "skus"),
    "freight": Quantity(_freight, "services"),
    "lead_time": Quantity(_lead_time),
    "defect_rate": Quantity(_defect_rate, section="supply"),
    "exchange_rate": Quantity(_exchange_rate, "currencies"),
    "price_sensitivity": Quantity(_price_sensitivity, "categories"),
    "return_rate": Quantity(_return_rate, "categories"),
    "decline_rate": Quantity(_decline_rate, "markets"),
    "fraud_rate": Quantity(_fraud_rate, "markets", section="payments"),
    "click_cost": Quantity(_click_cost, "markets", section="marketing"),
}
