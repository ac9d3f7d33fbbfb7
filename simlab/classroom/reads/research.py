"""Product research: what a store can read about the products it may open."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from orders.domain.research import Candidates, Report, report
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.settings import standing
from simlab.engine.parts.assortment import read_candidates
from simlab.engine.playing import game_of
from simlab.runs.documents import WorldKey, document_named, world_key

Shown = dict[str, Any]
_PER_MARKET = ("search_per_month", "competition_e4", "margin_e4", "season_e4")


def research(access: StoreAccess) -> Shown:
    """Every candidate with the store's own estimates; none where the scenario has a fixed range."""
    brief, run = briefing(access.run), access.run
    opened = standing(access)["opened"]
    shown = {"day": run.day, "open_products": int(opened.sum()), "most_products": brief.most_products}
    if not brief.candidates:
        return shown | {"products": []}
    candidates = _candidates(world_key(run))
    told = report(candidates, game_of(run).luck, run.day, access.standing.number)
    return shown | {
        "products": [
            {
                "sku": brief.skus[sku],
                "opened": bool(opened[sku]),
                **{name: product[name] for name in ("compliance", "battery", "liquid")},
                "burden": int(told.burden[place]),
                "markets": _markets(brief, told, place),
            }
            for place, (sku, product) in enumerate(zip(candidates.sku.tolist(), brief.candidates, strict=True))
        ]
    }


def _markets(brief: Briefing, told: Report, place: int) -> list[Shown]:
    columns = {name: getattr(told, name)[place].tolist() for name in _PER_MARKET}
    return [
        {"market": market} | {name: values[number] for name, values in columns.items()}
        for number, market in enumerate(brief.markets)
    ]


@lru_cache(maxsize=8)
def _candidates(key: WorldKey) -> Candidates:
    return read_candidates(document_named(key))
