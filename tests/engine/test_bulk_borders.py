"""Goods that cross a border in bulk: the refund that 9810 brings, and the duty of the day on which they are declared."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import numpy as np
import pytest

from bench.everything import everything
from logistics.domain import export
from logistics.domain.export import Mode
from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.world import compile_world
from simlab.runs.scenario.sections.shocks import Shock, resolved_shocks
from simlab.runs.scenario.sources import Sources
from tests.engine.playing import Played, play

STORE, SKU, UNITS = 0, 0, 30
DOCUMENT = everything(6)
START = dt.date(2026, 9, 14)
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


def declared(*shocks: dict[str, Any], day: int = 0) -> float:
    """Duty of a consignment that the store sends to Los Angeles, as a share of its value."""
    told = [Shock.model_validate({"on": START.isoformat(), "markets": ["US"], **shock}) for shock in shocks]
    world = compile_world(DOCUMENT | {"shocks": resolved_shocks(told, START, Sources())})
    rows = np.array([(0, day, STORE, *SENDS)], dtype=DECISION_DTYPE)
    run = play(world, day + 1, decisions={day: rows})
    sent = run.events[day].tables["inbound_shipment"]
    mine = (sent["store"] == STORE) & (sent["sku"] == SKU)
    duty, units = (int(sent[name][mine].sum()) for name in ("duty_minor", "units"))
    assert booked(run, LedgerCause.INBOUND_DUTY, LedgerAccount.DUTY, day) == duty
    return duty / (units * int(world.suppliers.unit_cost_minor[SKU]))


def test_goods_in_bulk_pay_the_duty_that_shocks_make_of_the_day() -> None:
    tariff, layers = compile_world(DOCUMENT).customs.tariff, DOCUMENT["customs"]["layers"]
    us = [market["code"] for market in DOCUMENT["markets"]].index("US")
    china = tariff.layer_e4[layers.index("section_301_china"), 0, us, tariff.heading[SKU, 0]] * 1e-4
    calm = declared()
    ruling = {"code": "ruling", "kind": "tariff_replaced", "layers": ["section_301_china"]}
    assert declared(ruling) == pytest.approx(calm - china, abs=1e-4)
    assert china > 0
    # a week later another layer of ten points takes its place
    assert declared(ruling, day=8) == pytest.approx(calm - china + 0.1, abs=1e-4)
    # an exemption of parcels is none of bulk goods
    assert declared({"code": "parcels", "kind": "us_de_minimis_ends"}) == calm
