"""Shop hours: shoppers come, choose and pay; stock is allocated and parcels are made."""

from __future__ import annotations

import numpy as np

from logistics.domain import transit
from logistics.domain.replenishment import sales_speed
from orders.domain import allocation, choice, demand, placement
from orders.domain.choice import Offer
from payments.domain import authorisation
from simlab.core import rng
from simlab.core.arrays import Ints, tally
from simlab.core.counts import poisson
from simlab.core.rows import Rows, take
from simlab.core.states import Leg, OrderStatus, PaymentStatus
from simlab.engine.stages.today import Shelf, Today

_MINUTES = 1440
_BUYER_POOL = 20_000  # people per market who may come back


def choose_listings(today: Today, shelf: Shelf) -> Ints:
    """How many shoppers of each segment take each listing, [B, L, G]."""
    world, state = today.world, today.state
    listings = world.listings
    state.mood_e6 = demand.next_mood(world.demand, state.mood_e6, today.luck, today.day)
    arriving = demand.shoppers(world.demand, state.mood_e6, today.luck, today.day)
    offer = Offer(
        price_minor=state.settings["price_minor"],
        promise_days=world.lanes.promise_days[shelf.lane],
        rating_sum=state.rating_sum[:, listings.store, listings.sku],
        rating_count=state.rating_count[:, listings.store, listings.sku],
        ad_budget_minor=state.settings["ad_budget_minor"][:, listings.store, listings.market],
        live=shelf.live,
    )
    attraction = choice.attractions(world.tastes, offer)
    mean = choice.choose(world.tastes, attraction, world.outside, arriving, today.rival_world)
    return poisson(today.luck, "orders.choice", today.day, listings.cell_no, mean.reshape(state.worlds, -1))


def place_orders(today: Today, counts: Ints) -> Rows:
    """Single orders, worlds in order: world, listing, slot, seq, and whether each was paid for."""
    world = today.world
    cell, place = placement.expand(counts)
    flat_listing = cell // world.sizes.segments
    in_world = flat_listing // world.sizes.listings
    slot = placement.order_slot(today.day, place, world.listings.cell_no[cell - in_world * counts.shape[1]])
    orders: Rows = {"world": in_world, "listing": flat_listing - in_world * world.sizes.listings, "slot": slot}
    orders["seq"] = placement.sequence(in_world, today.state.worlds)
    market = world.listings.market[orders["listing"]]
    orders["method"] = authorisation.method(world.methods, today.luck, today.day, slot, in_world, market)
    rate = world.methods.auth_e6[market, orders["method"]]
    orders["paid"] = authorisation.authorised(world.methods, today.luck, today.day, slot, in_world, rate)
    return orders


def allocate_stock(today: Today, orders: Rows, shelf: Shelf) -> np.ndarray:
    """Which orders get their unit [n]; takes the units off the shelves."""
    world, stock = today.world, today.state.stock_units
    listing_pool = (world.listings.store * world.sizes.skus + world.listings.sku) * world.sizes.warehouses
    pool = (
        orders["world"] * np.int64(stock[0].size)
        + listing_pool[orders["listing"]]
        + shelf.warehouse[orders["world"], orders["listing"]]
    )
    paid = np.flatnonzero(orders["paid"])
    on_hand = stock.ravel()
    wanted, scarce = allocation.scarce_pools(pool[paid], on_hand)
    served = orders["paid"].copy()
    short = paid[scarce[pool[paid]]]
    if short.size:
        arrival = rng.words(today.luck, "orders.arrival", today.day, orders["slot"][short], row=orders["world"][short])
        served[short] = allocation.first_come(pool[short], arrival, on_hand)
    today.state.stock_units = (on_hand - np.minimum(wanted, on_hand)).reshape(stock.shape)
    today.state.speed = sales_speed(today.state.speed, wanted.reshape(stock.shape).sum(axis=-1))
    return served


def send_parcels(today: Today, orders: Rows, served: np.ndarray, shelf: Shelf) -> Rows:
    """One parcel per served order sets out on its first leg."""
    world = today.world
    parcels = take({name: orders[name] for name in ("world", "listing", "slot", "seq")}, np.flatnonzero(served))
    place = (parcels["world"], parcels["listing"])
    parcels["price_minor"] = today.state.settings["price_minor"][place]
    parcels["net_minor"] = shelf.net_minor[place]
    parcels["lane"] = shelf.lane[place]
    parcels["promised_day"] = today.day + world.lanes.promise_days[parcels["lane"]]
    parcels["leg"] = np.full(len(parcels["slot"]), Leg.PICK_UP)
    due = transit.leg_end(
        world.lanes, today.luck, today.day, parcels["slot"], parcels["world"], parcels["lane"], parcels["leg"]
    )
    today.state.queues["parcels"].push(parcels, due)
    return parcels


def count_trade(today: Today, orders: Rows, served: np.ndarray, shelf: Shelf) -> Ints:
    """The day's sums of orders per store; returns the served units per listing, [B, L]."""
    worlds, listings = today.state.worlds, today.world.sizes.listings
    flat = orders["world"] * np.int64(listings) + orders["listing"]

    def per_listing(chosen: np.ndarray) -> Ints:
        return tally(flat[chosen], worlds * listings).reshape(worlds, listings)

    units = per_listing(served)
    paid = today.by_store(per_listing(orders["paid"]))
    today.sums["units"] = today.by_store(units)
    today.sums["cancelled"] = paid - today.sums["units"]
    today.sums["orders"] = today.by_store(tally(flat, worlds * listings).reshape(worlds, listings))
    today.sums["declined"] = today.sums["orders"] - paid
    return units


def record_orders(today: Today, orders: Rows, served: np.ndarray, shelf: Shelf) -> None:
    """Rows of the orders, their payments and their parcels."""
    if today.recorded is None:
        return
    world = today.world
    kept = np.flatnonzero(today.recorded[world.listings.store[orders["listing"]]])
    orders, served = take(orders, kept), served[kept]
    listing, place, slot, in_world = (
        orders["listing"],
        (orders["world"], orders["listing"]),
        orders["slot"],
        orders["world"],
    )
    market, sku = world.listings.market[listing], world.listings.sku[listing]
    lane = shelf.lane[place]
    names: dict[str, np.ndarray] = {"world": in_world, "store": world.listings.store[listing], "seq": orders["seq"]}
    price, paid = today.state.settings["price_minor"][place], orders["paid"]
    promised = today.day + world.lanes.promise_days[lane]
    status = np.where(served, OrderStatus.AUTHORISED, np.where(paid, OrderStatus.CANCELLED, OrderStatus.DECLINED))
    minute = (rng.words(today.luck, "orders.arrival", today.day, slot, row=in_world) >> np.uint64(40)).astype(
        np.int64
    ) * _MINUTES >> 24
    buyer = (rng.words(today.luck, "orders.buyer", today.day, slot, row=in_world) >> np.uint64(40)).astype(
        np.int64
    ) * _BUYER_POOL >> 24
    terms = {
        "sku": sku,
        "market": market,
        "method": orders["method"],
        "price_minor": price,
        "tax_minor": shelf.tax_minor[place],
    }
    today.record(
        "order", **names, **terms, units=1, minute=minute, status=status, promised_day=promised, buyer_no=buyer
    )
    code = np.where(paid, 0, authorisation.decline_code(world.methods, today.luck, today.day, slot, in_world))
    outcome = np.where(paid, PaymentStatus.AUTHORISED, PaymentStatus.DECLINED)
    currency = world.trade.currency[market]
    today.record(
        "payment",
        **names,
        order_day=today.day,
        method=orders["method"],
        amount_minor=price,
        status=outcome,
        decline_code=code,
        currency=currency,
    )
    sent = np.flatnonzero(served)
    columns = {
        "warehouse": shelf.warehouse[place],
        "service": lane % world.sizes.services,
        "weight_g": world.goods.weight_g[sku],
        "market": market,
    }
    costs = {
        "shipping_minor": shelf.shipping_minor[place],
        "duty_minor": shelf.duty_minor[place],
        "promised_day": promised,
    }
    today.record("parcel", order_day=today.day, **take({**names, **columns, **costs}, sent))
