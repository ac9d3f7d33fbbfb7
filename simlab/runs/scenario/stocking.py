"""The candidate products of a scenario as articles like any other: costs and sizes from the table, prices at the frozen rates."""

from __future__ import annotations

from simlab.runs.scenario import exchange
from simlab.runs.scenario.amounts import minor_digits
from simlab.runs.scenario.model import Scenario, Sku, Supplier
from simlab.runs.scenario.parts import Text
from simlab.runs.scenario.sections.catalogue import product_row
from simlab.runs.scenario.tables import keyed
from simlab.runs.scenario.trade import currency_of

_PRICED_IN = "USD"


def stocked(scenario: Scenario) -> Scenario:
    """The scenario with its candidate products after its own SKUs. Raises RatesMissingError."""
    if scenario.catalogue is None:
        return scenario
    markets = [part.code for part in scenario.markets]
    units = _units_of_a_dollar(markets, scenario)
    candidates = [_sku(code, markets, units) for code in scenario.catalogue.products]
    return scenario.model_copy(update={"skus": [*scenario.skus, *candidates]})


def _units_of_a_dollar(markets: list[str], scenario: Scenario) -> dict[str, float]:
    """Units of each market's currency for one dollar on the first day."""
    foreign = tuple(dict.fromkeys([_PRICED_IN, *(currency_of(market) for market in markets)]))
    path = exchange.history(foreign, scenario.money.home_currency, scenario.calendar.start, 0)
    rates = dict(zip(foreign, path[-1][1], strict=True))
    return {market: rates[_PRICED_IN] / rates[currency_of(market)] for market in markets}


def _sku(code: str, markets: list[str], units: dict[str, float]) -> Sku:
    row = product_row(code)
    levels = {market: float(keyed("culture", "market")[market,]["price_level"]) for market in markets}
    return Sku(
        code=code,
        name=Text(en=row["name_en"], zh=row["name_zh"]),
        category=row["category"],
        unit_cost=float(row["cost_cny"]),
        weight_g=int(row["weight_g"]),
        size_mm=[int(row[side]) for side in ("length_mm", "width_mm", "height_mm")],
        quality=float(row["quality"]),
        supplier=Supplier(
            lead_days_median=float(row["lead_days_median"]),
            lead_days_p95=float(row["lead_days_p95"]),
            moq_units=int(row["moq_units"]),
        ),
        reference_prices={
            market: round(float(row["price_usd"]) * levels[market] * units[market], minor_digits(currency_of(market)))
            for market in markets
        },
    )
