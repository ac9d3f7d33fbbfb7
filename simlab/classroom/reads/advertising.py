"""What a store's advertising brought, where it stops paying, and what its listing tests say."""

from __future__ import annotations

from typing import Any

from orders.selectors import CAMPAIGN_COUNTS, campaign_days, campaigns_of_store
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.figures import WINDOW_DAYS
from simlab.classroom.pages import page_of
from simlab.classroom.reads.filters import narrowed
from simlab.classroom.reads.listing_tests import listing_tests
from simlab.classroom.reads.previews import eve_of
from simlab.classroom.reads.stores import store_key
from simlab.engine.margins import listing_margins
from simlab.engine.playing import game_of

Shown = dict[str, Any]
_SUMMED = ("impressions", "clicks", "ad_orders", "spend_minor", "personal_clicks")
_LATEST = ("shown_e4", "organic_rank")


def advertising(access: StoreAccess) -> Shown:
    """Campaigns of the last 7 days by front and category, break-evens per listing, tests from their counts."""
    brief, run, key = briefing(access.run), access.run, store_key(access)
    return {
        "day": run.day,
        "currency": brief.home_currency,
        "campaigns": _campaigns(brief, campaign_days(key, max(run.day - WINDOW_DAYS, 0), run.day)),
        "break_evens": _break_evens(access, brief),
        "tests": listing_tests(access, brief),
    }


def campaign_page(access: StoreAccess, asked: Shown) -> Shown:
    """Single days, by front and category."""
    brief = briefing(access.run)
    rows = narrowed(campaigns_of_store(store_key(access)), access, asked)
    page = page_of(rows, ("id", "day", "market", "channel", "category", *CAMPAIGN_COUNTS), asked)
    return page.shown(
        [
            {"id": str(row["id"]), "day": row["day"], "date": brief.date_of(row["day"])}
            | _front(brief, row["market"], row["channel"])
            | {"category": brief.categories[row["category"]]}
            | {name: row[name] for name in CAMPAIGN_COUNTS}
            for row in page.rows
        ]
    )


def _front(brief: Briefing, market: int, channel: int) -> dict[str, str]:
    return {"market": brief.markets[market], "channel": brief.channels[channel]}


def _campaigns(brief: Briefing, days: list[Shown]) -> list[Shown]:
    """One row per front and category: sums, and the latest day's place."""
    found: dict[tuple[int, int, int], Shown] = {}
    for row in days:
        place = (row["market"], row["channel"], row["category"])
        before = found.get(place, dict.fromkeys(_SUMMED, 0))
        found[place] = {name: before[name] + row[name] for name in _SUMMED} | {name: row[name] for name in _LATEST}
    return [
        _front(brief, market, channel) | {"category": brief.categories[category]} | sums
        for (market, channel, category), sums in sorted(found.items())
    ]


def _break_evens(access: StoreAccess, brief: Briefing) -> list[Shown]:
    game, world, store = game_of(access.run), access.standing.world, access.standing.number
    margins = listing_margins(eve_of(access, game))
    number = game.world.listings.number[store]
    return [
        front
        | {"sku": sku}
        | {name: int(column[world, number[front_no, sku_no]]) for name, column in vars(margins).items()}
        for front_no, front in enumerate(brief.fronts)
        for sku_no, sku in enumerate(brief.skus)
    ]
