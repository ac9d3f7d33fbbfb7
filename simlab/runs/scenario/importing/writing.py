"""From what was inferred to a scenario file that passes every check."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from simlab.runs.scenario.files import check
from simlab.runs.scenario.importing.inferring import (
    Article,
    articles,
    best_sellers,
    orders_per_day,
    with_rates,
)
from simlab.runs.scenario.importing.intake import Sale, read_offers, read_sales
from simlab.runs.scenario.importing.markets import HOME_WAREHOUSE, USUAL_START, Rates, playable_markets
from simlab.runs.scenario.importing.reading import Fault, ImportErrors, Place
from simlab.runs.scenario.importing.reporting import Report
from simlab.runs.scenario.problems import Wording
from simlab.runs.scenario.tables import keyed, rows

# Teaching values.
TEAMS = 4
RIVALS = (
    ("expert", "Harbour Goods", "海湾优品"),
    ("rule", "Steady Trade", "稳行贸易"),
    ("novice", "Bright Start", "初光小铺"),
    ("do_nothing", "Old Lantern", "老灯笼"),
)
SUPPLIER = {"lead_days_median": 9, "lead_days_p95": 15, "moq_units": 20}
OPENING_DAYS, CASH_DAYS, LEAST_CASH = 21, 60, 50_000
_TITLE_LENGTH = 200
_NO_RULES = Wording("no market has import rules and exchange rates on this day", "这一天没有任何市场具备进口规则与汇率")


@dataclass(frozen=True)
class Shop:
    """What the files say of a company, in the order of the tables and of the catalogue."""

    articles: list[Article]
    markets: list[str]
    sales: list[Sale]
    start: dt.date

    @property
    def categories(self) -> list[str]:
        """The categories it sells."""
        used = {article.category for article in self.articles}
        return [row["category"] for row in rows("categories") if row["category"] in used]


def import_scenario(catalogue: Path, orders: Path, start: dt.date = USUAL_START) -> tuple[str, Report]:
    """The text of a scenario file that begins on a day, and what to tell about it. Raises ImportErrors; nothing is written."""
    report = Report()
    shop = _shop(catalogue, orders, start, report)
    document = _document(shop, report)
    text = _yaml(document)
    problems = check(text)
    if any(problem.code == "low_value_limit" for problem in problems):
        report.note(
            "prices lie on both sides of a low-value limit: section customs added, every store holds all papers",
            "价格分布在小额限值两侧：已加入 customs 部分，各店持有全部证照",
        )
        text = _yaml({**document, "customs": _open_customs(document["skus"])})
        problems = check(text)
    if problems:
        raise ImportErrors(
            [_unusable(catalogue, f"{p.pointer} {p.message.en}", f"{p.pointer} {p.message.zh}") for p in problems]
        )
    return _header(report) + text, report


def _header(report: Report) -> str:
    """What was inferred, as comments at the top of the file. Whatever is not listed and not from the files is a teaching value."""
    return "".join(f"# {note.en}\n# {note.zh}\n" for note in report.notes)


def _shop(catalogue: Path, orders: Path, start: dt.date, report: Report) -> Shop:
    offers = read_offers(catalogue, report)
    known, rates = playable_markets(start), Rates(start)
    if not known:
        raise ImportErrors([Fault(Place("--start", 0), _NO_RULES)])
    sales = with_rates(read_sales(orders, {offer.sku for offer in offers}, known, report), rates, report)
    if not sales:
        raise ImportErrors([*report.dropped, _unusable(orders, "no usable order is left", "没有可用的订单")])
    sold_in = {sale.market for sale in sales}
    markets = [market for market in known if market in sold_in]
    found = articles(best_sellers(offers, sales, report), sales, markets, rates, report)
    if not found:
        raise ImportErrors([*report.dropped, _unusable(catalogue, "no usable article is left", "没有可用的商品")])
    return Shop(found, markets, sales, start)


def _unusable(path: Path, en: str, zh: str) -> Fault:
    return Fault(Place(path.name, 1), Wording(en, zh))


def _document(shop: Shop, report: Report) -> dict[str, Any]:
    codes = _codes(shop.articles)
    stock = {article.offer.sku: _units(article, shop.sales, OPENING_DAYS) for article in shop.articles}
    return {
        "format": 1,
        "code": "own-shop",
        "version": "1",
        **_texts(),
        "calendar": {"start": shop.start.isoformat(), "days": 56, "horizon_days": 28, "tail_days": 7, "round_days": 7},
        "teams": TEAMS,
        "rivals": [{"policy": policy, "name": _text(en, zh)} for policy, en, zh in RIVALS],
        "money": {"opening_cash": _cash(shop)},
        "warehouses": [
            {
                "code": HOME_WAREHOUSE,
                "name": _text("Shenzhen", "深圳"),
                "lat": 22.64,
                "lon": 113.81,
                "storage_fee": 0.15,
            }
        ],
        "categories": [{"code": category} for category in shop.categories],
        "skus": [_sku(article, codes[article.offer.sku]) for article in shop.articles],
        "segments": [{"code": "regular", "name": _text("Regular shoppers", "普通顾客"), "share": 1.0}],
        "markets": _markets(shop, report),
        "services": [{"code": service} for service in ("express", "line", "postal")],
        "opening_stock": [
            {"sku": codes[sku], "warehouse": HOME_WAREHOUSE, "units": units} for sku, units in stock.items()
        ],
        "axes": [{"code": axis} for axis in ("pricing", "inventory", "logistics")],
    }


def _text(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


def _texts() -> dict[str, Any]:
    return {
        "title": _text("Our own shop", "自家店铺"),
        "summary": _text(
            "Eight weeks with a company's own catalogue and the markets its past orders came from.",
            "八周时间，经营企业自己的商品目录，面向历史订单所在的市场。",
        ),
        "learning_objectives": [
            _text(
                "Set a price per market from cost, freight, duty and tax.", "根据成本、运费、关税和税为每个市场定价。"
            ),
            _text("Size stock from lead time, review period and season.", "根据交期、补货周期和季节确定库存。"),
        ],
        "lesson": {
            "plan": [{"week": 1, "text": _text("First prices, market by market.", "逐个市场第一次定价。")}],
            "debrief": [
                _text("Where does the game differ from the company's own figures?", "模拟与企业实际数据有何不同？")
            ],
        },
    }


def _codes(found: list[Article]) -> dict[str, str]:
    """SKU -> code: letters, digits, - and _, beginning with a letter, at most 40, none twice."""
    codes: dict[str, str] = {}
    for article in found:
        plain = re.sub(r"[^A-Za-z0-9_-]+", "-", article.offer.sku).strip("-")
        plain = (plain if plain[:1].isascii() and plain[:1].isalpha() else f"S-{plain}")[:34]
        code, taken = plain, set(codes.values())
        while code in taken:
            code = f"{plain}-{len(taken) + 1}"
        codes[article.offer.sku] = code
    return codes


def _sku(article: Article, code: str) -> dict[str, Any]:
    title = article.offer.title[:_TITLE_LENGTH]
    return {
        "code": code,
        "name": _text(title, title),
        "category": article.category,
        "unit_cost": article.cost_cny,
        "weight_g": article.weight_g,
        "size_mm": list(article.size_mm),
        "supplier": SUPPLIER,
        "reference_prices": article.prices,
    }


def _units(article: Article, sales: list[Sale], days: int) -> int:
    """What sold in so many days of the file, and not less than a supplier's lot."""
    span = (max(sale.day for sale in sales) - min(sale.day for sale in sales)).days + 1
    units = sum(sale.units for sale in sales if sale.sku == article.offer.sku)
    return min(1_000_000, max(SUPPLIER["moq_units"], math.ceil(units * days / span)))


def _cash(shop: Shop) -> int:
    goods = sum(article.cost_cny * _units(article, shop.sales, CASH_DAYS) for article in shop.articles)
    return min(10**9, max(LEAST_CASH, math.ceil(goods / 1000) * 1000))


def _markets(shop: Shop, report: Report) -> list[dict[str, Any]]:
    """Shoppers a day: at reference prices `reference_stores` stores share those who buy, and one of them is the company."""
    demand = {row["parameter"]: row["value"] for row in rows("demand_params")}
    outside, stores = float(demand["outside_share"]), int(demand["reference_stores"])
    daily = orders_per_day(shop.articles, shop.sales)
    found = []
    for market in shop.markets:
        shoppers = {c: round(daily.get((market, c), 0.0) * stores / (1 - outside), 2) for c in shop.categories}
        orders, name = sum(daily.get((market, c), 0.0) for c in shop.categories), keyed("markets", "market")[market,]
        found.append({"code": market, "shoppers_per_day": shoppers})
        report.note(
            f"market {market} ({name['name_en']}): {orders:.2f} orders a day x {stores} stores / (1 - outside share {outside:g}) = {sum(shoppers.values()):.1f} shoppers a day",
            f"市场 {market}（{name['name_zh']}）：每天 {orders:.2f} 单 × {stores} 家店 ÷（1 − 外部份额 {outside:g}）= 每天 {sum(shoppers.values()):.1f} 位顾客",
        )
    return found


def _open_customs(skus: list[dict[str, Any]]) -> dict[str, Any]:
    papers = [(row["paper"], row["kind"]) for row in rows("papers")]
    codes = [part["code"] for part in skus]
    return {
        "registered": [paper for paper, kind in papers if kind == "registration"],
        "certified": [{"paper": paper, "skus": codes} for paper, kind in papers if kind == "certificate"],
    }


class _Dumper(yaml.SafeDumper):
    """Quotes every text that does not begin with a letter (`1e5` is a number to YAML 1.2), and writes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _quoted(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text[:1].isalpha() else '"')


_Dumper.add_representer(str, _quoted)


def _yaml(document: dict[str, Any]) -> str:
    return str(yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120))
