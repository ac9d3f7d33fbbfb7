"""Habits of the buyers of a market. A section that the document does not have is neutral: it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orders.domain.baskets import Baskets
from orders.domain.culture import ASPECTS, LEVELS, Culture
from orders.domain.hours import MINUTES, Hours
from orders.domain.loyalty import Loyalty
from orders.domain.trust import Trust
from simlab.core import quantiles
from simlab.core.fronts import front_pairs
from simlab.core.lookup import Edges
from simlab.engine.parts.clock import even_edges, market_minutes, pool_edges, spread_pool_edges
from simlab.engine.parts.entities import Document, Sizes, ints

_DRAW_BITS = 24
_PEOPLE = 20_000  # in a market's pool, where the document does not say


@dataclass(frozen=True)
class Habits:
    """What the buyers of each front are used to."""

    culture: Culture
    trust: Trust
    baskets: Baskets
    hours: Hours
    loyalty: Loyalty


def read_habits(document: Document, sizes: Sizes) -> Habits:
    """The document's section on buyers."""
    section = document.get("buyers", {})
    market = ints([market for market, _ in front_pairs(document)])
    return Habits(
        culture=_culture(section["localisation"], sizes, market) if "localisation" in section else _any_culture(sizes),
        trust=_trust(section["trust"], market) if "trust" in section else _blind_trust(sizes),
        baskets=Baskets(quantiles.categories(section.get("basket_share_e4", [10_000])) + 1),
        hours=_hours(section.get("hours"), sizes),
        loyalty=_loyalty(section["loyalty"]) if "loyalty" in section else _forgetful(),
    )


def _culture(part: Document, sizes: Sizes, market: np.ndarray) -> Culture:
    return Culture(
        worth_e3=ints(part["worth_e3"])[:, market],
        star_bins=ints(part["star_bins"])[:, market],
        gift_e3=ints(part["gift_e3"]).T[:, market],
        cost_minor=ints(part["cost_minor"]) * sizes.skus,
        wrap_minor=part["wrap_minor"],
    )


def _any_culture(sizes: Sizes) -> Culture:
    flat = np.zeros((len(ASPECTS), sizes.fronts, LEVELS), dtype=np.int64)
    gifts = np.zeros((sizes.reach_days, sizes.fronts), dtype=np.int64)
    return Culture(flat, flat, gifts, flat[:, 0], wrap_minor=0)


def _trust(part: Document, market: np.ndarray) -> Trust:
    names = (
        "known_reviews",
        "stars_from_e3",
        "stars_to_e3",
        "local_e3",
        "badge_e3",
        "badge_reviews",
        "badge_stars_e3",
    )
    return Trust(ints(part["foreign_e3"])[market], *(part[name] for name in names))


def _blind_trust(sizes: Sizes) -> Trust:
    return Trust(np.zeros(sizes.fronts, dtype=np.int64), 0, 0, 1, 0, 0, 0, 0)


def _hours(markets: list[Document] | None, sizes: Sizes) -> Hours:
    """Without the section every minute is as likely as any other."""
    known = [market_minutes(part["hour_share_e4"], part["utc_offset_minutes"]) for part in markets or []]
    edges = known or [even_edges(MINUTES)] * sizes.markets
    every = np.concatenate([number << _DRAW_BITS | of_market for number, of_market in enumerate(edges)])
    return Hours(Edges.of(every, _DRAW_BITS + (len(edges) - 1).bit_length()))


def _loyalty(part: Document) -> Loyalty:
    if "spread_e2" in part:
        edges = spread_pool_edges(part["people"], part["spread_e2"] * 1e-2)
    else:
        edges = pool_edges(part["people"], part["shape_e2"] * 1e-2)
    return Loyalty(Edges.of(edges, _DRAW_BITS), part["most_e3"], part["half"], part["memory_days"], part["late_weight"])


def _forgetful() -> Loyalty:
    return Loyalty(Edges.of(even_edges(_PEOPLE), _DRAW_BITS), most_e3=0, half=1, memory_days=1, late_weight=0)
