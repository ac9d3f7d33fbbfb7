"""What the carriers would charge a store for a parcel on the day to come, and when it would arrive."""

from __future__ import annotations

from typing import Any

from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.codes import code_number
from simlab.engine.playing import evening_before, game_of
from simlab.engine.quoting import Parcel, Quote, serving_warehouse, shipping_quotes

Shown = dict[str, Any]
_SHARES_E4 = {"median_days": 5_000, "p95_days": 9_500}


def quotes(access: StoreAccess, asked: dict[str, Any]) -> Shown:
    """All services for one product and market, from the warehouse that would send it."""
    brief, game, run = briefing(access.run), game_of(access.run), access.run
    state, _ = evening_before(game, run.day)
    market, sku = (
        code_number(codes, asked[name], name) for name, codes in (("market", brief.markets), ("sku", brief.skus))
    )
    row = access.standing.world
    warehouse = serving_warehouse(game.world, state, access.standing.number, market, sku, row)
    parcel = Parcel(warehouse=warehouse, market=market, sku=sku, day=run.day, units=asked["units"])
    offers = shipping_quotes(game.world, state, parcel, row)
    return {
        "day": run.day,
        "warehouse": brief.warehouses[warehouse],
        "currency": brief.home_currency,
        "quotes": [_shown(brief, offer) for offer in offers],
    }


def _shown(brief: Briefing, offer: Quote) -> Shown:
    named = ("carried", "chargeable_g", "billed_g", "listed_minor", "fuel_minor", "peak_minor", "total_minor")
    return {
        "service": brief.services[offer.service],
        **{name: getattr(offer, name) for name in named},
        "promise_days": offer.promise_days,
        **{name: offer.days_until(share_e4) for name, share_e4 in _SHARES_E4.items()},
        "arrival_e4": list(offer.arrival_e4),
    }
