"""Articles on offer and lines sold, as a company's files tell them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from simlab.runs.scenario.importing.reading import (
    CATALOGUE_COLUMNS,
    CATALOGUE_NEEDS,
    ORDER_COLUMNS,
    ORDER_NEEDS,
    ImportErrors,
    Line,
    Values,
    read_lines,
)
from simlab.runs.scenario.importing.reporting import Report
from simlab.runs.scenario.tables import rows

_CALLED_OFF = frozenset({"cancelled", "canceled", "voided", "已取消", "交易关闭"})


@dataclass(frozen=True)
class Offer:
    """An article of the catalogue. `cost` and `price` are in the shop's currency, `cost_cny` at home; None: not told."""

    line: Line
    sku: str
    title: str
    type: str
    weight_g: float | None
    edges_mm: tuple[float | None, float | None, float | None]
    cost_cny: float | None
    cost: float | None
    price: float | None


@dataclass(frozen=True)
class Sale:
    """One line of an order: `price` a unit in `currency`."""

    line: Line
    order: str
    day: dt.date
    market: str
    currency: str
    sku: str
    units: int
    price: float


def read_offers(path: Path, report: Report) -> list[Offer]:
    """The articles of a catalogue. Raises ImportErrors."""
    lines = _carried(read_lines(path, CATALOGUE_COLUMNS, CATALOGUE_NEEDS), "handle", ("title", "type"))
    values, found = Values([]), dict[str, Offer]()
    for line in lines:
        offer = _offer(line, values)
        if not offer.sku:
            report.drop(line, "sku", "no SKU (in an export also the rows that only carry a picture)", "没有 SKU")
        elif offer.sku in found:
            report.drop(line, "sku", "this SKU stands in an earlier row", "该 SKU 已在前面出现")
        elif not offer.title:
            report.drop(line, "title", "no title", "没有标题")
        else:
            found[offer.sku] = offer
    if values.faults:
        raise ImportErrors(values.faults)
    return list(found.values())


def _offer(line: Line, values: Values) -> Offer:
    length, width, height = (values.number(line, column) for column in ("length_mm", "width_mm", "height_mm"))
    return Offer(
        line=line,
        sku=line.texts["sku"],
        title=line.texts["title"],
        type=line.texts["type"],
        weight_g=values.number(line, "weight_g") or None,
        edges_mm=(length or None, width or None, height or None),
        cost_cny=values.number(line, "cost_cny") or None,
        cost=values.number(line, "cost") or None,
        price=values.number(line, "price") or None,
    )


def read_sales(path: Path, skus: set[str], markets: list[str], report: Report) -> list[Sale]:
    """The order lines of these articles in these markets. Raises ImportErrors."""
    lines = _carried(
        read_lines(path, ORDER_COLUMNS, ORDER_NEEDS), "order", ("date", "currency", "country", "cancelled", "status")
    )
    values, countries = Values([]), _countries(markets)
    told = [_sale(line, values, countries, skus, report) for line in lines]
    if values.faults:
        raise ImportErrors(values.faults)
    return [sale for sale in told if sale is not None]


def _sale(line: Line, values: Values, countries: dict[str, str], skus: set[str], report: Report) -> Sale | None:
    day, units, price = values.date(line, "date"), values.number(line, "quantity"), values.number(line, "price")
    market, sku = countries.get(line.texts["country"].casefold()), line.texts["sku"]
    if not line.texts["order"]:
        report.drop(line, "order", "no order number", "没有订单号")
    elif line.texts["cancelled"] or line.texts["status"].casefold() in _CALLED_OFF:
        report.drop(line, "cancelled", "the order was cancelled", "订单已取消")
    elif sku not in skus:
        report.drop(line, "sku", "not an article of the catalogue", "不是商品目录中的商品")
    elif market is None:
        report.drop(line, "country", "not a market of the tables", "数据表中没有该市场")
    elif day is None:
        report.drop(line, "date", "no date", "没有日期")
    elif not units or units < 1:
        report.drop(line, "quantity", "no units", "没有数量")
    elif not price:
        report.drop(line, "price", "nothing was paid", "没有付款金额")
    else:
        currency = line.texts["currency"].upper()
        return Sale(line, line.texts["order"], day, market, currency, sku, int(units), price)
    return None


def _countries(markets: list[str]) -> dict[str, str]:
    """Code, English and Chinese name of each market -> code."""
    return {
        row[column].casefold(): row["market"]
        for row in rows("markets")
        if row["market"] in markets
        for column in ("market", "name_en", "name_zh")
    }


def _carried(lines: list[Line], key: str, columns: tuple[str, ...]) -> list[Line]:
    """Exports write what holds for a whole product or order only in its first row; the rows below take it over."""
    first: dict[tuple[str, str], str] = {}
    found = []
    for line in lines:
        group, texts = line.texts[key], dict(line.texts)
        for column in columns if group else ():
            texts[column] = texts[column] or first.get((group, column), "")
            first.setdefault((group, column), texts[column])
        found.append(Line(line.file, line.row, texts, line.headings))
    return found
