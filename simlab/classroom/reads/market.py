"""The market as any shopper sees it, and as research tools estimate it: prices, ratings, badges; never another store's books."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.figures import mean_stars_e2
from simlab.classroom.reads.codes import code_number
from simlab.classroom.reads.session import shown_name
from simlab.core.arrays import Ints
from simlab.core.settings import no_decisions
from simlab.engine.margins import Eve
from simlab.engine.playing import Game, evening_before, game_of
from simlab.engine.state import State
from simlab.engine.storefronts import Storefronts, shoppers_per_month, storefronts
from simlab.runs.models import Store

Shown = dict[str, Any]
_QUARTERS = ("lowest", "lower", "middle", "upper", "highest")


def competitors(access: StoreAccess, asked: Shown) -> Shown:
    """Every listing that was on sale in a market when the last day closed, the own ones too."""
    brief, game = briefing(access.run), game_of(access.run)
    market = code_number(brief.markets, asked["market"], "market")
    state, seen = _seen(access, game)
    chosen = seen.on_sale & (game.world.listings.market == market)
    for name, codes, column in (
        ("channel", brief.channels, game.world.listings.channel),
        ("category", brief.categories, game.world.goods.category[game.world.listings.sku]),
        ("sku", brief.skus, game.world.listings.sku),
    ):
        if name in asked:
            chosen = chosen & (column == code_number(codes, asked[name], name))
    stores = {store.number: store for store in Store.objects.filter(world=access.store.world_id)}
    return {
        "day": access.run.day - 1,
        "currency": brief.currencies[market],
        "listings": [
            _listing(brief, game, _Evening(state, seen, access.store.world.number), int(number), stores)
            | {"own": int(game.world.listings.store[number]) == access.store.number}
            for number in np.flatnonzero(chosen)
        ],
    }


def market_report(access: StoreAccess) -> Shown:
    """Size and prices of every category on every front."""
    brief, game = briefing(access.run), game_of(access.run)
    _, seen = _seen(access, game)
    shoppers = shoppers_per_month(game.world, game.luck, access.run.day, access.store.number).tolist()
    return {
        "day": access.run.day - 1,
        "markets": [
            _category(brief, game, seen, front, category)
            | {"shoppers_per_month": shoppers[front * len(brief.categories) + category]}
            for front in range(len(brief.fronts))
            for category in range(len(brief.categories))
        ],
    }


def _seen(access: StoreAccess, game: Game) -> tuple[State, Storefronts]:
    """The shelves of the last closed day: what is decided for the day to come is not out yet."""
    state, _ = evening_before(game, access.run.day)
    eve = Eve(game.world, state, max(access.run.day - 1, 0), game.luck, no_decisions())
    return state, storefronts(eve, access.store.world.number)


class _Evening(NamedTuple):
    """How world `row` of a run stood when the last day closed."""

    state: State
    seen: Storefronts
    row: int


def _listing(brief: Briefing, game: Game, evening: _Evening, number: int, stores: dict[int, Store]) -> Shown:
    state, seen, row = evening
    listings, sku = game.world.listings, int(game.world.listings.sku[number])
    store = stores[int(listings.store[number])]
    rated = (row, store.number, sku)
    reviews, house = int(state.rating_count[rated]), int(seen.warehouse[number])
    return {
        "store": str(store.pk),
        "name": shown_name(store),
        "channel": brief.channels[int(listings.channel[number])],
        "sku": brief.skus[sku],
        "category": brief.categories[int(game.world.goods.category[sku])],
        "price_minor": int(seen.price_minor[number]),
        "rating_e2": mean_stars_e2(int(state.rating_sum[rated]), reviews),
        "reviews": reviews,
        "promise_days": int(seen.promise_days[number]),
        "top_rated": bool(seen.top_rated[store.number]),
        "local_stock": brief.abroad[house],
    }


def _category(brief: Briefing, game: Game, seen: Storefronts, front: int, category: int) -> Shown:
    listings = game.world.listings
    there = (listings.front == front) & (game.world.goods.category[listings.sku] == category) & seen.on_sale
    return {
        **brief.fronts[front],
        "category": brief.categories[category],
        "currency": brief.currencies[brief.markets.index(brief.fronts[front]["market"])],
        "sellers": len(np.unique(listings.store[there])),
        "listings": int(there.sum()),
        "prices": _quarters(seen.price_minor[there]),
    }


def _quarters(prices: Ints) -> Shown | None:
    """The price below which each quarter of the listings lies; None without a listing."""
    if not prices.size:
        return None
    ordered = np.sort(prices)
    places = [(len(ordered) - 1) * quarter // 4 for quarter in range(5)]
    return dict(zip(_QUARTERS, ordered[places].tolist(), strict=True))
