"""From a scenario file to one frozen document: every table value, rate and date copied in. A run depends on nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from simlab.runs.scenario import exchange
from simlab.runs.scenario.amounts import minor, minor_digits, scaled
from simlab.runs.scenario.conduct import demand, marketplace, parameter, segments
from simlab.runs.scenario.customs import resolved_customs
from simlab.runs.scenario.lanes import lanes
from simlab.runs.scenario.model import Channel, Scenario, Service, Warehouse
from simlab.runs.scenario.sections.buyers import resolved_buyers
from simlab.runs.scenario.sections.catalogue import resolved_catalogue
from simlab.runs.scenario.sections.checkout import resolved_checkout
from simlab.runs.scenario.sections.conduct import resolved_conduct
from simlab.runs.scenario.sections.marketing_terms import resolved_marketing
from simlab.runs.scenario.sections.parcels import resolved_parcels
from simlab.runs.scenario.sections.payments import resolved_payments
from simlab.runs.scenario.sections.service import resolved_service
from simlab.runs.scenario.sections.shocks import resolved_shocks
from simlab.runs.scenario.sections.sourcing import resolved_supply
from simlab.runs.scenario.sections.variation import resolved_variation
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.stocking import stocked
from simlab.runs.scenario.tables import keyed, rows
from simlab.runs.scenario.trade import category, currency_of, market, sku

FORMAT = 1
FREIGHT_CURRENCY = "USD"


def resolve(scenario: Scenario) -> dict[str, Any]:
    """The resolved document of a checked scenario; the same file and tables give the same document on any day."""
    sources, scenario = Sources(), stocked(scenario)
    days, carried = game_days(scenario), lanes(scenario, sources)
    document = {
        **_label(scenario),
        **_purse(scenario),
        "currencies": [{"code": code, "minor_digits": minor_digits(code)} for code in currencies(scenario)],
        "fx": _exchange(scenario, sources),
        "warehouses": [_warehouse(part, scenario, sources) for part in scenario.warehouses],
        "categories": [category(part, sources) for part in scenario.categories],
        "skus": [sku(part, scenario.money.home_currency) for part in scenario.skus],
        **resolved_supply(scenario, days, sources),
        "segments": segments(scenario),
        "markets": [market(part, scenario, days, sources) for part in scenario.markets],
        "channels": [_channel(part) for part in scenario.channels],
        "services": [_service(part, sources) for part in scenario.services],
        "lanes": carried,
        "marketplace": marketplace(scenario, sources),
        "demand": demand(scenario, sources),
        "decline_codes": _decline_codes(sources),
        "opening_stock": [part.model_dump() for part in scenario.opening_stock],
        "opening_prices": "reference",
        "opening_cover_days": scenario.opening_cover_days,
        "handling_days": round(parameter(scenario, "handling_days", sources)),
        **_class(scenario),
        **({"parcels": resolved_parcels(scenario, carried, sources)} if scenario.parcels else {}),
        **resolved_buyers(scenario, days, sources),
        **resolved_catalogue(scenario, sources),
        **_sections(scenario, days, sources),
    }
    sources.overruled("skus")
    return {**document, "sources": sources.listed()}


def _sections(scenario: Scenario, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    """The optional sections that the scenario has."""
    found: dict[str, Any] = {}
    if scenario.checkout:
        found["checkout"] = resolved_checkout(scenario.checkout, sources)
    if scenario.payments:
        found["payments"] = resolved_payments(scenario, currencies(scenario), sources)
    if scenario.shocks:
        found["shocks"] = resolved_shocks(scenario.shocks, scenario.calendar.start, sources)
    if scenario.customs:
        found["customs"] = resolved_customs(scenario, scenario.customs, days, sources)
    if scenario.marketing:
        found["marketing"] = resolved_marketing(scenario, days, sources)
    found |= resolved_service(scenario, sources) | resolved_conduct(scenario, sources)
    found |= resolved_variation(scenario.variation, sources)
    return found


def game_days(scenario: Scenario) -> list[dt.date]:
    """Every simulated day a fork of the last round may reach."""
    calendar = scenario.calendar
    length = calendar.days + calendar.horizon_days + calendar.tail_days
    return [calendar.start + dt.timedelta(days=day) for day in range(length)]


def currencies(scenario: Scenario) -> list[str]:
    """Home first, then those of the markets, and the one carriers charge in."""
    of_markets = [currency_of(part.code) for part in scenario.markets]
    return list(dict.fromkeys([scenario.money.home_currency, *of_markets, FREIGHT_CURRENCY]))


def _label(scenario: Scenario) -> dict[str, Any]:
    calendar = scenario.calendar
    return {
        "format": FORMAT,
        "code": scenario.code,
        "version": scenario.version,
        "title": scenario.title.model_dump(),
        "summary": scenario.summary.model_dump(),
        "start_date": calendar.start.isoformat(),
        **calendar.model_dump(exclude={"start"}),
        "learning_objectives": [part.model_dump() for part in scenario.learning_objectives],
        "lesson": scenario.lesson.model_dump(),
    }


def _purse(scenario: Scenario) -> dict[str, Any]:
    money = scenario.money
    home = money.home_currency
    return {
        "home_currency": home,
        "opening_cash_minor": minor(money.opening_cash, home),
        "loan": {"penal_rate_e4_per_year": scaled(money.penal_rate, 10_000)},
    }


def _exchange(scenario: Scenario, sources: Sources) -> dict[str, Any]:
    home, *foreign = currencies(scenario)
    money = scenario.money
    path = exchange.history(tuple(foreign), home, scenario.calendar.start, money.exchange_history_days)
    day, rates = path[-1]
    anchors = [
        exchange.anchor_e8(rate, minor_digits(code), minor_digits(home))
        for code, rate in zip(foreign, rates, strict=True)
    ]
    sources.cite("fx", exchange.SOURCE, day.isoformat())
    return {
        "rate_e8": [exchange.E8, *anchors],
        "daily_return_e8": [[0, *row] for row in exchange.daily_returns_e8(path)],
        "spread_e4": scaled(money.exchange_spread, 10_000),
        "source": exchange.SOURCE,
        "as_of": day.isoformat(),
    }


def _warehouse(part: Warehouse, scenario: Scenario, sources: Sources) -> dict[str, Any]:
    sources.overruled(f"warehouses.{part.code}.storage_fee")
    return {
        **part.model_dump(exclude={"storage_fee"}),
        "storage_fee_e2": scaled(part.storage_fee, 100 * 10 ** minor_digits(scenario.money.home_currency)),
    }


def _channel(part: Channel) -> dict[str, Any]:
    return {**part.model_dump(exclude={"share"}), "share_e4": scaled(part.share, 10_000)}


def _service(part: Service, sources: Sources) -> dict[str, Any]:
    row = keyed("services", "service").get((part.code,))
    if row is None:
        sources.overruled(f"services.{part.code}")
    else:
        sources.row(f"services.{part.code}", row)
    name = part.name.model_dump() if part.name else {"en": row["name_en"], "zh": row["name_zh"]} if row else {}
    return {"code": part.code, "name": name}


def _decline_codes(sources: Sources) -> list[dict[str, Any]]:
    found = [sources.row("decline_codes", row) for row in rows("decline_codes")]
    return [{"code": row["code"], "share_e4": scaled(float(row["share"]), 10_000)} for row in found]


def _class(scenario: Scenario) -> dict[str, Any]:
    return {
        "teams": scenario.teams,
        "rivals": [part.model_dump() for part in scenario.rivals],
        "axes": [{"code": part.code, "weight_e2": scaled(part.weight, 100)} for part in scenario.axes],
        "rubric": scenario.rubric,
    }
