"""The section `payments`: how the store's own sites are paid, and the treasury of every store. The tables say what the file leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from simlab.runs.scenario.amounts import minor, minor_digits, scaled
from simlab.runs.scenario.parts import Amount, Code, Part, Share
from simlab.runs.scenario.sections.disputes import resolved_disputes
from simlab.runs.scenario.sections.payment_params import Parameters
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import Row, keyed, rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario

_DOLLAR = "USD"


class Payments(Part):
    """Overrules payment_params.csv. `opening_methods` are the families of methods that an own site offers at the start."""

    opening_methods: Annotated[list[Code], Field(min_length=1, max_length=16)] = ["card", "paypal"]
    reserve_share: Share | None = None
    reserve_days: Annotated[int, Field(ge=1, le=180)] | None = None
    missing_method_leave: Share | None = None
    credit_limit: Amount | None = None
    credit_rate: Share | None = None
    forward_limit: Amount | None = None
    conversion_spread: Share | None = None
    monitor_least_cases: Annotated[int, Field(ge=1, le=100_000)] | None = None


def resolved_payments(scenario: Scenario, currencies: list[str], sources: Sources) -> dict[str, Any]:
    """Everything about own-site payments and treasury, in whole numbers."""
    params = Parameters(scenario, sources)
    return {
        "treasury": _treasury(params, currencies),
        "checkout": _checkout(params),
        "provider": _provider(params),
        "rails": [_rail(row, sources) for row in rows("payout_rails")],
        "chargebacks": resolved_disputes(params),
    }


def _treasury(params: Parameters, currencies: list[str]) -> dict[str, Any]:
    points = keyed("forward_points", "currency")
    carry = [
        scaled(float(params.sources.row("payments.carry", points[code,])["carry"]), 10_000) if (code,) in points else 0
        for code in currencies
    ]
    return {
        "credit_limit_minor": params.home_minor("credit_limit"),
        "credit_rate_e4_per_year": params.e4("credit_rate"),
        "conversion_spread_e4": params.e4("conversion_spread"),
        "forward_spread_e4": params.e4("forward_spread"),
        "forward_limit_minor": params.home_minor("forward_limit"),
        "carry_e4_per_year": carry,
    }


def _checkout(params: Parameters) -> dict[str, Any]:
    section = params.scenario.payments
    return {
        "opening_families": list(section.opening_methods) if section else [],
        "leave_e6": params.e6("missing_method_leave"),
        "risk_score": round(params.number("risk_score")),
        "fraud_stopped_e6": params.e6("fraud_stopped_by_3ds"),
        "score_good": round(params.number("fraud_score_good")),
        "score_bad": round(params.number("fraud_score_bad")),
        "score_spread": round(params.number("fraud_score_spread")),
        "amount_factor_e4": [scaled(float(text), 10_000) for text in params.text("amount_factors").split()],
        "amount_edge_minor": [minor(float(text), params.home) for text in params.text("amount_edges_cny").split()],
        "declines": [_decline(row, params.sources) for row in rows("payment_declines")],
        "markets": {part.code: _market(part.code, params) for part in params.scenario.markets},
    }


def _decline(row: Row, sources: Sources) -> dict[str, Any]:
    sources.row("payments.declines", row)
    return {
        "family": row["family"],
        "code": int(row["code"]),
        "share_e4": scaled(float(row["share"]), 10_000),
        "retry_e6": scaled(float(row["retry_success"]), 1_000_000),
    }


def _market(market: str, params: Parameters) -> dict[str, Any]:
    row = params.sources.row(f"payments.three_d_secure.{market}", keyed("three_d_secure", "market")[market,])
    told = next(part for part in params.scenario.markets if part.code == market).payment_methods
    methods = [part.code for part in told] if told else _table_methods(market)
    rates = {
        f"{name}_e6": scaled(float(row[name]), 1_000_000)
        for name in ("challenge", "abandon", "fail", "factor_without", "factor_with")
    }
    return {**rates, "methods": [_terms(market, code, params) for code in methods]}


def _table_methods(market: str) -> list[str]:
    return [row["method"] for row in rows("payment_methods") if row["market"] == market]


def _terms(market: str, method: str, params: Parameters) -> dict[str, Any]:
    row = params.sources.row(
        f"payments.terms.{market}.{method}", keyed("payment_terms", "market", "method")[market, method]
    )
    dollars = row["fee_currency"] == _DOLLAR
    fraud = float(row["chargeback_rate"]) * params.number("fraud_share_of_chargebacks")
    return {
        "code": method,
        "family": row["family"],
        "fee_e4": scaled(float(row["fee_rate"]), 10_000),
        "fee_fixed_minor": scaled(float(row["fee_fixed"]), 10 ** (2 if dollars else minor_digits(row["fee_currency"]))),
        "fee_in_dollars": dollars,
        "settlement_days": int(row["settlement_days"]),
        "fraud_e6": scaled(round(fraud, 9), 1_000_000),
        "disputed_e4": scaled(float(row["chargeback_rate"]) / float(params.text("usual_chargeback_rate")), 10_000),
        "refusal_e6": scaled(float(row["refusal_rate"] or 0), 1_000_000),
    }


def _provider(params: Parameters) -> dict[str, Any]:
    return {
        "reserve_e4": params.e4("reserve_share"),
        "monitored_reserve_e4": params.e4("monitored_reserve_share"),
        "reserve_days": round(params.number("reserve_days")),
    }


def _rail(row: Row, sources: Sources) -> dict[str, Any]:
    sources.row(f"payments.rails.{row['rail']}", row)
    return {
        "code": row["rail"],
        "name": {"en": row["name_en"], "zh": row["name_zh"]},
        "fee_e4": scaled(float(row["fee_rate"]), 10_000),
        "fixed_cents": scaled(float(row["fee_fixed_usd"]), 100),
        "spread_e4": scaled(float(row["spread"]), 10_000),
        "delay_days": int(row["delay_days"]),
        "hold_e6": scaled(float(row["hold_rate"]), 1_000_000),
        "hold_days": int(row["hold_days"]),
    }
