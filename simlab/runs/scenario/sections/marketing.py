"""The section `marketing`: results pages with organic places, and sponsored slots sold by auction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from simlab.runs.scenario import exchange
from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.parts import Factor, Part, Share
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import keyed

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario

_DOLLAR = "USD"
_KINDS = ("marketplace", "own_site")


class Marketing(Part):
    """Switches results pages and auctions on; each field overrules its table."""

    organic_gain: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    page_views: Annotated[float, Field(ge=0, le=500, allow_inf_nan=False)] | None = None
    click_price_factor: Factor = 1
    incremental: Share | None = None


def resolved_marketing(scenario: Scenario, sources: Sources) -> dict[str, Any]:
    """The section of the resolved document; prices of clicks in home money at the anchor rate."""
    return {
        "visibility": {
            "gain_e3": scaled(_parameter(scenario, "organic_gain", sources), 1000),
            **{f"{name}_e3": scaled(_parameter(scenario, f"rank_{name}", sources), 1000) for name in _RANKED_BY},
        },
        "clicks": [row for part in scenario.markets for row in _click_terms(part.code, scenario, sources)],
        "auction": {
            **{f"{name}_e4": _listed_e4(name, sources) for name in ("slot_views", "slot_clicks")},
            "outside_bid_e4": _listed_e4("outside_bids", sources),
            "views_e2": scaled(_parameter(scenario, "page_views", sources), 100),
            **{f"{name}_e4": scaled(_parameter(scenario, name, sources), 10_000) for name in _SHARES},
        },
    }


_RANKED_BY = ("velocity", "price", "health")
_SHARES = ("focus_gain", "incremental", "own_site_incremental", "memory", "memory_gain")


def _parameter(scenario: Scenario, name: str, sources: Sources) -> float:
    """A parameter as a number: the file's, or the table's."""
    told = getattr(scenario.marketing, name, None)
    if told is not None:
        sources.overruled(f"marketing.{name}")
        return float(told)
    return float(_row(name, sources))


def _row(name: str, sources: Sources) -> str:
    return sources.row(f"marketing.{name}", keyed("marketing_params", "parameter")[name,])["value"]


def _listed_e4(name: str, sources: Sources) -> list[int]:
    return [scaled(float(text), 10_000) for text in _row(name, sources).split()]


def _click_terms(market: str, scenario: Scenario, sources: Sources) -> list[dict[str, Any]]:
    """What a click costs and brings on each kind of channel of a market."""
    money = scenario.money
    path = exchange.history((_DOLLAR,), money.home_currency, scenario.calendar.start, 0)
    home_per_dollar = float(path[-1][1][0])
    factor = scenario.marketing.click_price_factor if scenario.marketing else 1
    found = []
    for kind in _KINDS:
        row = sources.row(f"marketing.clicks.{market}.{kind}", keyed("ads_benchmarks", "market", "kind")[market, kind])
        price = round(float(row["cpc_usd"]) * home_per_dollar * factor, 2)
        found.append(
            {
                "market": market,
                "kind": kind,
                "cpc_minor": minor(price, money.home_currency),
                "ctr_e6": scaled(float(row["ctr"]), 1_000_000),
                "cvr_e4": scaled(float(row["cvr"]), 10_000),
            }
        )
    return found
