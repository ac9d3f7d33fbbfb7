"""Every kind of decision in paired worlds: what it changes on its first day of effect, and that it changes nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bench.everything import everything
from simlab.core.rng import Luck
from simlab.core.settings import BY_KIND, COLUMNS, DECISION_DTYPE, Kind
from simlab.core.states import LedgerAccount
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.state import State, opening_state
from simlab.engine.world import compile_world
from simlab.runs.kinds import KINDS

DOCUMENT = everything(6)
WORLD = compile_world(DOCUMENT)
LUCK = Luck.of_seeds([77])
WARM_DAYS = 12
STORE = 1
ARRAYS = [name for name in opening_state(WORLD, 1).__dict__ if name not in ("settings", "queues")]
MAIN = {"market": "US", "channel": "mall"}
SHOP = {"market": "US", "channel": "shop"}


def rows(kind: str, payload: dict[str, Any]) -> np.ndarray:
    made = KINDS[kind].rows(payload, DOCUMENT)
    return np.array([(0, WARM_DAYS, STORE, *row) for row in made], dtype=DECISION_DTYPE)


@pytest.fixture(scope="module")
def evening() -> State:
    """The eve of the decision; every store keeps three weeks of stock."""
    cover = [(0, 0, store, Kind.SET_COVER, sku, 0, 21) for store in range(6) for sku in range(WORLD.sizes.skus)]
    state = opening_state(WORLD, 1)
    for day in range(WARM_DAYS):
        made = np.array(cover if day == 0 else [], dtype=DECISION_DTYPE)
        state, _ = simulate_day(WORLD, state, made, day, luck=LUCK)
    return state


def play(evening: State, made: np.ndarray) -> tuple[State, Events]:
    everyone = np.ones(WORLD.sizes.stores, dtype=bool)
    return simulate_day(WORLD, evening, made, WARM_DAYS, luck=LUCK, recorded=everyone)


def changed(calm: tuple[State, Events], other: tuple[State, Events]) -> set[str]:
    """Names of settings, arrays and queues of the state, ledger accounts and tables of the deciding store that differ."""
    names = {name for name, column in calm[0].settings.items() if (column != other[0].settings[name]).any()}
    names |= {name for name in ARRAYS if (getattr(calm[0], name) != getattr(other[0], name)).any()}
    names |= {f"queue {name}" for name in calm[0].queues if queue(calm[0], name) != queue(other[0], name)}
    booked = [accounts(events) for _, events in (calm, other)]
    return names | {LedgerAccount(account).name for account in range(100) if booked[0].get(account) != booked[1].get(account)}


def queue(state: State, name: str) -> list[Any]:
    return [(day, {key: column.tolist() for key, column in rows.items()}) for day, rows in state.queues[name].all_rows()]


def accounts(events: Events) -> dict[int, int]:
    ledger, total = events.tables["ledger"], dict[int, int]()
    for store, account, amount in zip(*(ledger[name].tolist() for name in ("store", "account", "amount_minor")), strict=True):
        if store == STORE:
            total[account] = total.get(account, 0) + amount
    return {account: amount for account, amount in total.items() if amount}


SKU = "EAR-BUDS"
PAYLOADS: dict[str, dict[str, Any]] = {
    "set_price": {**MAIN, "sku": SKU, "price_minor": 3_999},
    "list_product": {**MAIN, "sku": SKU, "listed": False},
    "set_ad_budget": {**MAIN, "ad_budget_minor": 90_000},
    "choose_service": {"market": "US", "service": "express"},
    "set_cover": {"sku": SKU, "cover_days": 60},
    "place_purchase_order": {"sku": SKU, "units": 120},
    "localise": {"market": "DE", "channel": "mall", "language_quality": 2, "content_level": 3, "size_chart": True},
    "set_campaign": {**MAIN, "category": "earphones", "bid_minor": 900, "budget_weight": 500},
    "set_coupon": {**MAIN, "sku": SKU, "percent_off": 15},
    "start_deal": {**MAIN, "sku": SKU, "percent_off": 20, "first_day": WARM_DAYS, "days": 2},
    "enrol_sale_days": {**MAIN, "percent_off": 20},
    "enrol_early_reviews": {"sku": SKU, "enrolled": True},
    "choose_supplier": {"sku": SKU, "supplier": "nearby"},
    "set_inspection": {"sku": SKU, "level": "aql_1_0"},
    "set_safety_stock": {"sku": SKU, "factor_e2": 165},
    "ship_inbound": {"sku": SKU, "origin": "SZX", "destination": "DE-FRA", "transport": "air", "units": 40},
    "set_placement": {"sku": SKU, "warehouse": "DE-FRA", "cover_days": 20, "transport": "air"},
    "remove_stock": {"sku": SKU, "warehouse": "US-LAX", "units": 20, "method": "dispose"},
    "choose_sku_service": {**MAIN, "sku": SKU, "service": "express"},
    "insure": {"market": "US", "insured": True},
    "set_return_policy": {"market": "US", "free_returns": True},
    "set_disposition": {**MAIN, "sku": SKU, "disposition": "restock"},
    "set_handling_time": {"handling_days": 4},
    "set_shipping_fee": {**MAIN, "shipping_fee_minor": 399, "free_shipping_from_minor": 5_000},
    "choose_hs_code": {"sku": "CASE-CLEAR", "hs6": "420292"},
    "declare_value": {"market": "US", "percent": 40},
    "choose_incoterm": {"market": "GB", "channel": "mall", "incoterm": "DAP"},
    "register": {"paper": "gst_au"},
    "certify": {"sku": SKU, "paper": "fcc"},
    "self_declare": {**SHOP, "declared": True},
    "answer_customs": {"policy": "full"},
    "convert": {"currency": "USD", "amount_minor": 10_000},
    "buy_forward": {"currency": "USD", "amount_minor": 10_000, "tenor_days": 30},
    "set_credit": {"credit_minor": 5_000_000},
    "appeal": {"channel": "mall", "causes": ["late_shipment"], "measures": ["faster_handling"]},
    "set_staffing": {"language": "en", "agents": 3, "hours": 8},
    "set_refund_policy": {"goodwill_percent": 20, "returnless_below_minor": 5_000},
    "standing_policy": {"case": "late", "answer": "partial_refund"},
    "answer_case": {"case_no": 1, "answer": "apologise"},
}
