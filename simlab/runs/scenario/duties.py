"""What import costs on each day of the game: tax, duty by category, and the flat duty per item."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from simlab.runs.scenario import exchange
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import Row, keyed, rows


@dataclass(frozen=True)
class Consignment:
    """What a parcel of one category looks like to customs: the price of its dearest article in the market's currency."""

    market: str
    category: str
    dearest: float


def in_force(row: Row, day: dt.date) -> bool:
    """Does a dated row apply on a day?"""
    text = day.isoformat()
    return row["effective_from"] <= text and (not row["effective_to"] or text <= row["effective_to"])


def rule_on(market: str, day: dt.date) -> Row | None:
    """The import rule of a market on a day."""
    found = [row for row in rows("import_rules") if row["market"] == market and in_force(row, day)]
    return found[-1] if found else None


def duty_layers(hs6: str, region: str, day: dt.date) -> list[Row]:
    """The duty layers that stack on a day."""
    return [row for row in rows("duties") if (row["hs6"], row["region"]) == (hs6, region) and in_force(row, day)]


def rule_in_force(market: str, day: dt.date) -> Row:
    """The import rule of a market on a day. Raises LookupError where the table has none."""
    row = rule_on(market, day)
    if row is None:
        raise LookupError(f"no import rule for {market} on {day}")
    return row


def in_currency(value: float, currency: str, wanted: str, home: str, start: dt.date) -> float:
    """An amount in another currency, at the rate of the first day. Raises RatesMissingError."""
    if not value or currency == wanted:
        return value
    theirs, ours = exchange.history((currency, wanted), home, start, 0)[-1][1]
    return value * theirs / ours


def limit_in_market(row: Row, column: str, home: str, start: dt.date) -> float:
    """A limit of a rule in the currency of its market, where the law may name another currency."""
    currency = keyed("markets", "market")[row["market"],]["currency"]
    return in_currency(float(row[column]), row["currency"], currency, home, start)


def tax_e4(scenario: Scenario, market: str, dearest: float, days: list[dt.date], sources: Sources) -> list[int]:
    """Rate of VAT or GST each day; none where all articles stay below the tax-free value."""
    fixed = next(part.tax for part in scenario.markets if part.code == market)
    if fixed is not None:
        sources.overruled(f"markets.{market}.tax")
        return [round(fixed * 10_000)] * len(days)
    rates = []
    for day in days:
        rule = sources.row(f"markets.{market}.tax", rule_in_force(market, day))
        free = limit_in_market(rule, "tax_free_up_to", scenario.money.home_currency, scenario.calendar.start)
        rates.append(0 if dearest <= free else round(float(rule["tax_rate"]) * 10_000))
    return rates


def duty_e4(scenario: Scenario, parcel: Consignment, days: list[dt.date], sources: Sources) -> list[int]:
    """Ad valorem duty each day: all layers in force, or the low-value rate (mostly none) up to the limit."""
    name = f"markets.{parcel.market}.duty.{parcel.category}"
    fixed = next(part.duty.get(parcel.market) for part in scenario.categories if part.code == parcel.category)
    if fixed is not None:
        sources.overruled(name)
        return [round(fixed * 10_000)] * len(days)
    hs6 = keyed("categories", "category")[parcel.category,]["hs6"]
    region = keyed("markets", "market")[parcel.market,]["duty_region"]
    rates = []
    for day in days:
        rule = rule_in_force(parcel.market, day)
        limit = limit_in_market(rule, "low_value_limit", scenario.money.home_currency, scenario.calendar.start)
        if parcel.dearest <= limit:
            rates.append(round(float(rule["low_value_rate"]) * 10_000))
            continue
        layers = [sources.row(name, row) for row in duty_layers(hs6, region, day)]
        rates.append(round(sum(float(row["rate"]) for row in layers) * 10_000))
    return rates


def flat_duty(scenario: Scenario, market: str, days: list[dt.date], sources: Sources) -> list[float]:
    """Flat duty per item each day, in the market's currency."""
    fixed = next(part.flat_duty_per_item for part in scenario.markets if part.code == market)
    if fixed is not None:
        sources.overruled(f"markets.{market}.flat_duty")
        return [fixed] * len(days)
    return [
        float(sources.row(f"markets.{market}.flat_duty", rule_in_force(market, day))["flat_per_item"]) for day in days
    ]
