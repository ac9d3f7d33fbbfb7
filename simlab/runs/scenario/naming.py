"""Do the names in a scenario name something? Codes of the tables, and codes that one part of the file takes from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simlab.runs.scenario.findings import Finding
from simlab.runs.scenario.lanes import pairs
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.problems import Path, Wording
from simlab.runs.scenario.tables import codes, rows

_MARKET, _CATEGORY = Wording("market", "市场"), Wording("category", "品类")
_SKU, _WAREHOUSE = Wording("SKU", "商品"), Wording("warehouse", "仓库")
_SERVICE = Wording("service", "物流服务")
_METHOD, _FAMILY = Wording("payment method", "支付方式"), Wording("family of payment methods", "支付方式类别")
_CHANNEL = Wording("channel", "渠道")
_LISTS = ("warehouses", "categories", "skus", "segments", "markets", "services", "axes", "seasons")


def naming_findings(scenario: Scenario) -> Iterator[Finding]:
    """Every code of the file that is missing, written twice, or not in the list it is taken from."""
    yield from _twice(scenario)
    yield from _goods(scenario)
    yield from _places(scenario)
    yield from _overruling(scenario)
    yield from _parcels(scenario)
    yield from _payments(scenario)
    yield from _fee_rises(scenario)


def _known(path: Path, what: Wording, code: str, known: Iterable[str]) -> Iterator[Finding]:
    names = list(known)
    if code not in names:
        listed = ", ".join(names)
        yield Finding(
            path, "unknown_code", {"what": what.en, "what_zh": what.zh, "code": code}, Wording(listed, listed)
        )


def _covers(path: Path, what: Wording, found: Iterable[str], wanted: list[str]) -> Iterator[Finding]:
    given = list(found)
    for code in given:
        yield from _known((*path, code), what, code, wanted)
    listed = ", ".join(wanted)
    for code in wanted:
        if code not in given:
            names = {"what": what.en, "what_zh": what.zh, "code": code}
            yield Finding(path, "missing_entry", names, Wording(listed, listed))


def table_findings(scenario: Scenario) -> Iterator[Finding]:
    """Every market and category that the tables do not know."""
    for place, market in enumerate(scenario.markets):
        yield from _known(("markets", place, "code"), _MARKET, market.code, codes("markets", "market"))
        if scenario.buyers or scenario.catalogue:
            yield from _known(("markets", place, "code"), _MARKET, market.code, codes("culture", "market"))
    for place, category in enumerate(scenario.categories):
        yield from _known(("categories", place, "code"), _CATEGORY, category.code, codes("categories", "category"))
    for place, service in enumerate(scenario.services):
        if not (service.name and service.lane):  # a service of the scenario's own says both
            yield from _known(("services", place, "code"), _SERVICE, service.code, codes("services", "service"))


def _parcels(scenario: Scenario) -> Iterator[Finding]:
    services = [part.code for part in scenario.services]
    for place, lane in enumerate(scenario.lanes):
        yield from _known(("lanes", place, "service"), _SERVICE, lane.service, services)
    if scenario.parcels is None:
        return
    for code in scenario.parcels.goods:
        yield from _known(("parcels", "goods", code), _SKU, code, [part.code for part in scenario.skus])
    for place, room in enumerate(scenario.parcels.room):
        path: Path = ("parcels", "room", place)
        yield from _known((*path, "market"), _MARKET, room.market, [part.code for part in scenario.markets])
        yield from _known((*path, "service"), _SERVICE, room.service, services)


def _fee_rises(scenario: Scenario) -> Iterator[Finding]:
    markets = [part.code for part in scenario.markets]
    platforms = [part.code for part in scenario.channels if part.kind == "marketplace"]
    for place, rise in enumerate(scenario.platform_fees.rises if scenario.platform_fees else ()):
        path: Path = ("platform_fees", "rises", place)
        if rise.market is not None:
            yield from _known((*path, "market"), _MARKET, rise.market, markets)
        if rise.channel is not None:
            yield from _known((*path, "channel"), _CHANNEL, rise.channel, platforms)


def _twice(scenario: Scenario) -> Iterator[Finding]:
    for name in _LISTS:
        seen: set[str] = set()
        for place, part in enumerate(getattr(scenario, name)):
            if part.code in seen:
                yield Finding((name, place, "code"), "duplicate_code", {"code": part.code})
            seen.add(part.code)


def _goods(scenario: Scenario) -> Iterator[Finding]:
    markets, categories = [part.code for part in scenario.markets], [part.code for part in scenario.categories]
    for place, sku in enumerate(scenario.skus):
        yield from _known(("skus", place, "category"), _CATEGORY, sku.category, categories)
        yield from _covers(("skus", place, "reference_prices"), _MARKET, sku.reference_prices, markets)
    for place, market in enumerate(scenario.markets):
        yield from _covers(("markets", place, "shoppers_per_day"), _CATEGORY, market.shoppers_per_day, categories)
    for place, category in enumerate(scenario.categories):
        for code in category.duty:
            yield from _known(("categories", place, "duty", code), _MARKET, code, markets)


def _places(scenario: Scenario) -> Iterator[Finding]:
    markets = [part.code for part in scenario.markets]
    for place, warehouse in enumerate(scenario.warehouses):
        path: Path = ("warehouses", place, "market")
        if place == 0 and warehouse.market is not None:
            yield Finding(path, "home_warehouse", {})
        if place > 0:
            yield from _known(path, _MARKET, warehouse.market or "", markets)
    seen: set[tuple[str, str]] = set()
    for place, stock in enumerate(scenario.opening_stock):
        yield from _known(("opening_stock", place, "sku"), _SKU, stock.sku, [part.code for part in scenario.skus])
        sites = [part.code for part in scenario.warehouses]
        yield from _known(("opening_stock", place, "warehouse"), _WAREHOUSE, stock.warehouse, sites)
        if (stock.sku, stock.warehouse) in seen:
            yield Finding(("opening_stock", place, "sku"), "duplicate_code", {"code": stock.sku})
        seen.add((stock.sku, stock.warehouse))


def _overruling(scenario: Scenario) -> Iterator[Finding]:
    markets, categories = [part.code for part in scenario.markets], [part.code for part in scenario.categories]
    shipped = [(warehouse.code, market) for warehouse, market in pairs(scenario)]
    for place, lane in enumerate(scenario.lanes):
        if (lane.warehouse, lane.market) not in shipped:
            listed = ", ".join(f"{warehouse}-{market}" for warehouse, market in shipped)
            names = {"warehouse": lane.warehouse, "market": lane.market}
            yield Finding(("lanes", place), "lane_unused", names, Wording(listed, listed))
    for place, season in enumerate(scenario.seasons):
        for number, code in enumerate(season.markets):
            yield from _known(("seasons", place, "markets", number), _MARKET, code, markets)
        for number, code in enumerate(season.categories):
            yield from _known(("seasons", place, "categories", number), _CATEGORY, code, categories)


def _payments(scenario: Scenario) -> Iterator[Finding]:
    """Where own sites take payments, every method needs its terms."""
    if scenario.payments is None:
        return
    for number, family in enumerate(scenario.payments.opening_methods):
        path: Path = ("payments", "opening_methods", number)
        yield from _known(path, _FAMILY, family, codes("payment_terms", "family"))
    for place, market in enumerate(scenario.markets):
        known = [row["method"] for row in rows("payment_terms") if row["market"] == market.code]
        for number, method in enumerate(market.payment_methods or []):
            yield from _known(("markets", place, "payment_methods", number, "code"), _METHOD, method.code, known)
