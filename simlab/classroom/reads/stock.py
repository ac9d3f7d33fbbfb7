"""Goods of a store: on the shelves by warehouse and age, on their way, and on order."""

from __future__ import annotations

from typing import Any

import numpy as np

from logistics.domain.inbound import MODES
from logistics.domain.warehousing import AGE_DAYS
from logistics.selectors import consignments_under_way, purchases_under_way
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.stores import store_key
from simlab.core.arrays import Ints
from simlab.engine.playing import Game, evening_before, game_of
from simlab.engine.state import State

Shown = dict[str, Any]


def stock(access: StoreAccess) -> Shown:
    brief, game, key = briefing(access.run), game_of(access.run), store_key(access)
    state, _ = evening_before(game, access.run.day)
    return {
        "day": access.run.day,
        "currency": brief.home_currency,
        "stock": _shelves(brief, game, state, (key.world, key.store)),
        "purchases": [
            {
                "po_no": str(row["po_no"]),
                "sku": brief.skus[row["sku"]],
                "ordered_day": row["day"],
                **{name: row[name] for name in ("units", "received_units", "cost_minor")},
            }
            for row in purchases_under_way(key)
        ],
        "consignments": [_consignment(brief, row) for row in consignments_under_way(key)],
    }


def _shelves(brief: Briefing, game: Game, state: State, place: tuple[int, int]) -> list[Shown]:
    on_hand, incoming, received = (
        getattr(state, name)[place] for name in ("stock_units", "inbound_units", "received_units")
    )
    ordered = state.pipeline_units[place] - incoming.sum(axis=-1)  # purchases come to the first warehouse
    cost, ages = game.world.suppliers.unit_cost_minor, ages_of(on_hand, received)
    return [
        {
            "sku": code,
            "warehouse": warehouse,
            "units": int(on_hand[sku, house]),
            "value_minor": int(on_hand[sku, house] * cost[sku]),
            "incoming_units": int(incoming[sku, house]),
            "ordered_units": 0 if house else int(ordered[sku]),
            "ages": [
                {"from_days": AGE_DAYS * period, "units": units}
                for period, units in enumerate(ages[sku, house].tolist())
                if units
            ],
        }
        for sku, code in enumerate(brief.skus)
        for house, warehouse in enumerate(brief.warehouses)
    ]


def ages_of(on_hand: Ints, received: Ints) -> Ints:
    """Units by age in periods, the youngest first and what is older last, when the oldest leave first; [..., P + 1], or [..., 0].

    received [..., P]: receipts of each period, the present one first. Only where ages matter are receipts remembered.
    """
    if not received.shape[-1]:
        return received
    younger = np.minimum(received.cumsum(axis=-1), on_hand[..., None])
    return np.diff(np.concatenate([np.zeros_like(on_hand)[..., None], younger, on_hand[..., None]], axis=-1))


def _consignment(brief: Briefing, row: Shown) -> Shown:
    return {
        "ship_no": str(row["ship_no"]),
        "sku": brief.skus[row["sku"]],
        "origin": brief.warehouses[row["origin"]],
        "destination": brief.warehouses[row["destination"]],
        "transport": MODES[row["mode"]],
        "departed_day": row["day"],
        **{name: row[name] for name in ("units", "received_units")},
    }
