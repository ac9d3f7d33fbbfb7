"""The public part of a scenario: the only door through which a frozen document reaches the API.

What is not named here (quality, appeal, demand, loss rates, shocks, the future of rates and rules) stays inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from orders.domain.cases import Answer, CaseKind
from simlab.core.fronts import front_pairs
from simlab.runs.choices import choice_name
from simlab.runs.documents import WorldKey, document_named, world_key
from simlab.runs.models import Run

Document = dict[str, Any]
SECTIONS = ("catalogue", "buyer_service", "account_health", "customs", "marketing")


@dataclass(frozen=True)
class Briefing:
    """Codes by entity number, and the lists as the API shows them."""

    start: date
    round_days: int
    scenario: dict[str, dict[str, str]]
    home_currency: str
    home_minor_digits: int
    opening: dict[str, int]
    lists: dict[str, list[dict[str, Any]]]
    markets: tuple[str, ...]
    fronts: tuple[dict[str, str], ...]  # market and channel codes
    channels: tuple[str, ...]
    categories: tuple[str, ...]
    currencies: tuple[str, ...]  # per market
    currency_codes: tuple[str, ...]
    methods: tuple[tuple[str, ...], ...]  # per market
    skus: tuple[str, ...]
    services: tuple[str, ...]
    rails: tuple[str, ...]  # of the payment provider's payouts
    warehouses: tuple[str, ...]
    abroad: tuple[bool, ...]  # per warehouse: it lies in a market
    sections: tuple[str, ...]  # optional parts of the world that the scenario has
    most_products: int  # that a store may keep open
    candidates: tuple[dict[str, Any], ...]  # products to open, with what their markets want of them
    case_refunds: list[dict[str, Any]]  # share of an order that each answer to a case gives back
    disputes: (
        dict[str, Any] | None
    )  # codes and odds of card disputes, and the networks' programme; None where there are none
    duty_layers: tuple[str, ...]
    health_metrics: tuple[dict[str, Any], ...]
    papers: tuple[dict[str, Any], ...]

    @property
    def opening_worth_minor(self) -> int:
        return self.opening["worth_minor"]

    def date_of(self, day: int) -> date:
        return self.start + timedelta(days=day)


def briefing(run: Run) -> Briefing:
    """The briefing of a run's own world."""
    return _briefing_of(world_key(run))


@lru_cache(maxsize=64)
def _briefing_of(key: WorldKey) -> Briefing:
    return brief(document_named(key))


def brief(document: Document) -> Briefing:
    digits = {row["code"]: row["minor_digits"] for row in document["currencies"]}
    home = document["home_currency"]
    return Briefing(
        start=date.fromisoformat(document["start_date"]),
        round_days=document["round_days"],
        scenario=_only(document, "title", "summary"),
        home_currency=home,
        home_minor_digits=digits[home],
        opening=_opening(document),
        lists=_lists(document, digits),
        markets=_codes(document["markets"]),
        fronts=tuple(
            {"market": document["markets"][market]["code"], "channel": document["channels"][channel]["code"]}
            for market, channel in front_pairs(document)
        ),
        channels=_codes(document["channels"]),
        categories=_codes(document["categories"]),
        currencies=tuple(market["currency"] for market in document["markets"]),
        currency_codes=_codes(document["currencies"]),
        methods=tuple(_codes(market["payment_methods"]) for market in document["markets"]),
        skus=_codes(document["skus"]),
        services=_codes(document["services"]),
        rails=_codes(document.get("payments", {}).get("rails", [])),
        warehouses=_codes(document["warehouses"]),
        abroad=tuple(row["market"] is not None for row in document["warehouses"]),
        sections=tuple(name for name in SECTIONS if name in document),
        most_products=document.get("catalogue", {}).get("most_products", len(document["skus"])),
        candidates=tuple(
            _only(row, "sku", "compliance", "battery", "liquid")
            for row in document.get("catalogue", {}).get("products", ())
        ),
        case_refunds=_case_refunds(document),
        disputes=document.get("payments", {}).get("chargebacks"),
        duty_layers=tuple(document.get("customs", {}).get("layers", ())),
        health_metrics=tuple(
            _only(row, "code", "name", "limit_e6", "window_days", "hard")
            for row in document.get("account_health", {}).get("metrics", ())
        ),
        papers=tuple(
            _only(row, "code", "name", "certificate", "days", "cost_minor")
            for row in document.get("customs", {}).get("papers", ())
        ),
    )


def _lists(document: Document, digits: dict[str, int]) -> dict[str, list[dict[str, Any]]]:
    return {
        "markets": [
            _only(row, "code", "name", "currency", "lat", "lon") | {"minor_digits": digits[row["currency"]]}
            for row in document["markets"]
        ],
        "channels": [_only(row, "code", "name", "kind") for row in document["channels"]],
        "categories": [_only(row, "code", "name") for row in document["categories"]],
        "skus": [_only(row, "code", "name", "category", "unit_cost_minor", "weight_g") for row in document["skus"]],
        "payment_methods": [
            {"code": code, "name": choice_name("methods", code)}
            for code in dict.fromkeys(
                row["code"] for market in document["markets"] for row in market["payment_methods"]
            )
        ],
        "services": [_only(row, "code", "name") for row in document["services"]],
        "warehouses": [_only(row, "code", "name", "market", "lat", "lon") for row in document["warehouses"]],
    }


def _opening(document: Document) -> dict[str, int]:
    """What every store opens with, in the words of a closed day."""
    cost = {sku["code"]: sku["unit_cost_minor"] for sku in document["skus"]}
    cash, stock = (
        document["opening_cash_minor"],
        sum(row["units"] * cost[row["sku"]] for row in document["opening_stock"]),
    )
    demand = document["demand"]
    skus = sum(document.get("catalogue", {}).get("open", [1] * len(document["skus"])))
    return {
        "cash_minor": cash,
        "stock_minor": stock,
        "pipeline_minor": 0,
        "wealth_minor": cash,
        "worth_minor": cash + stock,
        "rating_sum": demand["opening_rating_e2"] * demand["opening_reviews"] * skus,
        "rating_count": demand["opening_reviews"] * skus * 100,
    }


def _case_refunds(document: Document) -> list[dict[str, Any]]:
    cases = document.get("buyer_service", {}).get("cases", {"refund_e4": []})
    return [
        {"case": kind.name.lower(), "answer": answer.name.lower(), "refund_e4": refunds[answer]}
        for kind, refunds in zip(CaseKind, cases["refund_e4"], strict=False)
        for answer in Answer
    ]


def _codes(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(row["code"] for row in rows)


def _only(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: row[key] for key in keys}
