"""What a store has set: the state of the last closed day, and the decisions made since."""

from __future__ import annotations

from typing import Any

import numpy as np

from orders.domain.assortment import opened
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.core.settings import COLUMNS, target_front, target_sku
from simlab.engine.playing import Game, decisions_of, evening_before, game_of
from simlab.runs.models import Decision

Shown = dict[str, Any]
Standing = dict[str, np.ndarray]  # by column: [F, K] per listing, [F] per front, [M] per market, [K] per SKU


def settings(access: StoreAccess) -> Shown:
    """The settings that stand when day `day` opens."""
    brief, found = briefing(access.run), standing(access)
    return {
        "day": access.run.day,
        "version": str(last_decision(access)),
        "prices": _prices(brief, found),
        "services": _rows("market", brief.markets, "service", [brief.services[no] for no in found["service"]]),
        "ad_budgets": [
            front | {"ad_budget_minor": budget}
            for front, budget in zip(brief.fronts, found["ad_budget_minor"].tolist(), strict=True)
        ],
        "opened": [sku for sku, is_open in zip(brief.skus, found["opened"].tolist(), strict=True) if is_open],
        "covers": _rows("sku", brief.skus, "cover_days", found["cover_days"].tolist()),
    }


def last_decision(access: StoreAccess) -> int:
    """The number of the store's latest decision; 0 before the first."""
    last = Decision.objects.filter(store=access.store).order_by("-id").values_list("id", flat=True).first()
    return last or 0


def _prices(brief: Briefing, standing: Standing) -> list[Shown]:
    prices, listed = standing["price_minor"].tolist(), standing["listed"].tolist()
    return [
        {
            **front,
            "sku": sku,
            "price_minor": prices[front_no][sku_no],
            "currency": brief.currencies[brief.markets.index(front["market"])],
            "listed": bool(listed[front_no][sku_no]),
        }
        for front_no, front in enumerate(brief.fronts)
        for sku_no, sku in enumerate(brief.skus)
    ]


def _rows(key: str, codes: tuple[str, ...], name: str, values: list[Any]) -> list[Shown]:
    return [{key: code, name: value} for code, value in zip(codes, values, strict=True)]


def standing(access: StoreAccess) -> Standing:
    """Every settings column of the store as it stands when the next day opens."""
    game, world, store = game_of(access.run), access.standing.world, access.standing.number
    state, _ = evening_before(game, access.run.day)
    found = {
        column.name: state.settings[column.name][world, _place(game, column.per, store)].copy() for column in COLUMNS
    }
    before, made = found["opened"].copy(), decisions_of(access.run, access.run.day)
    _apply(found, made[(made["world"] == world) & (made["store"] == store)])
    found["opened"] = opened(game.world.assortment, before, found["opened"])
    return found


def _place(game: Game, per: str, store: int) -> Any:
    return game.world.listings.number[store] if per == "listing" else store


def _apply(standing: Standing, rows: np.ndarray) -> None:
    for column in COLUMNS:
        mine = rows[(rows["kind"] == column.kind) & (rows["field"] == column.field)]
        standing[column.name][place_of(column.per, mine["target"])] = mine["value"]


def place_of(per: str, target: Any) -> Any:
    """Where the columns of a store hold the value of a decision's target."""
    return (target_front(target), target_sku(target)) if per == "listing" else target
