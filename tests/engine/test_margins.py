"""What a sale leaves, against the day that sells it."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.money import convert
from simlab.core.rng import Luck
from simlab.core.settings import Kind, no_decisions
from simlab.engine.margins import Eve, landed_cost, listing_margins
from simlab.engine.state import opening_state, to_bytes
from simlab.engine.world import World, compile_world
from tests.advertising import CVR_E4, advertised
from tests.engine.first_store import rows_of
from tests.engine.playing import play
from tests.logistics.borders import document, world
from tests.supplies import CHEAP, USUAL, supply


def test_the_margin_is_what_the_days_sales_leave() -> None:
    world = compile_world(advertised())
    state = opening_state(world, 1)
    before = to_bytes(state)
    margins = listing_margins(Eve(world, state, 0, Luck.of_seeds([1]), no_decisions()))
    assert to_bytes(state) == before
    orders = play(world, 1).events[0].tables
    (parcel,) = (orders["parcel"],)
    order = orders["order"]
    row = int(np.flatnonzero(order["seq"] == parcel["seq"][0])[0])
    store, market, sku = (int(order[name][row]) for name in ("store", "market", "sku"))
    listing = world.listings.number[store, market, sku]
    price, tax = order["price_minor"][row], order["tax_minor"][row]
    fee = (price * world.goods.referral_e4[sku] + 5_000) // 10_000
    net = convert(np.array(price - tax - fee), state.rate_e8[0, world.trade.currency[market]])
    left = net - world.suppliers.unit_cost_minor[sku] - parcel["shipping_minor"][0] - parcel["duty_minor"][0]
    # rates moved on the first morning
    assert abs(margins.margin_minor[0, listing] - left) < 0.02 * margins.price_minor[0, listing]


def test_the_dearest_click_is_conversion_times_margin() -> None:
    world = compile_world(advertised())
    margins = listing_margins(Eve(world, opening_state(world, 1), 0, Luck.of_seeds([1]), no_decisions()))
    assert (margins.margin_minor > 0).any()
    expected = np.maximum(margins.margin_minor, 0) * CVR_E4 // 10_000
    assert np.array_equal(margins.break_even_bid_minor, expected)
    assert np.array_equal(
        margins.break_even_acos_e4, np.maximum(margins.margin_minor, 0) * 10_000 // margins.price_minor
    )


def eve(decisions: np.ndarray | None = None) -> Eve:
    """The first evening of first-store with customs."""
    found = world("2026-09-14")
    rows = no_decisions() if decisions is None else decisions
    return Eve(found, opening_state(found, 1), 0, Luck.of_seeds([1]), rows)


LAYERS = tuple(document("2026-09-14")["customs"]["layers"])


def test_parts_and_margin_add_up_and_duty_is_told_by_layer() -> None:
    told = landed_cost(eve(), LAYERS, 0, 0)
    assert sum(told.parts.values()) + told.margin_minor == told.price_minor
    assert {"goods", "shipping", "duty_mfn", "duty_section_301_china", "marketplace_fee"} <= set(told.parts)
    assert told.at_door_minor == 0
    margins = listing_margins(eve())
    assert told.margin_minor == margins.margin_minor[0, 0]


def test_another_price_is_asked_about_without_being_set() -> None:
    before = eve()
    frozen = to_bytes(before.state)
    dear = landed_cost(before, LAYERS, 0, 0, 5_000)
    assert dear.buyer_pays_minor == 5_000
    assert dear.margin_minor > landed_cost(before, LAYERS, 0, 0, 3_000).margin_minor
    assert to_bytes(before.state) == frozen


def test_what_is_decided_for_the_day_to_come_counts() -> None:
    at_door = landed_cost(eve(rows_of(Kind.CHOOSE_INCOTERM, 0, (0, 0, 1))), LAYERS, 0, 0)
    assert at_door.at_door_minor > 0
    assert not any(code.startswith("duty") for code in at_door.parts)


def test_goods_cost_what_the_supplier_that_stands_takes_for_a_lot() -> None:
    """The other supplier takes 80% of the usual price, and 5% less from 50 units on, which is its minimum."""
    base = CHEAP | {"moq_units": 50}
    plain, brittle = (
        compile_world(advertised(supply=supply(suppliers=[USUAL, terms])))
        for terms in (
            base | {"price_breaks": []},
            base | {"price_breaks": [{"units": 50, "discount_e4": 500}]},
        )
    )
    chosen = rows_of(Kind.CHOOSE_SUPPLIER, 0, (0, 0, 1))
    usual = int(plain.suppliers.unit_cost_minor[0])

    def goods(world: World, decisions: np.ndarray) -> int:
        told = Eve(world, opening_state(world, 1), 0, Luck.of_seeds([1]), decisions)
        return landed_cost(told, (), 0, int(world.listings.number[0, 0, 0])).parts["goods"]

    assert goods(plain, no_decisions()) == usual
    assert goods(plain, chosen) == pytest.approx(usual * 0.8, abs=1)
    assert goods(brittle, chosen) == pytest.approx(usual * 0.8 * 0.95, abs=1)
