"""Checks that look across the fields of a scenario and into the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simlab.runs.scenario import exchange
from simlab.runs.scenario.amounts import fits
from simlab.runs.scenario.duties import duty_layers, rule_on
from simlab.runs.scenario.lanes import lane_code, lane_row, pairs
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.problems import NOTHING, Path, Problem, Wording, pointer_of
from simlab.runs.scenario.resolve import currencies, game_days
from simlab.runs.scenario.strict_yaml import Reading
from simlab.runs.scenario.tables import codes, keyed
from simlab.runs.scenario.trade import currency_of

Finding = tuple[Path, str, Wording, Wording]
_SUM_SLACK = 0.00005


def cross_checks(scenario: Scenario, reading: Reading) -> list[Problem]:
    """Every finding. Later checks assume known codes, so they run only when the names are right."""
    found = list(_names(scenario))
    if not found:
        for check in (_sums, _calendar, _prices, _trade, _lanes, _exchange):
            found += list(check(scenario))
    problems = [
        Problem(pointer_of(path), reading.line(path), code, text, allowed) for path, code, text, allowed in found
    ]
    return sorted(problems, key=lambda problem: problem.line)


def _one_of(known: Iterable[str]) -> Wording:
    names = ", ".join(known)
    return Wording(names, names)


def _unknown(path: Path, what: Wording, value: str, known: list[str]) -> Iterator[Finding]:
    if value not in known:
        yield (
            path,
            "unknown_code",
            Wording(f"There is no {what.en} '{value}'.", f"没有{what.zh}“{value}”。"),
            _one_of(known),
        )


_MARKET, _CATEGORY = Wording("market", "市场"), Wording("category", "品类")
_SKU, _WAREHOUSE = Wording("SKU", "商品"), Wording("warehouse", "仓库")


def _names(scenario: Scenario) -> Iterator[Finding]:
    yield from _known_to_tables(scenario)
    yield from _twice(scenario)
    yield from _known_to_file(scenario)


def _known_to_tables(scenario: Scenario) -> Iterator[Finding]:
    for place, market in enumerate(scenario.markets):
        yield from _unknown(("markets", place, "code"), _MARKET, market.code, codes("markets", "market"))
    for place, category in enumerate(scenario.categories):
        yield from _unknown(("categories", place, "code"), _CATEGORY, category.code, codes("categories", "category"))


def _twice(scenario: Scenario) -> Iterator[Finding]:
    for name in ("warehouses", "categories", "skus", "segments", "markets", "services", "axes", "seasons"):
        seen: set[str] = set()
        for place, part in enumerate(getattr(scenario, name)):
            if part.code in seen:
                yield (
                    (name, place, "code"),
                    "duplicate_code",
                    Wording(f"'{part.code}' is listed twice.", f"“{part.code}”重复出现。"),
                    NOTHING,
                )
            seen.add(part.code)


def _known_to_file(scenario: Scenario) -> Iterator[Finding]:
    markets, categories = [part.code for part in scenario.markets], [part.code for part in scenario.categories]
    skus, warehouses = [part.code for part in scenario.skus], [part.code for part in scenario.warehouses]
    for place, sku in enumerate(scenario.skus):
        yield from _unknown(("skus", place, "category"), _CATEGORY, sku.category, categories)
        yield from _covers(("skus", place, "reference_prices"), _MARKET, sku.reference_prices, markets)
    for place, market in enumerate(scenario.markets):
        yield from _covers(("markets", place, "shoppers_per_day"), _CATEGORY, market.shoppers_per_day, categories)
    for place, warehouse in enumerate(scenario.warehouses):
        yield from _site(place, warehouse.market, markets)
    for place, stock in enumerate(scenario.opening_stock):
        yield from _unknown(("opening_stock", place, "sku"), _SKU, stock.sku, skus)
        yield from _unknown(("opening_stock", place, "warehouse"), _WAREHOUSE, stock.warehouse, warehouses)
    yield from _overruling(scenario, markets, categories, warehouses)


def _site(place: int, market: str | None, markets: list[str]) -> Iterator[Finding]:
    path: Path = ("warehouses", place, "market")
    if place == 0 and market is not None:
        yield (
            path,
            "home_warehouse",
            Wording("The first warehouse is the one at home; it has no market.", "第一个仓库是国内仓，不能指定市场。"),
            NOTHING,
        )
    if place > 0:
        yield from _unknown(path, _MARKET, market or "", markets)


def _covers(path: Path, what: Wording, found: Iterable[str], wanted: list[str]) -> Iterator[Finding]:
    given = list(found)
    for code in given:
        yield from _unknown((*path, code), what, code, wanted)
    for code in (code for code in wanted if code not in given):
        yield (
            path,
            "missing_entry",
            Wording(f"The {what.en} '{code}' is missing here.", f"此处缺少{what.zh}“{code}”。"),
            _one_of(wanted),
        )


def _overruling(
    scenario: Scenario, markets: list[str], categories: list[str], warehouses: list[str]
) -> Iterator[Finding]:
    for place, lane in enumerate(scenario.lanes):
        yield from _unknown(("lanes", place, "market"), _MARKET, lane.market, markets)
        yield from _unknown(("lanes", place, "warehouse"), _WAREHOUSE, lane.warehouse, warehouses)
    for place, season in enumerate(scenario.seasons):
        for number, code in enumerate(season.markets):
            yield from _unknown(("seasons", place, "markets", number), _MARKET, code, markets)
        for number, code in enumerate(season.categories):
            yield from _unknown(("seasons", place, "categories", number), _CATEGORY, code, categories)
    for place, category in enumerate(scenario.categories):
        for code in category.duty:
            yield from _unknown(("categories", place, "duty", code), _MARKET, code, markets)


def _sums(scenario: Scenario) -> Iterator[Finding]:
    yield from _to_one(("segments",), [part.share for part in scenario.segments])
    for place, market in enumerate(scenario.markets):
        if market.payment_methods:
            yield from _to_one(("markets", place, "payment_methods"), [part.share for part in market.payment_methods])


def _to_one(path: Path, shares: list[float]) -> Iterator[Finding]:
    total = sum(shares)
    if abs(total - 1) > _SUM_SLACK:
        yield (
            path,
            "shares_sum",
            Wording(f"The shares add up to {total:.4g}, not to 1.", f"份额合计为 {total:.4g}，应为 1。"),
            Wording("shares that add up to 1", "合计为 1 的份额"),
        )


def _calendar(scenario: Scenario) -> Iterator[Finding]:
    days = game_days(scenario)
    for place, season in enumerate(scenario.seasons):
        if season.last < season.first:
            yield (
                ("seasons", place, "last"),
                "dates_order",
                Wording("It ends before it begins.", "结束日期早于开始日期。"),
                Wording(f"{season.first} or later", f"{season.first} 或之后"),
            )
    for place, market in enumerate(scenario.markets):
        uncovered = [day for day in days if rule_on(market.code, day) is None]
        if uncovered:
            yield (
                ("calendar", "start"),
                "rules_missing",
                Wording(
                    f"The table has no import rule for {market.code} on {uncovered[0]}.",
                    f"表中没有 {market.code} 在 {uncovered[0]} 的进口规则。",
                ),
                NOTHING,
            )
    for place, week in enumerate(scenario.lesson.plan):
        if week.week * 7 > scenario.calendar.days + 7:
            yield (
                ("lesson", "plan", place, "week"),
                "week_late",
                Wording("This week lies after the end of the game.", "该周在模拟结束之后。"),
                NOTHING,
            )


def _prices(scenario: Scenario) -> Iterator[Finding]:
    home = scenario.money.home_currency
    places = currencies(scenario)
    rates = dict(zip(places, [1.0, *_anchor_rates(scenario)], strict=False))
    for place, sku in enumerate(scenario.skus):
        if not fits(sku.unit_cost, home):
            yield from _too_fine(("skus", place, "unit_cost"), home)
        if sku.supplier.lead_days_p95 < sku.supplier.lead_days_median:
            yield (
                ("skus", place, "supplier", "lead_days_p95"),
                "p95_below_median",
                Wording("The 95th percentile lies below the median.", "第 95 百分位低于中位数。"),
                Wording(f"at least {sku.supplier.lead_days_median:g}", f"不小于 {sku.supplier.lead_days_median:g}"),
            )
        for market, price in sku.reference_prices.items():
            path: Path = ("skus", place, "reference_prices", market)
            currency = currency_of(market)
            if not fits(price, currency):
                yield from _too_fine(path, currency)
            least = sku.unit_cost / rates.get(currency, float("nan"))
            if price <= least:
                yield (
                    path,
                    "price_below_cost",
                    Wording("The reference price does not cover the unit cost.", "参考价低于单位成本。"),
                    Wording(f"more than {least:.2f} {currency}", f"大于 {least:.2f} {currency}"),
                )


def _too_fine(path: Path, currency: str) -> Iterator[Finding]:
    yield path, "minor_digits", Wording(f"{currency} has no such fraction.", f"{currency} 没有这么小的单位。"), NOTHING


def _anchor_rates(scenario: Scenario) -> list[float]:
    foreign = tuple(currencies(scenario)[1:])
    try:
        return exchange.history(foreign, scenario.money.home_currency, scenario.calendar.start, 0)[-1][1]
    except exchange.RatesMissing:
        return []


def _trade(scenario: Scenario) -> Iterator[Finding]:
    start = scenario.calendar.start
    for place, category in enumerate(scenario.categories):
        hs6 = keyed("categories", "category")[category.code,]["hs6"]
        for market in scenario.markets:
            region = keyed("markets", "market")[market.code,]["duty_region"]
            if market.code not in category.duty and not duty_layers(hs6, region, start):
                yield (
                    ("categories", place, "code"),
                    "duty_missing",
                    Wording(
                        f"The table has no duty of {market.code} for HS {hs6} on {start}.",
                        f"表中没有 {market.code} 对 HS {hs6} 在 {start} 的税率。",
                    ),
                    NOTHING,
                )
        yield from _low_value(scenario, place, category.code)


def _low_value(scenario: Scenario, place: int, category: str) -> Iterator[Finding]:
    """One rate serves a category in a market, so its prices must lie on one side of the low-value limit."""
    for market in scenario.markets:
        rule = rule_on(market.code, scenario.calendar.start)
        limit = float(rule["low_value_limit"]) if rule else 0.0
        prices = [part.reference_prices[market.code] for part in scenario.skus if part.category == category]
        if limit and prices and min(prices) <= limit < max(prices):
            yield (
                ("categories", place, "code"),
                "low_value_limit",
                Wording(
                    f"Its reference prices in {market.code} lie on both sides of the low-value limit of {limit:g}.",
                    f"其在 {market.code} 的参考价横跨低值限额 {limit:g}。",
                ),
                Wording(f"all up to {limit:g}, or all above", f"全部不超过 {limit:g}，或全部高于"),
            )


def _lanes(scenario: Scenario) -> Iterator[Finding]:
    for warehouse, market in pairs(scenario):
        for place, service in enumerate(scenario.services):
            if lane_row(warehouse.code, market, service) is None:
                yield (
                    ("services", place),
                    "lane_missing",
                    Wording(
                        f"The table has no lane '{lane_code(service)}' from {warehouse.code} to {market}.",
                        f"表中没有从 {warehouse.code} 到 {market} 的“{lane_code(service)}”线路。",
                    ),
                    NOTHING,
                )


def _exchange(scenario: Scenario) -> Iterator[Finding]:
    try:
        exchange.history(
            tuple(currencies(scenario)[1:]),
            scenario.money.home_currency,
            scenario.calendar.start,
            scenario.money.exchange_history_days,
        )
    except exchange.RatesMissing:
        last = exchange.last_day()
        yield (
            ("calendar", "start"),
            "rates_missing",
            Wording("There are no exchange rates for this date and history.", "该日期及所需历史没有汇率。"),
            Wording(f"a date up to {last}", f"不晚于 {last} 的日期"),
        )
