"""Listings of a store: what stands for each, and how it sold."""

from __future__ import annotations

from typing import Any

from orders.selectors import sales_by_listing
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import briefing
from simlab.classroom.figures import mean_stars_e2
from simlab.classroom.reads.settings import Standing, standing
from simlab.classroom.reads.stores import store_key
from simlab.engine.playing import evening_before, game_of

Shown = dict[str, Any]
WEEK_DAYS, MONTH_DAYS = 7, 28
_NUMBERS = ("price_minor", "coupon_e4", "deal_depth_e4", "deal_first_day", "deal_last_day")
_SWITCHES = ("listed", "by_platform")
_LEVELS = ("language_quality", "content_level")
_SOLD = ("orders", "declined", "cancelled", "sold_units", "sales_minor", "returned")


def listings(access: StoreAccess) -> list[Shown]:
    """Every product on every front. Orders do not tell their channel, so sales are those of the market."""
    brief, found, key, day = briefing(access.run), standing(access), store_key(access), access.run.day
    state, _ = evening_before(game_of(access.run), day)
    stars = [
        {"rating_e2": mean_stars_e2(total, count), "reviews": count}
        for total, count in zip(
            state.rating_sum[key.world, key.store].tolist(),
            state.rating_count[key.world, key.store].tolist(),
            strict=True,
        )
    ]
    sold = {name: sales_by_listing(key, day - days, day - 1) for name, days in _SPANS.items()}
    return [
        {
            **front,
            "sku": code,
            "currency": brief.currencies[market],
            "opened": bool(found["opened"][sku]),
            **_settings(found, front_no, sku),
            **stars[sku],
            **{name: _sold(by_place.get((market, sku))) for name, by_place in sold.items()},
        }
        for front_no, front in enumerate(brief.fronts)
        for market in [brief.markets.index(front["market"])]
        for sku, code in enumerate(brief.skus)
    ]


_SPANS = {"week": WEEK_DAYS, "month": MONTH_DAYS}


def _settings(found: Standing, front: int, sku: int) -> Shown:
    return (
        {name: int(found[name][front, sku]) for name in _NUMBERS}
        | {name: bool(found[name][front, sku]) for name in _SWITCHES}
        | {name: int(found[name][front]) for name in _LEVELS}
    )


def _sold(row: Shown | None) -> Shown:
    return {name: row[name] if row else 0 for name in _SOLD}
