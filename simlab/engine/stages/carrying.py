"""Carriers at work: which lane a listing goes by, what it costs today, on which terms it is sold, who waits for room."""

from __future__ import annotations

import numpy as np

from logistics.domain import carriage, transit
from logistics.domain.postage import Postage, asked
from logistics.domain.returns import Terms
from orders.domain.placement import order_day
from payments.domain.fees import split_sale
from simlab.core import rng
from simlab.core.arrays import Ints, each_at, looked_up
from simlab.core.money import convert
from simlab.core.rows import Records, size, take
from simlab.core.states import Leg
from simlab.engine.shocks import scaled
from simlab.engine.stages.today import Today


def service_taken(today: Today, warehouse: Ints) -> Ints:
    """The service each listing goes by, [B, L]: of its product, else of its market; NO_SERVICE where nobody takes the goods."""
    world, settings = today.world, today.state.settings
    listings, sizes = world.listings, world.sizes
    of_sku, chosen = settings["sku_service"], each_at(settings["service"], listings.store, listings.market)
    if (of_sku >= 0).any():
        chosen = np.where(of_sku >= 0, of_sku, chosen)
    pair = warehouse * sizes.markets + listings.market
    return carriage.service_taken(world.parcels.carriage, pair, chosen, listings.sku, sizes.services)


def shipping_minor(today: Today, lane: Ints) -> tuple[Ints, Ints]:
    """What the carrier charges for one unit of each listing: price list, fuel and the day's peak surcharge; and what a second unit in a
    parcel saves against a parcel of its own. [B, L] home money.
    """
    world = today.world
    rate = today.state.rate_e8[:, world.trade.dollar, None, None]
    # every lane and SKU once, then one look-up per listing
    freight, peak = _tariff_minor(today, 1)
    listed = freight[None]
    if today.levers["freight_e4"].size > 1:
        listed = scaled(listed, today.levers["freight_e4"][:, :, None])
    charged = convert(listed, rate) + peak
    place = lane * world.sizes.skus + world.listings.sku
    if world.habits.baskets.single:
        return looked_up(charged, place), np.zeros_like(lane)
    both, both_peak = _tariff_minor(today, 2)
    saved = convert(2 * freight - both, rate) + 2 * peak - both_peak
    return looked_up(charged, place), looked_up(saved, place)


def _tariff_minor(today: Today, units: int) -> tuple[Ints, Ints]:
    """A parcel of so many units on every lane, [lanes, K]: freight in dollar cents, peak surcharge in home money."""
    world = today.world
    every = np.arange(len(world.lanes.loss_e6))[:, None]
    goods = (world.lanes, every, units * world.goods.weight_g, units * world.goods.volume_mm3)
    peak = carriage.peak_minor(world.parcels.carriage, today.day, transit.billed_g(*goods))
    return transit.freight_minor(*goods), peak


def promise_days(today: Today, lane: Ints) -> Ints:
    """What the buyer is told, [B, L]: the lane's promise with the handling time that the store states in place of the real one."""
    world = today.world
    stated = each_at(today.state.settings["handling_days"], world.listings.store, 0)
    return np.asarray(np.maximum(world.lanes.promise_days[lane] + stated - world.parcels.handling_days, 1))


def postage(today: Today, price_minor: Ints, referral_e4: Ints) -> Postage:
    """The fronts' shipping fees as orders of each listing meet them; a fee is taxed and bears the referral fee as the goods do."""
    listings, settings, trade = today.world.listings, today.state.settings, today.world.trade
    if not settings["shipping_fee_minor"].any():
        return Postage.none(price_minor)
    fee, free_from = (
        each_at(settings[name], listings.store, listings.front)
        for name in ("shipping_fee_minor", "free_shipping_from_minor")
    )
    tax_e4, included = trade.tax_e4[today.day, listings.market], trade.tax_included[listings.market]
    split = split_sale(fee, tax_e4, included, referral_e4)
    return Postage(fee, free_from, split.tax_minor, split.net_minor, np.zeros_like(fee))


def terms_of_sale(today: Today) -> Ints:
    """The terms on which each listing is sold today, [B, L]: insured, free returns, return address, when the money goes back."""
    world, settings = today.world, today.state.settings
    place = world.listings.store, world.listings.market
    terms = each_at(
        settings["insured"] * int(Terms.INSURED)
        + settings["free_returns"] * int(Terms.FREE_RETURNS)
        + settings["local_return_address"] * int(Terms.LOCAL_ADDRESS)
        + settings["early_refund"] * int(Terms.EARLY_REFUND),
        *place,
    )
    if settings["keep_below_minor"].any():
        rate = each_at(today.state.rate_e8, world.trade.currency[world.listings.market])
        cheap = convert(settings["price_minor"], rate) <= each_at(settings["keep_below_minor"], *place)
        terms = terms + cheap * int(Terms.KEEP_GOODS)
    return np.asarray(terms)


def terms_appeal_e3(today: Today, terms: Ints, charged: Postage, price_minor: Ints) -> Ints:
    """What shoppers feel about the terms, [B, L]; free shipping counts where the store charges a fee for other goods."""
    policy = today.world.parcels.policy
    free = (charged.fee_minor > 0) & (asked(charged.free_from_minor, price_minor) == 0)
    return np.asarray(policy.appeal_e3[terms] + policy.free_shipping_appeal_e3 * free)


def wait_for_room(today: Today, parcels: Records) -> Records:
    """The parcels that move today; those for which a carrier has no room ask again tomorrow.

    A lane takes so many parcels a day of all stores of a world: the earliest orders first, then by draw.
    """
    room = today.world.parcels.carriage.room
    bounded = room < carriage.BOUNDLESS
    if not bounded.any():
        return parcels
    asking = np.flatnonzero((parcels["leg"] == Leg.PICK_UP) & bounded[parcels["lane"]])
    if not asking.size:
        return parcels
    crowded = carriage.crowded_lanes(parcels["lane"][asking], parcels["world"][asking], today.state.worlds, room)
    asking = asking[crowded[parcels["lane"][asking]]]
    some = take(parcels, asking)
    line = carriage.Queueing(
        world=some["world"],
        store=today.world.listings.store[some["listing"]],
        lane=some["lane"],
        order_day=order_day(some["slot"]),
        draw=rng.words(today.luck, "logistics.carrier_room", today.day, some["slot"], row=some["world"]),
        rival_world=today.seen_world(),
    )
    place = carriage.place_in_line(line, len(room), today.world.sizes.stores)
    left = asking[place >= room[some["lane"]]]
    moves = np.ones(size(parcels), dtype=bool)
    moves[left] = False
    today.state.queues["parcels"].push(parcels, today.day + 1, left)
    return take(parcels, moves)
