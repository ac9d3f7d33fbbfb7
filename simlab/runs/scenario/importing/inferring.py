"""From offers and sales to articles, markets, prices and shoppers. Whatever the files do not say is inferred and reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from simlab.runs.scenario.amounts import minor_digits
from simlab.runs.scenario.importing.intake import Offer, Sale
from simlab.runs.scenario.importing.markets import Rates
from simlab.runs.scenario.importing.reporting import Report
from simlab.runs.scenario.tables import rows
from simlab.runs.scenario.trade import currency_of

# Teaching values.
COST_SHARE = 0.35  # of the usual price, where no cost is told
WEIGHT_G = 200  # where no article of the category tells its weight
DENSITY_G_PER_CM3 = 0.25  # a packed parcel; its edges are as 3 : 2 : 1
MOST_WEIGHT_G, MOST_EDGE_MM, MOST_ARTICLES = 30_000, 3000, 200


@dataclass(frozen=True)
class Article:
    """An article with everything a scenario needs; prices by market in its currency."""

    offer: Offer
    category: str
    cost_cny: float
    weight_g: int
    size_mm: tuple[int, int, int]
    prices: dict[str, float]


def with_rates(sales: list[Sale], rates: Rates, report: Report) -> list[Sale]:
    """Sales in a currency that has a rate."""
    known = {sale.currency: rates.cny(sale.currency) is not None for sale in sales}
    for sale in sales:
        if not known[sale.currency]:
            report.drop(sale.line, "currency", "no exchange rate for this currency", "该币种没有汇率")
    return [sale for sale in sales if known[sale.currency]]


def best_sellers(offers: list[Offer], sales: list[Sale], report: Report) -> list[Offer]:
    """Articles with a price, paid or listed: as many as a scenario holds, the best sold, in the order of the catalogue."""
    units = Counter({offer.sku: 0 for offer in offers if offer.price})
    for sale in sales:
        units[sale.sku] += sale.units
    kept = {sku for sku, _ in units.most_common(MOST_ARTICLES)}
    for offer in offers:
        if offer.sku not in kept:
            report.drop(offer.line, "sku", *(_TOO_MANY if offer.sku in units else _NO_PRICE))
    return [offer for offer in offers if offer.sku in kept]


_NO_PRICE = ("neither an order nor a listed price", "既没有订单也没有标价")
_TOO_MANY = (f"only the {MOST_ARTICLES} best sellers are kept", f"只保留销量最高的 {MOST_ARTICLES} 个商品")


def categories(offers: list[Offer], report: Report) -> dict[str, str]:
    """SKU -> category of the table: by a word of the type, else of the title, else the catalogue's commonest."""
    told = {offer.sku: _category(offer.type) or _category(offer.title) for offer in offers}
    counts = Counter(code for code in told.values() if code)
    default = counts.most_common(1)[0][0] if counts else rows("categories")[0]["category"]
    found = {sku: code or default for sku, code in told.items()}
    for code in sorted(counts):
        report.note(
            f"category {code}: {counts[code]} articles by words of type or title",
            f"品类 {code}：按类型或标题词归入 {counts[code]} 个商品",
        )
    unknown = len(offers) - counts.total()
    if unknown:
        report.note(
            f"category {default}: {unknown} articles without a known word (default: the commonest category of the catalogue)",
            f"品类 {default}：{unknown} 个商品没有可识别的词（默认归入目录中最常见的品类）",
        )
    return found


def _category(text: str) -> str | None:
    """The category whose longest word stands in a text; English words only as whole words."""
    hits = [
        (len(word), row["category"])
        for row in rows("category_words")
        for word in row["words"].split("|")
        if re.search(rf"\b{word}\b" if word.isascii() else word, text.casefold())
    ]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def shop_currency(sales: list[Sale]) -> str:
    """The commonest currency of the orders: an export's costs and prices are in it."""
    return Counter(sale.currency for sale in sales).most_common(1)[0][0]


def articles(offers: list[Offer], sales: list[Sale], markets: list[str], rates: Rates, report: Report) -> list[Article]:
    """Articles with category, cost, weight, size and a reference price in every market."""
    category_of = categories(offers, report)
    rate = rates.cny(shop_currency(sales)) or 1.0
    paid = _prices_cny(sales, rates)
    weights = _weights(offers, category_of, report)
    found, guessed = [], 0
    for offer in offers:
        usual = _usual_cny(offer, paid, rate)
        prices = {market: _price(paid.get((offer.sku, market), usual), market, rates) for market in markets}
        told = offer.cost_cny or (offer.cost * rate if offer.cost else None)
        cost = round(told or COST_SHARE * usual, 2)
        article = Article(
            offer, category_of[offer.sku], cost, weights[offer.sku], _size(offer, weights[offer.sku]), prices
        )
        if _fits(article, rates, report):
            found.append(article)
            guessed += told is None
    _note_prices(found, paid, markets, rates, report)
    _note_guesses(found, guessed, shop_currency(sales), report)
    return found


def _prices_cny(sales: list[Sale], rates: Rates) -> dict[tuple[str, str], float]:
    """(SKU, market) -> median price paid for a unit, in CNY."""
    lists: dict[tuple[str, str], list[float]] = {}
    for sale in sales:
        lists.setdefault((sale.sku, sale.market), []).append(sale.price * (rates.cny(sale.currency) or 1.0))
    return {of: median(prices) for of, prices in lists.items()}


def _usual_cny(offer: Offer, paid: dict[tuple[str, str], float], rate: float) -> float:
    """The middle of the prices paid in the markets, else the listed price."""
    found = [price for (sku, _), price in paid.items() if sku == offer.sku]
    return median(found) if found else (offer.price or 0.0) * rate


def _price(price_cny: float, market: str, rates: Rates) -> float:
    """A price in the market's currency."""
    currency = currency_of(market)
    return round(price_cny / (rates.cny(currency) or 1.0), minor_digits(currency))


def _weights(offers: list[Offer], category_of: dict[str, str], report: Report) -> dict[str, int]:
    """SKU -> grams; where none is told the median of the category."""
    told: dict[str, list[float]] = {}
    for offer in offers:
        if offer.weight_g:
            told.setdefault(category_of[offer.sku], []).append(offer.weight_g)
    missing = sum(not offer.weight_g for offer in offers)
    if missing:
        report.note(
            f"weight: {missing} articles without one take the median of their category, else {WEIGHT_G} g (teaching value)",
            f"重量：{missing} 个商品缺重量，取同品类中位数，否则 {WEIGHT_G} 克（教学值）",
        )
    return {
        offer.sku: max(1, round(offer.weight_g or median(told.get(category_of[offer.sku], [WEIGHT_G]))))
        for offer in offers
    }


def _size(offer: Offer, weight_g: int) -> tuple[int, int, int]:
    """Edges as told, else 3k, 2k, k with 6k³ = weight / density."""
    length, width, height = offer.edges_mm
    if length and width and height:
        return max(1, round(length)), max(1, round(width)), max(1, round(height))
    edge = (weight_g / DENSITY_G_PER_CM3 * 1000 / 6) ** (1 / 3)
    return max(1, round(3 * edge)), max(1, round(2 * edge)), max(1, round(edge))


def _fits(article: Article, rates: Rates, report: Report) -> bool:
    line = article.offer.line
    if article.weight_g > MOST_WEIGHT_G:
        report.drop(line, "weight_g", "heavier than 30 kg", "超过 30 千克")
    elif max(article.size_mm) > MOST_EDGE_MM:
        report.drop(line, "length_mm", "longer than 3 m", "长度超过 3 米")
    elif article.cost_cny <= 0 or any(
        price * (rates.cny(currency_of(market)) or 1.0) <= article.cost_cny for market, price in article.prices.items()
    ):
        report.drop(line, "cost", "the price paid in a market does not cover the cost", "某市场的成交价低于成本")
    else:
        return True
    return False


def _note_prices(
    found: list[Article], paid: dict[tuple[str, str], float], markets: list[str], rates: Rates, report: Report
) -> None:
    for market in markets:
        sold = sum((article.offer.sku, market) in paid for article in found)
        report.note(
            f"market {market}: {sold} reference prices are the median paid there, {len(found) - sold} that of the other markets or the listed price, in {currency_of(market)} at the rate of {rates.start}",
            f"市场 {market}：{sold} 个参考价取当地成交价中位数，{len(found) - sold} 个取其他市场的中位数或标价，按 {rates.start} 汇率折成 {currency_of(market)}",
        )


def _note_guesses(found: list[Article], guessed: int, currency: str, report: Report) -> None:
    report.note(
        f"costs and prices without a currency are read in {currency}, the commonest of the orders",
        f"未注明币种的成本与价格按订单最常用币种 {currency} 理解",
    )
    if guessed:
        report.note(
            f"cost: {guessed} articles without one cost {COST_SHARE:.0%} of the usual price (teaching value)",
            f"成本：{guessed} 个商品缺成本，取常用价的 {COST_SHARE:.0%}（教学值）",
        )
    sizeless = sum(not all(article.offer.edges_mm) for article in found)
    if sizeless:
        report.note(
            f"size: {sizeless} articles without one get a box of {DENSITY_G_PER_CM3:g} g/cm³ with edges as 3:2:1 (teaching value)",
            f"尺寸：{sizeless} 个商品缺尺寸，按 {DENSITY_G_PER_CM3:g} 克/立方厘米、长宽高 3:2:1 推算（教学值）",
        )


def orders_per_day(found: Iterable[Article], sales: list[Sale]) -> dict[tuple[str, str], float]:
    """(market, category) -> orders a day over the days the file spans."""
    category_of = {article.offer.sku: article.category for article in found}
    days = (max(sale.day for sale in sales) - min(sale.day for sale in sales)).days + 1
    orders = {(sale.market, category_of[sale.sku], sale.order) for sale in sales if sale.sku in category_of}
    counts = Counter((market, category) for market, category, _ in orders)
    return {of: count / days for of, count in counts.items()}
