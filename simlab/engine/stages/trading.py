"""Shop hours: shoppers come, choose and pay; stock is allocated and parcels are made."""

from __future__ import annotations

import numpy as np

from logistics.domain import transit
from logistics.domain.postage import asked
from logistics.domain.replenishment import sales_speed
from orders.domain import allocation, baskets, choice, hours, loyalty, placement, withdrawal
from orders.domain.choice import Offer
from payments.domain import authorisation, checkout
from simlab.core import rng
from simlab.core.arrays import Floats, Ints, at_cells, short_sum, tally
from simlab.core.counts import poisson_rows
from simlab.core.rows import EitherRows, Rows, size, take
from simlab.core.states import Leg, OrderStatus, PaymentStatus
from simlab.engine.shocks import scaled
from simlab.engine.stages import grievances, provider
from simlab.engine.stages.storing import watch_demand
from simlab.engine.stages.today import Shelf, Today, order_names


def choose_listings(today: Today, shelf: Shelf, arriving: Floats) -> Rows:
    """The cells (listing x segment) that shoppers choose, worlds in order: world, listing, cell_no and the count of shoppers."""
    world = today.world
    offer = _offer(today, shelf)
    attraction = choice.attractions(world.tastes, offer)
    mean = choice.choose(world.tastes, offer, attraction, world.outside, arriving, today.rival_world)
    cell_no = world.listings.cell_no.reshape(-1, world.sizes.segments).take(offer.listing, axis=0)
    row = np.repeat(offer.world, world.sizes.segments)
    count = poisson_rows(today.luck, "orders.choice", today.day, cell_no.ravel(), mean.ravel(), row)
    chosen = np.flatnonzero(count > 0)
    return {
        "world": row[chosen],
        "listing": offer.listing[chosen // world.sizes.segments],
        "cell_no": cell_no.ravel()[chosen],
        "count": count[chosen],
    }


def _offer(today: Today, shelf: Shelf) -> Offer:
    """What is on sale."""
    state, listings, sizes = today.state, today.world.listings, today.world.sizes
    place = np.flatnonzero(shelf.live)
    world = place // sizes.listings
    listing = place - world * sizes.listings
    store, rated = listings.store[listing], choice.rating_utility(state.rating_sum, state.rating_count)
    budget = scaled(state.settings["ad_budget_minor"], today.levers["advertising_e4"][:, :, None])
    return Offer(
        world=world,
        listing=listing,
        price_minor=shelf.landed_minor.ravel()[place],
        promise_days=shelf.promise_days.ravel()[place],
        rated=at_cells(rated.reshape(state.worlds, -1), world, store * sizes.skus + listings.sku[listing]),
        ad_budget_minor=at_cells(
            budget.reshape(state.worlds, -1), world, store * sizes.fronts + listings.front[listing]
        ),
        appeal_e3=shelf.appeal_e3.ravel()[place],
    )


def place_orders(today: Today, chosen: Rows, shelf: Shelf) -> Rows:
    """Single orders, worlds in order: world, listing, slot, seq, units, whether each pays a shipping fee, and whether it was paid for."""
    world = today.world
    cell, place = placement.expand(chosen["count"])
    in_world = chosen["world"][cell]
    slot = placement.order_slot(today.day, place, chosen["cell_no"][cell])
    orders: Rows = {"world": in_world, "listing": chosen["listing"][cell], "slot": slot}
    orders["seq"] = placement.sequence(in_world, today.state.worlds)
    orders["units"] = baskets.units_wanted(world.habits.baskets, today.luck, today.day, slot, in_world)
    orders["pays_fee"] = _pays_fee(orders, shelf)
    market = world.listings.market[orders["listing"]]
    orders["method"] = authorisation.method(world.methods, today.luck, today.day, slot, in_world, market)
    rate = scaled(world.methods.auth_e6[market, orders["method"]], today.lever("authorisation_e4", in_world, market))
    orders["paid"] = authorisation.authorised(world.methods, today.luck, today.day, slot, in_world, rate)
    return orders


def _pays_fee(orders: Rows, shelf: Shelf) -> Ints:
    """1 for each order that pays a shipping fee, [n]: what the till says of the units asked for stands when fewer come."""
    if not shelf.postage.any_fee:
        return np.zeros(size(orders), dtype=np.int64)
    free_from, price, fee = (
        at_cells(amount, orders["world"], orders["listing"])
        for amount in (shelf.postage.free_from_minor, shelf.price_minor, shelf.postage.fee_minor)
    )
    return asked(free_from, orders["units"] * price) * (fee > 0)


def allocate_stock(today: Today, orders: Rows, shelf: Shelf) -> np.ndarray:
    """Which orders are served [n]; takes their units off the shelves. An order that gets fewer units than it wants keeps those it gets."""
    world, stock = today.world, today.state.stock_units
    listing_pool = (world.listings.store * world.sizes.skus + world.listings.sku) * world.sizes.warehouses
    pool = (
        orders["world"] * np.int64(stock[0].size)
        + listing_pool[orders["listing"]]
        + at_cells(shelf.warehouse, orders["world"], orders["listing"])
    )
    called_off = withdrawal.withdrawn(world.withdrawal_e6, today.luck, today.day, orders["slot"], orders["world"])
    standing = orders["paid"] & ~called_off
    paid = np.flatnonzero(standing)
    on_hand = stock.ravel()
    wanted, scarce = allocation.scarce_pools(pool[paid], orders["units"][paid], on_hand)
    served = standing.copy()
    short = paid[scarce[pool[paid]]]
    if short.size:
        word = rng.words(today.luck, "orders.arrival", today.day, orders["slot"][short], row=orders["world"][short])
        arrival = hours.arrival(world.habits.hours, world.listings.market[orders["listing"][short]], word)
        granted = allocation.first_come(pool[short], arrival, orders["units"][short], on_hand)
        served[short] = granted > 0
        orders["units"][short] = np.where(granted > 0, granted, orders["units"][short])
    today.state.stock_units = (on_hand - np.minimum(wanted, on_hand)).reshape(stock.shape)
    today.state.speed = sales_speed(today.state.speed, short_sum(wanted.reshape(stock.shape)))
    watch_demand(today, orders)
    return served


def send_parcels(today: Today, orders: Rows, served: np.ndarray, shelf: Shelf) -> Rows:
    """One parcel per served order sets out on its first leg, once its payment is approved; own sites capture the money."""
    world = today.world
    today.fees_paid = _fees_paid(today, orders, served, shelf)
    parcels = take(
        {name: orders[name] for name in ("world", "listing", "slot", "seq", "method", "screen", "units", "pays_fee")},
        np.flatnonzero(served),
    )
    fee, net = shelf.postage, shelf.net_minor + shelf.formalities.collected_minor
    parcels["price_minor"] = order_sum(parcels, shelf.price_minor, fee.fee_minor)
    parcels["net_minor"] = order_sum(parcels, net, fee.net_minor + fee.collected_minor)
    parcels["tax_minor"] = order_sum(parcels, shelf.tax_minor, fee.tax_minor)
    told = {"entry": shelf.formalities.entry, "lane": shelf.lane, "promised_day": today.day + shelf.promise_days}
    told |= {"terms": shelf.terms, "refusal_e6": shelf.refusal_e6}
    parcels |= {name: at_cells(of_listing, parcels["world"], parcels["listing"]) for name, of_listing in told.items()}
    parcels["leg"] = np.full(len(parcels["slot"]), Leg.PICK_UP)
    provider.ask_for_cash(today, parcels)
    provider.capture(today, parcels)
    grievances.expect_chargebacks(today, parcels)
    if world.checkout.told:
        market, row = world.listings.market[parcels["listing"]], parcels["world"]
        due = checkout.approval_day(
            world.checkout, today.luck, today.day, parcels["slot"], row, market, parcels["method"]
        )
        today.state.queues["approvals"].push(parcels, due)
    else:
        _set_out(today, parcels)
    return parcels


def order_sum(orders: Rows, of_unit: Ints, of_fee: Ints) -> Ints:
    """An amount per unit and one per shipping fee, both [B, L], over the orders [n]."""
    goods = np.asarray(orders["units"] * at_cells(of_unit, orders["world"], orders["listing"]))
    if not orders["pays_fee"].any():
        return goods
    return np.asarray(goods + orders["pays_fee"] * at_cells(of_fee, orders["world"], orders["listing"]))


def _set_out(today: Today, parcels: EitherRows) -> None:
    due = transit.leg_end(
        today.world.lanes, today.luck, today.day, parcels["slot"], parcels["world"], parcels["lane"], parcels["leg"]
    )
    today.state.queues["parcels"].push(parcels, due)


def approve_payments(today: Today) -> None:
    """Parcels whose payment is approved today set out; in how many instalments it comes is told with the approval."""
    parcels, world = today.state.queues["approvals"].pop(today.day), today.world
    _set_out(today, parcels)
    if today.recorded is None or not size(parcels):
        return
    plan = world.checkout.plan[world.listings.market[parcels["listing"]], parcels["method"]]
    today.record(
        "approval",
        **order_names(parcels, world),
        method=parcels["method"],
        instalments=checkout.instalments(
            world.checkout, today.luck, today.day, parcels["slot"], parcels["world"], plan, parcels["price_minor"]
        ),
    )


def units_sold(today: Today, orders: Rows, served: np.ndarray) -> Ints:
    """Served units per listing, [B, L]."""
    worlds, listings = today.state.worlds, today.world.sizes.listings
    flat = orders["world"] * np.int64(listings) + orders["listing"]
    return tally(flat[served], worlds * listings, orders["units"][served]).reshape(worlds, listings)


def parcels_sent(today: Today, orders: Rows, served: np.ndarray, units: Ints) -> Ints:
    """Served orders per listing, [B, L]; `units` are the units sold."""
    if today.world.habits.baskets.single:
        return units
    worlds, listings = units.shape
    flat = orders["world"] * np.int64(listings) + orders["listing"]
    return tally(flat[served], worlds * listings).reshape(worlds, listings)


def _fees_paid(today: Today, orders: Rows, served: np.ndarray, shelf: Shelf) -> Ints | int:
    """Served orders per listing that pay a shipping fee, [B, L]; 0 where nobody charges one."""
    if not shelf.postage.any_fee:
        return 0
    flat = orders["world"] * np.int64(today.world.sizes.listings) + orders["listing"]
    paid = tally(flat[served], shelf.price_minor.size, orders["pays_fee"][served])
    return paid.reshape(shelf.price_minor.shape)


def record_orders(today: Today, orders: Rows, served: np.ndarray, shelf: Shelf) -> None:
    """Rows of the recorded stores' orders, their payments and their parcels."""
    if today.recorded is None:
        return
    store = today.world.listings.store[orders["listing"]]
    _count_orders(today, orders, served, store)
    kept = np.flatnonzero(today.recorded[store])
    orders, served, store = take(orders, kept), served[kept], store[kept]
    names = {"world": orders["world"], "store": store, "seq": orders["seq"]}
    sold = {
        "sku": today.world.listings.sku[orders["listing"]],
        "market": today.world.listings.market[orders["listing"]],
        "price_minor": order_sum(orders, shelf.price_minor, shelf.postage.fee_minor),
        "lane": shelf.lane[orders["world"], orders["listing"]],
    }
    sold["promised_day"] = today.day + shelf.promise_days[orders["world"], orders["listing"]]
    _record_placed(today, orders, served, names, sold, shelf)
    _record_payments(today, orders, names, sold)
    _record_parcels(today, orders, np.flatnonzero(served), names, sold, shelf)


def _count_orders(today: Today, orders: Rows, served: np.ndarray, store: Ints) -> None:
    """The day's sums of orders, for every store."""
    paid = orders["paid"]
    chosen = {"orders": np.ones_like(paid), "declined": ~paid, "cancelled": paid & ~served}
    for name, which in chosen.items():
        today.count(name, orders["world"][which], store[which])
    today.count("units", orders["world"][served], store[served], orders["units"][served])


def _record_placed(today: Today, orders: Rows, served: np.ndarray, names: Rows, sold: Rows, shelf: Shelf) -> None:
    habits, draw = today.world.habits, (today.day, orders["slot"])
    arrival = rng.words(today.luck, "orders.arrival", *draw, row=orders["world"])
    buyer = rng.words(today.luck, "orders.buyer", *draw, row=orders["world"])
    unpaid = np.where(orders["paid"], OrderStatus.CANCELLED, OrderStatus.DECLINED)
    today.record(
        "order",
        **names,
        **{name: sold[name] for name in ("sku", "market", "price_minor", "promised_day")},
        units=orders["units"],
        method=orders["method"],
        minute=hours.minute(habits.hours, sold["market"], arrival),
        tax_minor=order_sum(orders, shelf.tax_minor, shelf.postage.tax_minor),
        status=np.where(served, OrderStatus.AUTHORISED, unpaid),
        buyer_no=loyalty.buyer_no(habits.loyalty, buyer),
    )


def _record_payments(today: Today, orders: Rows, names: Rows, sold: Rows) -> None:
    paid, methods = orders["paid"], today.world.methods
    issuers = authorisation.decline_code(methods, today.luck, today.day, orders["slot"], orders["world"])
    declined = np.where(orders["reason"] > 0, orders["reason"], issuers)
    today.record(
        "payment",
        **names,
        order_day=today.day,
        method=orders["method"],
        amount_minor=sold["price_minor"],
        status=np.where(paid, PaymentStatus.AUTHORISED, PaymentStatus.DECLINED),
        decline_code=np.where(paid, 0, declined),
        currency=today.world.trade.currency[sold["market"]],
    )


def _record_parcels(today: Today, orders: Rows, sent: Ints, names: Rows, sold: Rows, shelf: Shelf) -> None:
    place = (orders["world"][sent], orders["listing"][sent])
    units = orders["units"][sent]
    today.record(
        "parcel",
        **take({**names, "promised_day": sold["promised_day"], "market": sold["market"]}, sent),
        order_day=today.day,
        warehouse=shelf.warehouse[place],
        service=sold["lane"][sent] % today.world.sizes.services,
        weight_g=units * today.world.goods.weight_g[sold["sku"][sent]],
        shipping_minor=units * shelf.shipping_minor[place] - (units - 1) * shelf.together_minor[place],
        duty_minor=units * shelf.duty_minor[place]
        - (units - 1) * shelf.formalities.duty_together_minor[place]
        + orders["duty_beyond_minor"][sent],
    )
