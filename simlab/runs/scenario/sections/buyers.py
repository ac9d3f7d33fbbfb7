"""Section `buyers`: market culture, trust and habits. A part that the file leaves out does not exist in the world."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.parts import Amount, Part, Share
from simlab.runs.scenario.tables import Row, keyed, rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario
    from simlab.runs.scenario.sources import Sources

Fit = tuple[float, float]  # utility of a level in a market, and how much of it shows in the stars
_LEVELS = 6


class Localisation(Part):
    """Market culture: language, content, colours, sizes, gifts, tone and claims count. `price_factor` scales what writing costs."""

    price_factor: Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)] = 1
    gift_wrap: Amount | None = None


class Trust(Part):
    """Shoppers doubt a seller abroad until its rating or local stock says otherwise."""

    foreign_seller: Annotated[float, Field(ge=-3, le=0, allow_inf_nan=False)] | None = None
    foreign_local_stock: Share | None = None
    verified_badge: Share | None = None


class Lateness(Part):
    """Stars follow the days of lateness, as measured on real orders."""


class Baskets(Part):
    """Orders take several units: shares of orders for 1, 2, 3, ... units; without shares those measured on real orders."""

    unit_shares: Annotated[list[Share], Field(min_length=1, max_length=8)] | None = None


class Hours(Part):
    """Orders come at the hours of the market's own day: as private buyers keep them, or as trade buyers do."""

    profile: Literal["private", "trade"] = "private"


class Loyalty(Part):
    """Heavy buyers come back, and fronts that deliver on time are remembered. `people` is the pool of each market.

    `shape` is that of gamma buying rates (private buyers); with `spread` the logarithms of the rates are normal (trade buyers).
    """

    people: Annotated[int, Field(ge=100, le=100_000)] | None = None
    shape: Annotated[float, Field(ge=0.2, le=5, allow_inf_nan=False)] | None = None
    spread: Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)] | None = None
    gain: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None


class Buyers(Part):
    """What buyers are used to."""

    localisation: Localisation | None = None
    trust: Trust | None = None
    lateness: Lateness | None = None
    baskets: Baskets | None = None
    hours: Hours | None = None
    loyalty: Loyalty | None = None


def resolved_buyers(scenario: Scenario, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    """The document's key `buyers`, or nothing."""
    section = scenario.buyers
    if section is None:
        return {}
    resolved: dict[str, Any] = {}
    if section.localisation:
        resolved["localisation"] = _localisation(section.localisation, scenario, days, sources)
    if section.trust:
        resolved["trust"] = _trust(section.trust, scenario, sources)
    if section.lateness:
        resolved["stars_by_lateness"] = [_lateness(row, sources) for row in rows("stars_by_lateness")]
    if section.baskets:
        resolved["basket_share_e4"] = _basket_share_e4(section.baskets, sources)
    if section.hours:
        resolved["hours"] = [_hours(section.hours, market.code, sources) for market in scenario.markets]
    if section.loyalty:
        resolved["loyalty"] = _loyalty(section.loyalty, sources)
    return {"buyers": resolved}


def _hours(part: Hours, market: str, sources: Sources) -> dict[str, Any]:
    kept = [sources.row("buyers.hours", row) for row in rows("order_hours") if row["profile"] == part.profile]
    return {
        "utc_offset_minutes": int(culture_row(market, sources)["utc_offset_minutes"]),
        "hour_share_e4": [scaled(float(row["share"]), 10_000) for row in kept],
    }


def _loyalty(part: Loyalty, sources: Sources) -> dict[str, int]:
    return {
        "people": round(_parameter("pool_people", sources, part.people)),
        "shape_e2": scaled(_parameter("pool_shape", sources, part.shape), 100),
        **({} if part.spread is None else {"spread_e2": scaled(part.spread, 100)}),
        "most_e3": round(1000 * math.log(1 + _parameter("loyalty_gain", sources, part.gain))),
        "half": round(_parameter("loyalty_half", sources)),
        "memory_days": round(_parameter("loyalty_memory_days", sources)),
        "late_weight": round(_parameter("loyalty_late_weight", sources)),
    }


def _basket_share_e4(part: Baskets, sources: Sources) -> list[int]:
    row = keyed("demand_params", "parameter")["basket_units",]
    if part.unit_shares is not None:
        sources.overruled("buyers.basket_units")
        return [scaled(share, 10_000) for share in part.unit_shares]
    return [scaled(float(text), 10_000) for text in sources.row("buyers.basket_units", row)["value"].split()]


def _parameter(name: str, sources: Sources, told: float | None = None) -> float:
    if told is not None:
        sources.overruled(f"buyers.{name}")
        return told
    return float(sources.row(f"buyers.{name}", keyed("demand_params", "parameter")[name,])["value"])


def culture_row(market: str, sources: Sources) -> Row:
    """The table's row on a market's culture."""
    return sources.row(f"buyers.culture.{market}", keyed("culture", "market")[market,])


def _localisation(part: Localisation, scenario: Scenario, days: list[dt.date], sources: Sources) -> dict[str, Any]:
    home = scenario.money.home_currency
    cultures = [culture_row(market.code, sources) for market in scenario.markets]
    fits = [[_fit(aspect, culture, sources) for culture in cultures] for aspect in _FITS]
    bins = _parameter("mismatch_star_bins", sources)
    return {
        "worth_e3": [[[round(worth * 1000) for worth, _ in fit] for fit in aspect] for aspect in fits],
        "star_bins": [
            [
                [round(min(miss, 0.0) * bins * float(culture["star_weight"])) for _, miss in fit]
                for fit, culture in pairs
            ]
            for pairs in (list(zip(aspect, cultures, strict=True)) for aspect in fits)
        ],
        "gift_e3": [_gift_e3(market.code, days, sources) for market in scenario.markets],
        "cost_minor": [[_cost(aspect, level, part.price_factor, home) for level in range(_LEVELS)] for aspect in _FITS],
        "wrap_minor": minor(_parameter("gift_wrap_cny", sources, part.gift_wrap), home),
    }


def _level_row(aspect: str, level: int) -> Row | None:
    return keyed("localisation", "aspect", "level").get((aspect, str(level)))


def _cost(aspect: str, level: int, factor: float, home: str) -> int:
    row = _level_row(aspect, level)
    return minor(round(float(row["cost_cny"]) * factor, 2), home) if row else 0


def _fit(aspect: str, culture: Row, sources: Sources) -> list[Fit]:
    """Per level: the utility, and the part of it that is a mismatch and shows in the stars; [LEVELS]."""
    levels = [row for row in (_level_row(aspect, level) for level in range(_LEVELS)) if row]
    found = [_FITS[aspect](sources.row(f"buyers.localisation.{aspect}", row), culture, sources) for row in levels]
    return found + [(0.0, 0.0)] * (_LEVELS - len(found))


def _language(row: Row, culture: Row, _: Sources) -> Fit:
    """Shoppers who leave a page in another language are gone: ln of those who stay."""
    lost = math.log(1 - float(culture["english_loss"]) * float(row["worth"]))
    return lost, lost


def _content(row: Row, _: Row, __: Sources) -> Fit:
    return float(row["worth"]), 0.0


def _colour(row: Row, culture: Row, sources: Sources) -> Fit:
    tastes = {culture["colour_liked"]: "colour_liked", culture["colour_avoided"]: "colour_avoided"}
    worth = _parameter(tastes[row["code"]], sources) if row["code"] in tastes else 0.0
    return worth, worth


def _size_chart(row: Row, culture: Row, _: Sources) -> Fit:
    needed, shown = float(culture["size_chart"]), int(row["level"])
    return needed * shown, -needed * (1 - shown)


def _gift_wrap(row: Row, culture: Row, _: Sources) -> Fit:
    return float(culture["gift"]) * int(row["level"]), 0.0


def _tone(row: Row, culture: Row, _: Sources) -> Fit:
    manner = float(culture["formality"]) * (int(row["level"]) - 0.5)
    return manner, manner


def _claims(row: Row, culture: Row, _: Sources) -> Fit:
    """What was praised too much disappoints; what was praised too little does not."""
    over = int(row["level"]) - int(culture["claims_best"])
    miss = -float(culture["claims_weight"]) * abs(over)
    return float(row["worth"]) + miss, miss if over > 0 else 0.0


_FITS: dict[str, Callable[[Row, Row, Sources], Fit]] = {
    "language_quality": _language,
    "content_level": _content,
    "colour": _colour,
    "size_chart": _size_chart,
    "gift_wrap": _gift_wrap,
    "tone": _tone,
    "claims": _claims,
}


def _gift_e3(market: str, days: list[dt.date], sources: Sources) -> list[int]:
    """How much of gift wrapping's worth counts on each day: all of it on the market's gift days."""
    usual = _parameter("gift_off_season", sources)
    known = [
        sources.row(f"buyers.gift_days.{row['code']}", row)
        for row in rows("gift_days")
        if market in row["markets"].split()
    ]
    return [round(1000 * max([usual, *(float(row["weight"]) for row in known if _within(row, day))])) for day in days]


def _within(row: Row, day: dt.date) -> bool:
    first, last, date = row["from"], row["to"], day.strftime("%m-%d")
    return first <= date <= last if first <= last else date >= first or date <= last


def _trust(part: Trust, scenario: Scenario, sources: Sources) -> dict[str, Any]:
    foreign = _parameter("foreign_seller", sources, part.foreign_seller)
    distance = [float(culture_row(market.code, sources)["seller_distance"]) for market in scenario.markets]
    return {
        "foreign_e3": [round(1000 * foreign * factor) for factor in distance],
        "known_reviews": round(_parameter("foreign_known_reviews", sources)),
        "stars_from_e3": scaled(_parameter("foreign_stars_from", sources), 1000),
        "stars_to_e3": scaled(_parameter("foreign_stars_to", sources), 1000),
        "local_e3": scaled(_parameter("foreign_local_stock", sources, part.foreign_local_stock), 1000),
        "badge_e3": round(1000 * math.log(1 + _parameter("verified_badge", sources, part.verified_badge))),
        "badge_reviews": round(_parameter("verified_badge_reviews", sources)),
        "badge_stars_e3": scaled(_parameter("verified_badge_stars", sources), 1000),
    }


def _lateness(row: Row, sources: Sources) -> dict[str, Any]:
    sources.row("buyers.lateness", row)
    shares = [scaled(float(row[name]), 10_000) for name in ("one", "two", "three", "four", "five")]
    return {"from_days": int(row["from_days"]), "share_e4": shares}
