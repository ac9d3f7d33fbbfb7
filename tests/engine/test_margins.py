"""What a sale leaves, against the day that sells it."""

from __future__ import annotations

import numpy as np

from simlab.core.money import convert
from simlab.core.rng import Luck
from simlab.engine.margins import listing_margins
from simlab.engine.state import opening_state, to_bytes
from simlab.engine.world import compile_world
from tests.advertising import CVR_E4, advertised
from tests.engine.playing import play


def test_the_margin_is_what_the_days_sales_leave() -> None:
    world = compile_world(advertised())
    state = opening_state(world, 1)
    before = to_bytes(state)
    margins = listing_margins(world, state, 0, Luck.of_seeds([1]))
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
    margins = listing_margins(world, opening_state(world, 1), 0, Luck.of_seeds([1]))
    assert (margins.margin_minor > 0).any()
    expected = np.maximum(margins.margin_minor, 0) * CVR_E4 // 10_000
    assert np.array_equal(margins.break_even_bid_minor, expected)
    assert np.array_equal(
        margins.break_even_acos_e4, np.maximum(margins.margin_minor, 0) * 10_000 // margins.price_minor
    )
