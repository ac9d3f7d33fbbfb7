"""Goods that cross a border in bulk: the refund that 9810 brings, and the duty of the day on which they are declared."""

from __future__ import annotations

from functools import cache

import numpy as np

from bench.everything import everything
from logistics.domain import export
from logistics.domain.export import Mode
from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.world import compile_world
from tests.engine.playing import Played, play

STORE, SKU, UNITS = 0, 0, 30
DOCUMENT = everything(6)
ROUTES = DOCUMENT["supply"]["routes"]
AIR = next(number for number, part in enumerate(ROUTES) if (part["destination"], part["mode"]) == ("US-LAX", "air"))


@cache
def played(*rows: tuple[Kind, int, int, int]) -> Played:
    """Two days; the store's decisions take effect on the first: (kind, target, field, value)."""
    made = np.array([(0, 0, STORE, *row) for row in rows], dtype=DECISION_DTYPE)
    return play(compile_world(DOCUMENT), 2, decisions={0: made})


def booked(run: Played, cause: LedgerCause, account: LedgerAccount, day: int = 0) -> int:
    ledger = run.events[day].tables["ledger"]
    mine = (ledger["cause"] == cause) & (ledger["account"] == account) & (ledger["store"] == STORE)
    return int(ledger["amount_minor"][mine].sum())


SENDS = (Kind.SHIP_INBOUND, SKU, AIR, UNITS)


def mode(number: int) -> list[tuple[Kind, int, int, int]]:
    return [(Kind.CHOOSE_CUSTOMS_MODE, market, 0, number) for market in range(len(DOCUMENT["markets"]))]


def refunds(*rows: tuple[Kind, int, int, int]) -> int:
    return booked(played(*rows), LedgerCause.REBATE, LedgerAccount.REBATE_RECEIVABLE)


def test_goods_under_9810_earn_their_refund_when_they_depart_not_when_they_are_sold() -> None:
    world = compile_world(DOCUMENT)
    ahead, retail = mode(Mode.OVERSEAS_WAREHOUSE_9810), mode(Mode.RETAIL_9610)
    cost = world.suppliers.unit_cost_minor[SKU]
    each = export.rebate_minor(world.customs.modes, np.array(Mode.OVERSEAS_WAREHOUSE_9810), np.array(SKU), cost)
    assert refunds(*ahead, SENDS) == UNITS * each > 0
    assert refunds(*retail, SENDS) == refunds(*retail) > 0
    parcels = played(*ahead).events[0].tables["parcel"]
    assert (parcels["warehouse"][parcels["store"] == STORE] > 0).any()  # sold, and sent ahead before the game
    assert refunds(*ahead) == 0
