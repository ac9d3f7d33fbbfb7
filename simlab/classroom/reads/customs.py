"""A store at the border: parcels that are held, what inspections found, and the papers that are held, under way or missing."""

from __future__ import annotations

from typing import Any

import numpy as np

from logistics.domain.clearance import Fault, Outcome
from logistics.domain.compliance import APPLIED_FOR, HELD
from logistics.selectors import compliance_cases, customs_cases, held_parcels
from orders.selectors import goods_of_orders
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.settings import standing
from simlab.engine.playing import evening_before, game_of

Shown = dict[str, Any]
LONGEST_HOLD_DAYS = 60
ANSWERS = ("none", "basic", "full")


def customs(access: StoreAccess) -> Shown:
    """Holds and findings of the store, its papers, and how it answers customs' requests for documents."""
    brief, run = briefing(access.run), access.run
    place = {"world": access.standing.world, "store": access.standing.number}
    held = held_parcels(run.pk, days=(max(run.day - LONGEST_HOLD_DAYS, 0), run.day), **place)
    found = customs_cases(run.pk, **place)
    goods = goods_of_orders(run.pk, (row["order_id"] for row in (*held, *found)))
    return {
        "day": run.day,
        "document_policy": ANSWERS[int(standing(access)["customs_papers"][0])],
        "held": [_parcel(brief, row, goods) | {"held_days": run.day - row["day"]} for row in held],
        "findings": [_parcel(brief, row, goods) | _finding(row) for row in found],
        "compliance": [
            {
                "day": row["day"],
                **brief.fronts[row["front"]],
                "sku": brief.skus[row["sku"]],
                "fine_minor": row["fine_minor"],
            }
            for row in compliance_cases(run.pk, **place)
        ],
        "papers": _papers(access, brief),
    }


def _parcel(brief: Briefing, row: Shown, goods: dict[int, Shown]) -> Shown:
    sold = goods[row["order_id"]]
    return {
        "order": str(row["order_id"]),
        "day": row["day"],
        "sku": brief.skus[sold["sku"]],
        "market": brief.markets[sold["market"]],
    }


def _finding(row: Shown) -> Shown:
    return {
        "outcome": Outcome(row["outcome"]).name.lower(),
        "faults": [str(fault.name).lower() for fault in Fault if row["faults"] & fault],
        "penalty_minor": row["penalty_minor"],
    }


def _papers(access: StoreAccess, brief: Briefing) -> list[Shown]:
    """Registrations are held by the store, certificates by product."""
    state, _ = evening_before(game_of(access.run), access.run.day)
    mine = state.papers[access.standing.world, access.standing.number]
    return [paper | _standing(brief, mine[number], paper["certificate"]) for number, paper in enumerate(brief.papers)]


def _standing(brief: Briefing, of_sku: np.ndarray, certificate: bool) -> Shown:
    named = {"held_skus": HELD, "applied_skus": APPLIED_FOR}
    word = {HELD: "held", APPLIED_FOR: "applied_for"}.get(int(of_sku[0]), "missing")
    return {"standing": None if certificate else word} | {
        name: [brief.skus[sku] for sku in np.flatnonzero(of_sku == value)] if certificate else []
        for name, value in named.items()
    }
