"""Every kind of decision in paired worlds: what it changes on its first day of effect, and that it changes nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bench.everything import everything
from orders.domain.cases import case_number
from orders.domain.health import Standing
from payments.domain.disputes import dispute_number
from simlab.core.fronts import front_pairs
from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE, Kind, no_decisions
from simlab.core.states import DisputeGround, LedgerAccount
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.state import State, copied, opening_state
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
    return names | {
        LedgerAccount(account).name for account in range(100) if booked[0].get(account) != booked[1].get(account)
    }


def queue(state: State, name: str) -> list[Any]:
    return [
        (day, {key: column.tolist() for key, column in rows.items()}) for day, rows in state.queues[name].all_rows()
    ]


def accounts(events: Events) -> dict[int, int]:
    ledger, total = events.tables["ledger"], dict[int, int]()
    for store, account, amount in zip(
        *(ledger[name].tolist() for name in ("store", "account", "amount_minor")), strict=True
    ):
        if store == STORE:
            total[account] = total.get(account, 0) + amount
    return {account: amount for account, amount in total.items() if amount}


SKU = "LEAD-BASIC"
PAYLOADS: dict[str, dict[str, Any]] = {
    "set_price": {**MAIN, "sku": SKU, "price_minor": 1_799},
    "list_product": {**MAIN, "sku": SKU, "listed": False},
    "set_ad_budget": {**MAIN, "ad_budget_minor": 90_000},
    "choose_service": {"market": "US", "service": "express"},
    "set_cover": {"sku": SKU, "cover_days": 60},
    "place_purchase_order": {"sku": SKU, "units": 120},
    "localise": {"market": "DE", "channel": "mall", "language_quality": 2, "content_level": 3, "size_chart": True},
    "select_product": {"sku": SKU, "opened": False},
    "set_campaign": {**MAIN, "category": "pet_leads", "bid_minor": 900},
    "set_coupon": {**MAIN, "sku": SKU, "percent_off": 30},
    "start_deal": {**MAIN, "sku": SKU, "percent_off": 20, "first_day": WARM_DAYS, "days": 2},
    "enrol_sale_days": {**MAIN, "percent_off": 20},
    "enrol_early_reviews": {"sku": SKU, "enrolled": True},
    "test_listing": {**MAIN, "sku": SKU, "first_day": WARM_DAYS - 1, "days": 7, "test_price_minor": 900},
    "use_variant": {**MAIN, "sku": SKU, "use_variant": True},
    "choose_supplier": {"sku": SKU, "supplier": "nearby"},
    "set_inspection": {"sku": SKU, "level": "aql_1_0"},
    "set_safety_stock": {"sku": SKU, "factor_e2": 165},
    "ship_inbound": {"sku": SKU, "origin": "SZX", "destination": "DE-FRA", "transport": "air", "units": 40},
    "set_placement": {"sku": SKU, "warehouse": "DE-FRA", "cover_days": 20, "transport": "air"},
    "choose_fulfilment": {**MAIN, "sku": SKU, "by": "platform"},
    "choose_customs_mode": {"market": "DE", "mode": "9810"},
    "collect_tax": {"market": "GB", "collects": True, "number": "GB980780684"},
    "remove_stock": {"sku": SKU, "warehouse": "SZX", "units": 20, "method": "dispose"},
    "choose_sku_service": {**MAIN, "sku": SKU, "service": "express"},
    "insure": {"market": "US", "insured": True},
    # free returns alone bring one order more to a front that has fourteen a day: one day in three shows nothing
    "set_return_policy": {"market": "US", "free_returns": True, "local_return_address": True, "early_refund": True},
    "set_disposition": {**MAIN, "sku": SKU, "disposition": "restock"},
    "set_handling_time": {"handling_days": 4},
    "set_shipping_fee": {**MAIN, "shipping_fee_minor": 399, "free_shipping_from_minor": 5_000},
    "choose_hs_code": {"sku": "CASE-CLEAR", "hs6": "420292"},
    "declare_value": {"market": "US", "percent": 40},
    "choose_incoterm": {"market": "GB", "channel": "mall", "incoterm": "DAP"},
    "register": {"paper": "gst_au"},
    "certify": {"sku": SKU, "paper": "fcc"},
    "self_declare": {**SHOP, "declared": True},
    "answer_customs": {"papers": "full"},
    "offer_methods": {**SHOP, "methods": ["card"]},
    "set_three_d_secure": {**SHOP, "authentication": "always"},
    "set_fraud_threshold": {**SHOP, "score": 30},
    "retry_declined": {**SHOP, "retry": True},
    "set_representment": {"ground": "not_received", "evidence": ["tracking", "correspondence"]},
    "represent": {
        "dispute_no": int(dispute_number(WARM_DAYS - 1, np.array(0))),
        "evidence": ["tracking", "policy"],
    },
    "set_payout": {"currency": "USD", "every_days": 3, "keep": True},
    "convert": {"currency": "USD", "amount_minor": 10_000},
    "buy_forward": {"currency": "USD", "amount_minor": 10_000, "tenor_days": 30},
    "set_credit": {"credit_minor": 5_000_000},
    "appeal": {"channel": "mall", "causes": ["late_shipment"], "measures": ["faster_handling"]},
    "set_staffing": {"language": "en", "agents": 3, "hours": 8},
    "set_refund_policy": {"goodwill_percent": 20},
    "standing_policy": {"case": "late", "answer": "partial_refund"},
    "answer_case": {"case_no": int(case_number(WARM_DAYS - 1, np.array(0))), "answer": "apologise"},
    "buy_reviews": {"sku": SKU, "reviews": 30},
    "set_dark_pattern": {**SHOP, "pattern_level": 3},
    "set_data_use": {"data_level": 3},
    "apply_subsidy": {"programme": "platform_fee_rebate"},
    "set_goal": {"kpi": "sales_minor", "target": 500_000, "round": 2},
    "forecast": {"kpi": "orders", "forecast_day": 20, "low": 10, "middle": 14, "high": 20},
    "journal": {"text": "More stock in Germany before the sale days; turn back if it stands there for three weeks."},
}


def with_dollars(state: State) -> State:
    state.writable("foreign_minor")[0, STORE, DOLLAR] = 50_000
    return state


def disputed(state: State) -> State:
    """A late parcel of an American buyer of the own site, opened yesterday."""
    front = next(n for n, pair in enumerate(front_pairs(DOCUMENT)) if pair == (0, 1))
    told = {"listing": WORLD.listings.number[STORE, front, 0], "slot": WARM_DAYS << 50, "net_minor": 2_000}
    told |= {"ground": DisputeGround.NOT_RECEIVED, "dispute_no": dispute_number(WARM_DAYS - 1, np.array(0))}
    queue_ = state.queues["disputes"]
    queue_.push({name: np.array([told.get(name, 0)]) for name in queue_.columns}, np.array([WARM_DAYS + 20]))
    return state


def suspended(state: State) -> State:
    state.writable("standing")[0, STORE, 0] = Standing.ACCOUNT_SUSPENDED
    state.writable("standing_until_day")[0, STORE, 0] = WARM_DAYS + 40
    return state


DOLLAR = [currency["code"] for currency in DOCUMENT["currencies"]].index("USD")
# Some decisions need something to decide about.
SITUATIONS: dict[str, Callable[[State], State]] = {
    "convert": with_dollars,
    "appeal": suspended,
    "represent": disputed,
}


# What follows from orders that come, go, or look different.
SALES = {
    *("CASH", "CLEARANCE", "COST_OF_SALES", "DUTY", "FEES", "GOODWILL", "IMPORT_TAX", "REBATES", "REBATE_RECEIVABLE"),
    *("RECEIVABLE", "SALES", "SHIPPING", "STOCK", "STORAGE"),
    *("cash_minor", "health_e4", "health_sums", "market_speed", "message_backlog", "payable_minor", "rebate_minor"),
    *("receivable_minor", "reply_sums", "sold_minor", "speed", "stock_units"),
    *("queue approvals", "queue parcels", "queue rebates", "queue reviews"),
    *("PROCESSING_FEES", "PROVIDER", "PROVIDER_RESERVE", "available_minor", "provider_minor", "reserve_minor"),
    *("queue reserves", "queue settlements"),
    *("exposed_minor", "month_counts", "queue grievances"),
}
# The least that a change in orders shows in, besides the money that a marketplace or a provider holds for them.
SOLD = {"SALES", "speed", "stock_units", "queue parcels"}
HELD = {"RECEIVABLE", "PROVIDER"}
CHANGES: dict[str, set[str]] = {
    "apply_subsidy": {"grant", "grant_day"},
    "buy_reviews": {"CASH", "CONDUCT", "cash_minor", "fake_reviews", "rating_count", "rating_sum"},
    "set_dark_pattern": SALES | {"pattern_level"},
    "set_data_use": SALES | {"data_level"},
    "answer_case": {"queue answers"},
    "answer_customs": {"CASH", "CLEARANCE", "cash_minor", "customs_papers", "queue parcels"},
    "appeal": {"appeal_day", "appeal_odds_e4", "appeals"},
    "buy_forward": {"forward_home_minor", "forward_minor", "queue forwards"},
    "certify": {"CASH", "COMPLIANCE", "cash_minor", "papers", "queue papers"},
    "choose_customs_mode": {
        "CASH",
        "CLEARANCE",
        "REBATES",
        "REBATE_RECEIVABLE",
        "cash_minor",
        "customs_mode",
        "queue rebates",
        "rebate_minor",
    },
    "choose_fulfilment": {"by_platform"},
    "choose_hs_code": {"CASH", "DUTY", "cash_minor", "heading", "queue parcels"},
    "choose_incoterm": {"incoterm"},
    "choose_service": SALES | {"service"},
    "choose_sku_service": SALES | {"sku_service"},
    "choose_supplier": {"supplier"},
    "collect_tax": {"collects_tax"},
    "convert": {"CASH", "EXCHANGE", "EXCHANGE_COST", "FOREIGN_CASH", "cash_minor", "foreign_minor"},
    "declare_value": {"CASH", "DUTY", "cash_minor", "declared_e2", "queue parcels"},
    "test_listing": SALES | {"test_first_day", "test_days", "test_price_minor"},
    "use_variant": {"use_variant"},
    "enrol_early_reviews": {"CASH", "PROMOTIONS", "cash_minor", "early_reviews", "enrolled", "queue reviews"},
    "enrol_sale_days": {"sale_depth_e4"},
    "insure": {"CASH", "INSURANCE", "cash_minor", "insured", "queue parcels"},
    "list_product": SALES | {"listed"},
    "localise": SALES | {"PRESENTATION", "content_level", "language_quality", "presented", "size_chart"},
    "place_purchase_order": {
        "CASH",
        "GOODS_ON_ORDER",
        "SUPPLIERS_OWED",
        "cash_minor",
        "pipeline_units",
        "queue purchases",
        "supplier_due_minor",
    },
    "register": {"CASH", "COMPLIANCE", "cash_minor", "papers", "queue papers"},
    "remove_stock": {"CASH", "LOSSES", "REMOVAL", "STOCK", "cash_minor", "stock_units"},
    "select_product": SALES | {"opened"},
    "self_declare": SALES | {"self_declared"},
    "set_ad_budget": SALES | {"ADVERTISING", "ad_budget_minor", "ad_memory_e6"},
    "offer_methods": {"offered_methods"},
    "retry_declined": {"retries"},
    "set_fraud_threshold": {"exposed_minor", "fraud_threshold"},
    "set_representment": {"contest_not_received"},
    "represent": {
        *("CASH", "DISPUTE_FEES", "PROVIDER", "SERVICE"),
        *("available_minor", "cash_minor", "hoped_minor", "provider_minor"),
        *("queue disputes", "queue rulings"),
    },
    "set_payout": {"keep_currency", "payout_every_days"},
    "set_three_d_secure": {"exposed_minor", "queue parcels", "three_d_secure"},
    "set_campaign": {"bid_minor"},
    "set_coupon": SALES | {"PROMOTIONS", "coupon_e4"},
    "set_cover": {"cover_days"},
    "set_credit": {"CASH", "CREDIT_LINE", "cash_minor", "credit_minor"},
    "set_disposition": {"disposition"},
    "set_handling_time": SALES | {"handling_days"},
    "set_inspection": {"inspection"},
    "set_placement": {"placement_days", "placement_mode"},
    "set_price": SALES | {"price_minor"},
    "set_refund_policy": {"goodwill_e4"},
    "set_return_policy": SALES | {"free_returns", "local_return_address", "early_refund"},
    "set_safety_stock": {"safety_e2"},
    "set_shipping_fee": SALES | {"free_shipping_from_minor", "shipping_fee_minor"},
    "set_staffing": {
        "CASH",
        "SERVICE",
        "agent_hours",
        "agents",
        "cash_minor",
        "health_sums",
        "message_backlog",
        "reply_sums",
    },
    "ship_inbound": {
        "CASH",
        "DUTY",
        "GOODS_IN_TRANSIT",
        "INBOUND_FREIGHT",
        "STOCK",
        "cash_minor",
        "inbound_units",
        "pipeline_units",
        "queue shipments",
        "stock_units",
    },
    "standing_policy": {"standing_late"},
    "start_deal": SALES | {"PROMOTIONS", "deal_depth_e4", "deal_first_day", "deal_last_day"},
    # no column changes, and no day has a row of them
    "set_goal": set(),
    "forecast": set(),
    "journal": set(),
}


def test_every_kind_is_tried() -> None:
    assert set(PAYLOADS) == set(CHANGES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(PAYLOADS))
def test_what_is_listed_changes_and_nothing_else(kind: str, evening: State) -> None:
    eve = SITUATIONS.get(kind, lambda state: state)(copied(evening))
    found = changed(play(eve, no_decisions()), play(eve, rows(kind, PAYLOADS[kind])))
    listed = CHANGES[kind]
    assert found <= listed
    assert (listed - found <= SALES - SOLD and found & HELD) if listed >= SALES else found == listed


@pytest.mark.parametrize("kind", sorted(PAYLOADS))
def test_no_other_store_is_touched_by_what_is_not_for_buyers_to_see(kind: str, evening: State) -> None:
    if CHANGES[kind] >= SALES:
        return
    eve = SITUATIONS.get(kind, lambda state: state)(copied(evening))
    (calm, _), (other, _) = play(eve, no_decisions()), play(eve, rows(kind, PAYLOADS[kind]))
    others = [store for store in range(WORLD.sizes.stores) if store != STORE]
    assert (calm.cash_minor[:, others] == other.cash_minor[:, others]).all()
    assert (calm.stock_units[:, others] == other.stock_units[:, others]).all()
