"""The section `marketing` resolved: what clicks, places and promotions cost and bring, from the tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from simlab.runs.scenario import exchange
from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.seasons import sales_of
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import keyed

_DOLLAR = "USD"
_KINDS = ("marketplace", "own_site")


def resolved_marketing(scenario: Scenario, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    """The section of the resolved document; prices of clicks in home money at the anchor rate."""
    return {
        "visibility": {
            "gain_e3": scaled(_parameter(scenario, "organic_gain", sources), 1000),
            **{f"{name}_e3": scaled(_parameter(scenario, f"rank_{name}", sources), 1000) for name in _RANKED_BY},
        },
        "clicks": [row for part in scenario.markets for row in _click_terms(part.code, scenario, sources)],
        "sale_days": {part.code: _sale_days(scenario, part.code, days, sources) for part in scenario.markets},
        "variant_sd_e3": scaled(_parameter(scenario, "variant_sd", sources), 1000),
        "retargeting": _retargeting(sources),
        "promotions": _promotions(scenario, sources),
        "auction": {
            **{f"{name}_e4": _listed_e4(name, sources) for name in ("slot_views", "slot_clicks")},
            "outside_bid_e4": _listed_e4("outside_bids", sources),
            "views_e2": scaled(_parameter(scenario, "page_views", sources), 100),
            **{f"{name}_e4": scaled(_parameter(scenario, name, sources), 10_000) for name in _SHARES},
        },
    }


_RANKED_BY = ("velocity", "price", "health")
_FOLLOWED_BY = ("return", "price", "worth")
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


def _sale_days(scenario: Scenario, market: str, days: list[dt.date], sources: Sources) -> list[int]:
    """1 on the days of a market's sales."""
    codes = _row("sale_events", sources).split()
    found = [sale for part in scenario.categories for sale in sales_of(scenario, market, part.code, sources)]
    sales = [sale for sale in found if sale.code in codes]
    return [int(any(sale.covers(day) for sale in sales)) for day in days]


def _retargeting(sources: Sources) -> dict[str, int]:
    return {
        "window_days": int(_row("retarget_window", sources)),
        **{f"{name}_e4": scaled(float(_row(f"retarget_{name}", sources)), 10_000) for name in _FOLLOWED_BY},
    }


def _promotions(scenario: Scenario, sources: Sources) -> dict[str, int]:
    """Terms of promotions, fees in home money at the anchor rate."""
    home, rate = scenario.money.home_currency, _home_per_dollar(scenario)
    return {
        **{
            f"{name}_minor": minor(round(float(_row(f"{name}_usd", sources)) * rate, 2), home)
            for name in ("coupon_fee", "deal_fee", "review_fee")
        },
        **{
            f"{name}_e3": scaled(float(_row(name, sources)), 1000)
            for name in ("coupon_appeal", "deal_appeal", "sale_appeal")
        },
        "coupon_redeemed_e4": scaled(float(_row("coupon_redeemed", sources)), 10_000),
        "review_factor_e2": scaled(float(_row("review_factor", sources)), 100),
        "review_until": int(_row("review_until", sources)),
    }


def _home_per_dollar(scenario: Scenario) -> float:
    path = exchange.history((_DOLLAR,), scenario.money.home_currency, scenario.calendar.start, 0)
    return float(path[-1][1][0])


def _click_terms(market: str, scenario: Scenario, sources: Sources) -> list[dict[str, Any]]:
    """What a click costs and brings on each kind of channel of a market."""
    home_per_dollar = _home_per_dollar(scenario)
    factor = scenario.marketing.click_price_factor if scenario.marketing else 1
    found = []
    for kind in _KINDS:
        row = sources.row(f"marketing.clicks.{market}.{kind}", keyed("ads_benchmarks", "market", "kind")[market, kind])
        price = round(float(row["cpc_usd"]) * home_per_dollar * factor, 2)
        found.append(
            {
                "market": market,
                "kind": kind,
                "cpc_minor": minor(price, scenario.money.home_currency),
                "ctr_e6": scaled(float(row["ctr"]), 1_000_000),
                "cvr_e4": scaled(float(row["cvr"]), 10_000),
            }
        )
    return found
