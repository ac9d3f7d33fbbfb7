"""What a sale would leave, from what a seller can see: the own settings, today's rates, and the rules of the day to come."""

from __future__ import annotations

from typing import Any

from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.codes import code_number
from simlab.engine.margins import Eve, LandedCost
from simlab.engine.margins import landed_cost as landed_cost_of
from simlab.engine.playing import Game, decisions_of, evening_before, game_of

Shown = dict[str, Any]
_NAMED = (
    "price_minor",
    "margin_minor",
    "break_even_acos_e4",
    "break_even_bid_minor",
    "buyer_pays_minor",
    "at_door_minor",
)


def eve_of(access: StoreAccess, game: Game) -> Eve:
    """The run before its next day, with what the store has decided for it; what others have decided is theirs."""
    run, store = access.run, access.store
    state, _ = evening_before(game, run.day)
    made = decisions_of(run, run.day)
    own = made[(made["world"] == store.world.number) & (made["store"] == store.number)]
    return Eve(game.world, state, run.day, game.luck, own)


def landed_cost(access: StoreAccess, asked: dict[str, Any]) -> Shown:
    """One unit of a product to one market, part by part, at the price that stands or the one that is asked about."""
    brief, game = briefing(access.run), game_of(access.run)
    front, sku = _front(brief, asked), code_number(brief.skus, asked["sku"], "sku")
    listing = int(game.world.listings.number[access.standing.number, front, sku])
    found = landed_cost_of(
        eve_of(access, game), brief.duty_layers, access.standing.world, listing, asked.get("price_minor")
    )
    return {
        "day": access.run.day,
        **brief.fronts[front],
        "sku": asked["sku"],
        "currency": brief.home_currency,
        "market_currency": brief.currencies[brief.markets.index(asked["market"])],
        "warehouse": brief.warehouses[found.warehouse],
        "service": brief.services[found.service],
        **{name: getattr(found, name) for name in _NAMED},
        "parts": _parts(found),
    }


def _parts(found: LandedCost) -> list[Shown]:
    return [{"code": code, "amount_minor": minor} for code, minor in found.parts.items()]


def _front(brief: Briefing, asked: dict[str, Any]) -> int:
    """The market's front through the channel that is asked for, or its first."""
    market = brief.markets[code_number(brief.markets, asked["market"], "market")]
    own = [number for number, front in enumerate(brief.fronts) if front["market"] == market]
    if "channel" not in asked:
        return own[0]
    channels = tuple(brief.fronts[number]["channel"] for number in own)
    return own[code_number(channels, asked["channel"], "channel")]
