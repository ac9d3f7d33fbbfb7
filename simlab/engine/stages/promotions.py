"""Promotions in the day: reduced prices and badges before the shop opens, fees and coupons after it closes."""

from __future__ import annotations

import numpy as np

from orders.domain import promotions
from simlab.core import rng
from simlab.core.arrays import Ints, at_cells, each_at, tally
from simlab.core.money import convert, share
from simlab.core.rows import Rows
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.listing_tests import show_variants, tested_prices
from simlab.engine.stages.today import Shelf, Today


def asked_prices(today: Today) -> Ints:
    """What each listing costs today, [B, L]: its price, less a deal or a sale day."""
    settings = today.state.settings
    if not today.world.marketing.auctioned:
        return settings["price_minor"]
    price, sale = tested_prices(today, settings["price_minor"]), _sale_depth(today)
    if not (sale.any() or settings["deal_depth_e4"].any()):
        return price
    return promotions.reduced_minor(price, _on_deal(today) * settings["deal_depth_e4"], sale)


def _on_deal(today: Today) -> np.ndarray:
    settings = today.state.settings
    return promotions.on_deal(
        settings["deal_depth_e4"], settings["deal_first_day"], settings["deal_last_day"], today.day
    )


def _sale_depth(today: Today) -> Ints:
    """Reduction of the listings whose front has a sale today and is enrolled in it, [B, L]; [1, 1] where nobody has."""
    listings = today.world.listings
    depth = today.state.settings["sale_depth_e4"] * today.world.marketing.promotions.sale_day[today.day]
    return each_at(depth, listings.store, listings.front) if depth.any() else np.zeros((1, 1), dtype=np.int64)


def promote(today: Today, shelf: Shelf) -> None:
    """Coupons lower what shoppers expect to pay, whatever is reduced wears a badge, and tested listings show their variants."""
    if not today.world.marketing.auctioned:
        return
    show_variants(today, shelf)
    terms, coupon, sale = today.world.marketing.promotions, today.state.settings["coupon_e4"], _sale_depth(today)
    if not (coupon.any() or sale.any() or today.state.settings["deal_depth_e4"].any()):
        return
    shelf.landed_minor = shelf.landed_minor - promotions.coupon_relief_minor(terms, shelf.price_minor, coupon)
    shelf.appeal_e3 = shelf.appeal_e3 + promotions.badge_appeal_e3(terms, coupon, _on_deal(today), sale > 0)


def pay_promotions(today: Today, shelf: Shelf, orders: Rows, served: np.ndarray) -> None:
    """Coupons that were clipped, deals that ran, SKUs enrolled for early reviews; all from cash."""
    if not today.world.marketing.auctioned:
        return
    terms = today.world.marketing.promotions
    cost = _redeem(today, shelf, orders, served) + _enrol(today)
    if today.state.settings["deal_depth_e4"].any():
        cost = cost + today.by_store((_on_deal(today) & shelf.live).astype(np.int64)) * terms.deal_fee_minor
    today.spend(Cause.PROMOTION, Account.PROMOTIONS, cost)


def _redeem(today: Today, shelf: Shelf, orders: Rows, served: np.ndarray) -> Ints:
    """What clipped coupons cost each store, [B, S]."""
    world, terms, coupon = today.world, today.world.marketing.promotions, today.state.settings["coupon_e4"]
    offered = np.flatnonzero(served & (at_cells(coupon, orders["world"], orders["listing"]) > 0))
    if not offered.size:
        return np.zeros(today.per_store, dtype=np.int64)
    row, listing = orders["world"][offered], orders["listing"][offered]
    drawn = rng.chance_e6(today.luck, "marketing.coupon", today.day, orders["slot"][offered], row=row)
    clipped = (drawn < terms.coupon_redeemed_e4 * 100).astype(np.int64)
    rate = today.state.rate_e8[row, world.trade.currency[world.listings.market[listing]]]
    goods = orders["units"][offered] * shelf.price_minor[row, listing]
    off = convert(share(goods, coupon[row, listing], 10_000), rate) + terms.coupon_fee_minor
    if today.recorded is not None:
        _record_coupons(today, row, listing, clipped, off * clipped)
    return today.per_store_sum(row, world.listings.store[listing], off * clipped)


def _record_coupons(today: Today, row: Ints, listing_of: Ints, clipped: Ints, cost: Ints) -> None:
    """The day's sums of every listing with a coupon; its orders, coupons redeemed and their cost are told order by order, [n]."""
    listings, shape = today.world.listings, (today.state.worlds, today.world.sizes.listings)
    cell = row * np.int64(shape[1]) + listing_of
    sold, redeemed, cost_minor = (
        tally(cell, shape[0] * shape[1], part).reshape(shape) for part in (None, clipped, cost)
    )
    world, listing = np.nonzero(sold)
    today.record(
        "coupon_day",
        world=world,
        store=listings.store[listing],
        market=listings.market[listing],
        channel=listings.channel[listing],
        sku=listings.sku[listing],
        orders=sold[world, listing],
        redeemed=redeemed[world, listing],
        cost_minor=cost_minor[world, listing],
    )


def _enrol(today: Today) -> Ints:
    """Fees of SKUs that join the early-review programme today, [B, S]; each joins once."""
    state, terms = today.state, today.world.marketing.promotions
    joins = (state.settings["early_reviews"] > 0) & (state.enrolled == 0) & (state.rating_count < terms.review_until)
    state.enrolled = state.enrolled + joins
    return np.asarray(joins.sum(axis=-1) * terms.review_fee_minor)


def review_rate_e6(today: Today) -> Ints:
    """Share of the buyers of each store's SKU who review, [B, S, K]."""
    rate, state = today.world.reviews.rate_e6, today.state
    if not today.world.marketing.auctioned:
        return np.full_like(state.rating_count, rate)
    return promotions.review_rate_e6(today.world.marketing.promotions, rate, state.enrolled, state.rating_count)
