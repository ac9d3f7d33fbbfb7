"""Do the numbers of a scenario fit together, and do the tables reach as far as it needs? Assumes that all names are known."""

from __future__ import annotations

from collections.abc import Iterator

from simlab.runs.scenario import exchange
from simlab.runs.scenario.amounts import fits
from simlab.runs.scenario.duties import duty_layers, rule_on
from simlab.runs.scenario.findings import Finding, Names
from simlab.runs.scenario.lanes import lane_code, lane_row, pairs
from simlab.runs.scenario.model import Scenario, Sku
from simlab.runs.scenario.problems import Path, Wording
from simlab.runs.scenario.resolve import currencies, game_days
from simlab.runs.scenario.sections.checkout import share_lists
from simlab.runs.scenario.tables import keyed
from simlab.runs.scenario.trade import currency_of

_SUM_SLACK = 0.00005


def plausibility_findings(scenario: Scenario) -> Iterator[Finding]:
    """Everything that does not add up."""
    for check in (_shares, _calendar, _horizon, _prices, _rules, _duties, _limits, _lanes, _exchange):
        yield from check(scenario)


def _shares(scenario: Scenario) -> Iterator[Finding]:
    yield from _to_one(("segments",), [part.share for part in scenario.segments])
    for place, market in enumerate(scenario.markets):
        if market.payment_methods:
            yield from _to_one(("markets", place, "payment_methods"), [part.share for part in market.payment_methods])
    if scenario.buyers and scenario.buyers.baskets and scenario.buyers.baskets.unit_shares:
        yield from _to_one(("buyers", "baskets", "unit_shares"), scenario.buyers.baskets.unit_shares)
    for path, shares in share_lists(scenario.checkout):
        yield from _to_one(path, shares)


def _to_one(path: Path, shares: list[float]) -> Iterator[Finding]:
    total = sum(shares)
    if abs(total - 1) > _SUM_SLACK:
        wanted = Wording("shares that add up to 1", "合计为 1 的份额")
        yield Finding(path, "shares_sum", {"total": total}, wanted)


def _calendar(scenario: Scenario) -> Iterator[Finding]:
    for place, season in enumerate(scenario.seasons):
        if season.last < season.first:
            wanted = Wording(f"{season.first} or later", f"{season.first} 或之后")
            yield Finding(("seasons", place, "last"), "dates_order", {}, wanted)
    last_week = -(-scenario.calendar.days // 7)
    for place, week in enumerate(scenario.lesson.plan):
        if week.week > last_week:
            wanted = Wording(f"0 to {last_week}", f"0 至 {last_week}")
            yield Finding(("lesson", "plan", place, "week"), "week_late", {}, wanted)


def _horizon(scenario: Scenario) -> Iterator[Finding]:
    """A grade must see the goods arrive that a decision ordered."""
    calendar = scenario.calendar
    lead = max(part.supplier.lead_days_median for part in scenario.skus)
    if lead + calendar.round_days >= calendar.horizon_days:
        names = {"days": calendar.horizon_days, "lead": lead, "round": calendar.round_days}
        least = f"> {lead + calendar.round_days:g}"
        yield Finding(("calendar", "horizon_days"), "horizon_short", names, Wording(least, least))


def _prices(scenario: Scenario) -> Iterator[Finding]:
    home, *foreign = currencies(scenario)
    rates = {home: 1.0, **_anchor_rates(home, foreign, scenario)}
    for place, sku in enumerate(scenario.skus):
        if not fits(sku.unit_cost, home):
            yield Finding(("skus", place, "unit_cost"), "minor_digits", {"currency": home})
        median = sku.supplier.lead_days_median
        if sku.supplier.lead_days_p95 < median:
            wanted = Wording(f"at least {median:g}", f"不小于 {median:g}")
            yield Finding(("skus", place, "supplier", "lead_days_p95"), "p95_below_median", {}, wanted)
        yield from _reference_prices(("skus", place, "reference_prices"), sku, rates)


def _reference_prices(path: Path, sku: Sku, rates: dict[str, float]) -> Iterator[Finding]:
    for market, price in sku.reference_prices.items():
        currency = currency_of(market)
        if not fits(price, currency):
            yield Finding((*path, market), "minor_digits", {"currency": currency})
        cost = sku.unit_cost / rates[currency] if currency in rates else 0.0
        if price <= cost:
            wanted = Wording(f"more than {cost:.2f} {currency}", f"大于 {cost:.2f} {currency}")
            yield Finding((*path, market), "price_below_cost", {}, wanted)


def _anchor_rates(home: str, foreign: list[str], scenario: Scenario) -> dict[str, float]:
    try:
        path = exchange.history(tuple(foreign), home, scenario.calendar.start, 0)
    except exchange.RatesMissingError:
        return {}
    return dict(zip(foreign, path[-1][1], strict=True))


def _rules(scenario: Scenario) -> Iterator[Finding]:
    days = game_days(scenario)
    for market in scenario.markets:
        uncovered = [day for day in days if rule_on(market.code, day) is None]
        if uncovered:
            names = {"market": market.code, "day": uncovered[0].isoformat()}
            yield Finding(("calendar", "start"), "rules_missing", names)


def _duties(scenario: Scenario) -> Iterator[Finding]:
    start = scenario.calendar.start
    for place, category in enumerate(scenario.categories):
        hs6 = keyed("categories", "category")[category.code,]["hs6"]
        for market in scenario.markets:
            region = keyed("markets", "market")[market.code,]["duty_region"]
            if market.code not in category.duty and not duty_layers(hs6, region, start):
                names = {"market": market.code, "hs6": hs6, "day": start.isoformat()}
                yield Finding(("categories", place, "code"), "duty_missing", names)


def _limits(scenario: Scenario) -> Iterator[Finding]:
    """One tax rate serves a market and one duty rate a category in it, so prices must lie on one side of each limit.

    With the section `customs` each parcel is held against the limits by its own value.
    """
    if scenario.customs:
        return
    goods = [[part for part in scenario.skus if part.category == category.code] for category in scenario.categories]
    for place, market in enumerate(scenario.markets):
        rule = rule_on(market.code, scenario.calendar.start)
        if rule:
            path: Path = ("markets", place, "code")
            yield from _one_side(path, market.code, float(rule["tax_free_up_to"]), scenario.skus)
            for skus in goods:
                yield from _one_side(path, market.code, float(rule["low_value_limit"]), skus)


def _one_side(path: Path, market: str, limit: float, skus: list[Sku]) -> Iterator[Finding]:
    prices = [part.reference_prices[market] for part in skus]
    if prices and min(prices) <= limit < max(prices):
        names: Names = {"market": market, "limit": limit, "currency": currency_of(market)}
        wanted = Wording(f"all up to {limit:g}, or all above", f"全部不超过 {limit:g}，或全部高于")
        yield Finding(path, "low_value_limit", names, wanted)


def _lanes(scenario: Scenario) -> Iterator[Finding]:
    for warehouse, market in pairs(scenario):
        for place, service in enumerate(scenario.services):
            if lane_row(warehouse.code, market, service) is None:
                names = {"lane": lane_code(service), "warehouse": warehouse.code, "market": market}
                yield Finding(("services", place), "lane_missing", names)


def _exchange(scenario: Scenario) -> Iterator[Finding]:
    home, *foreign = currencies(scenario)
    try:
        exchange.history(tuple(foreign), home, scenario.calendar.start, scenario.money.exchange_history_days)
    except exchange.RatesMissingError:
        last = exchange.last_day()
        yield Finding(
            ("calendar", "start"), "rates_missing", {}, Wording(f"a date up to {last}", f"不晚于 {last} 的日期")
        )
