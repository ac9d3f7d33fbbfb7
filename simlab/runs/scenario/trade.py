"""The parts of a resolved scenario that come from a market or a category: what is sold, where, and on which terms."""

from __future__ import annotations

import datetime as dt
from typing import Any

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.duties import Consignment, duty_e4, flat_duty, tax_e4
from simlab.runs.scenario.model import Category, Market, PaymentMethod, Scenario, Sku
from simlab.runs.scenario.seasons import season_e4
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import Row, keyed, rows


def market_row(market: str) -> Row:
    """The table's row of a market."""
    return keyed("markets", "market")[market,]


def currency_of(market: str) -> str:
    """A market's currency."""
    return market_row(market)["currency"]


def _names(row: Row) -> dict[str, str]:
    return {"en": row["name_en"], "zh": row["name_zh"]}


def _rate(told: float | None, name: str, table_value: float, sources: Sources) -> int:
    if told is not None:
        sources.overruled(name)
    return scaled(table_value if told is None else told, 10_000)


def category(part: Category, sources: Sources) -> dict[str, Any]:
    """A category with the table's values, unless the file overrules them."""
    row = sources.row(f"categories.{part.code}", keyed("categories", "category")[part.code,])
    back = sources.row(f"categories.{part.code}.return_rate", keyed("return_rates", "class")[row["return_class"],])
    returned = round(float(back["return_rate"]) * float(back["cross_border_multiplier"]), 4)
    return {
        "code": part.code,
        "name": part.name.model_dump() if part.name else _names(row),
        "price_elasticity_e2": scaled(part.price_elasticity or float(row["price_elasticity"]), 100),
        "return_rate_e4": _rate(part.return_rate, f"categories.{part.code}.return_rate", returned, sources),
        "hs_chapter": row["hs6"][:2],
    }


def referral_e4(part: Category, sources: Sources) -> int:
    """The marketplace's share of a sale of this category."""
    fee_class = keyed("categories", "category")[part.code,]["fee_class"]
    row = sources.row(
        f"marketplace.referral.{part.code}", keyed("marketplace_fees", "fee", "class")["referral", fee_class]
    )
    return _rate(part.referral, f"marketplace.referral.{part.code}", float(row["value"]), sources)


def sku(part: Sku, home: str) -> dict[str, Any]:
    """An article in whole units."""
    length, width, height = part.size_mm
    return {
        "code": part.code,
        "name": part.name.model_dump(),
        "category": part.category,
        "hs6": keyed("categories", "category")[part.category,]["hs6"],
        "unit_cost_minor": minor(part.unit_cost, home),
        "weight_g": part.weight_g,
        "length_mm": length,
        "width_mm": width,
        "height_mm": height,
        "quality_e4": scaled(part.quality, 10_000),
        "appeal_e3": scaled(part.appeal, 1000),
        "supplier": part.supplier.model_dump(),
        "reference_price_minor": {
            code: minor(price, currency_of(code)) for code, price in part.reference_prices.items()
        },
    }


def _method(code: str, share: float, auth_rate: float) -> dict[str, Any]:
    return {"code": code, "share_e4": scaled(share, 10_000), "auth_rate_e4": scaled(auth_rate, 10_000)}


def payment_methods(part: Market, sources: Sources) -> list[dict[str, Any]]:
    """How buyers of a market pay."""
    name = f"markets.{part.code}.payment_methods"
    told: list[PaymentMethod] = part.payment_methods or []
    if told:
        sources.overruled(name)
        return [_method(method.code, method.share, method.auth_rate) for method in told]
    found = [sources.row(name, row) for row in rows("payment_methods") if row["market"] == part.code]
    return [_method(row["method"], float(row["share"]), float(row["auth_rate"])) for row in found]


def dearest(scenario: Scenario, market: str, categories: list[str]) -> float:
    """The highest reference price of these categories in a market."""
    return max(
        (part.reference_prices.get(market, 0.0) for part in scenario.skus if part.category in categories), default=0.0
    )


def market(part: Market, scenario: Scenario, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    """A market with everything that depends on the day."""
    row = sources.row(f"markets.{part.code}", market_row(part.code))
    codes = [category.code for category in scenario.categories]
    sources.overruled(f"markets.{part.code}.shoppers_per_day")
    parcels = [Consignment(part.code, code, dearest(scenario, part.code, [code])) for code in codes]
    return {
        "code": part.code,
        "name": _names(row),
        "currency": row["currency"],
        "language": row["language"],
        "lat": float(row["lat"]),
        "lon": float(row["lon"]),
        "price_includes_tax": row["price_includes_tax"] == "yes",
        "tax_e4": tax_e4(scenario, part.code, dearest(scenario, part.code, codes), days, sources),
        "duty_e4": {parcel.category: duty_e4(scenario, parcel, days, sources) for parcel in parcels},
        "duty_item_minor": [minor(value, row["currency"]) for value in flat_duty(scenario, part.code, days, sources)],
        "shoppers_per_day_e2": {code: scaled(part.shoppers_per_day[code], 100) for code in codes},
        "season_e4": {code: season_e4(scenario, part.code, code, days, sources) for code in codes},
        "payment_methods": payment_methods(part, sources),
        "channels": part.channels or [channel.code for channel in scenario.channels],
    }
