"""How shops are found: listings take their places on the results pages, campaigns bid for the sponsored slots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orders.domain import auction, retargeting, visibility
from orders.domain.auction import Campaigns, Delivery
from orders.domain.health import FULL_E4
from orders.domain.visibility import Standing
from simlab.core import rng
from simlab.core.arrays import Floats, Ints, each_at, tally
from simlab.core.counts import poisson
from simlab.core.rows import Rows
from simlab.engine.stages.listing_tests import record_tests
from simlab.engine.stages.today import Shelf, Today

_MILLION = 1_000_000
_NOWHERE = 1 << 20  # a place behind the last page; recorded as 0


@dataclass(frozen=True)
class Advertised:
    """The day's campaigns, [B, sets, S]: what was delivered, clicks that happened, those of returning visitors among them, those
    bought with personal data, what they cost, the share of orders they count for; the place of each listing on its page [B, L], and
    the mean shoppers of the set [B, sets].
    """

    delivery: Delivery
    clicks: Ints
    followed: Ints
    personal: Ints
    spend_minor: Ints
    sold_share_e6: Ints
    position: Ints
    shoppers: Floats


def find_shops(today: Today, shelf: Shelf, arriving: Floats) -> Advertised | None:
    """Rank the pages and run the auctions; both add to the appeal of the listings. None in a scenario without this section.

    arriving: mean shoppers, [B, sets, G].
    """
    if not today.world.marketing.auctioned:
        return None
    quality = _quality_e3(today, shelf)
    position = _rank(today, shelf, quality)
    return _advertise(today, shelf, arriving, quality, position)


def _quality_e3(today: Today, shelf: Shelf) -> Ints:
    world, state = today.world, today.state
    store, sku = world.listings.store, world.listings.sku
    rated = visibility.rating_e3(world.marketing.visibility, state.rating_sum, state.rating_count)
    appeal = np.rint(1e3 * world.tastes.appeal).astype(np.int64)
    return np.asarray(appeal + shelf.appeal_e3 + each_at(rated, store, sku))


def _rank(today: Today, shelf: Shelf, quality_e3: Ints) -> Ints:
    """Organic place of each listing, [B, L]; a better place adds to its appeal on a marketplace."""
    world, state = today.world, today.state
    terms, listings = world.marketing, world.listings
    standing = Standing(
        quality_e3=quality_e3,
        landed_minor=shelf.landed_minor,
        velocity_e3=each_at(visibility.velocity_e3(terms.visibility, state.speed), listings.store, listings.sku),
        health_e4=_health_e4(today),
    )
    score = visibility.page_score_e3(terms.visibility, standing, world.tastes.reference_minor)
    position = visibility.positions(terms.page, score, shelf.live, today.rival_world)
    shelf.appeal_e3 = shelf.appeal_e3 + terms.on_page * visibility.position_utility_e3(
        terms.visibility, terms.page, position
    )
    return position


def _health_e4(today: Today) -> Ints:
    """Health of the account that sells each listing, [B, L]; whole where no account is judged."""
    listings, account = today.world.listings, today.world.health.account_of_listing
    if not today.world.health.accounts:
        return np.full((today.state.worlds, len(account)), FULL_E4)
    return np.where(account >= 0, each_at(today.state.health_e4, listings.store, np.maximum(account, 0)), FULL_E4)


def _advertise(today: Today, shelf: Shelf, per_segment: Floats, quality_e3: Ints, position: Ints) -> Advertised:
    world, state = today.world, today.state
    terms = world.marketing.auction
    campaigns = _campaigns(today, shelf, quality_e3, per_segment)
    rivals = auction.rival_keys(terms, auction.effective_score(terms, campaigns), today.rival_world)
    delivery = auction.deliver(terms, campaigns, rivals)
    clicks = _drawn(today, "marketing.clicks", delivery.clicks)
    spend = auction.spend_minor(delivery, clicks, campaigns.budget_minor)
    followed, cost = _follow(today, campaigns, campaigns.budget_minor - spend, per_segment.sum(axis=2))
    personal = followed + clicks * (_by_set(state.settings["focus"]) > 0) * world.marketing.own_site[:, None]
    state.privacy_exposure = state.privacy_exposure + personal.sum(axis=1)
    effective = clicks + followed * world.marketing.retargeting.worth_e4 // 10_000
    strength_e4 = today.levers["advertising_e4"].reshape(-1, 1, 1)
    seen_e6 = auction.exposure_e6(effective, per_segment.sum(axis=2)) * strength_e4 // 10_000
    memory_e6 = _by_set(state.ad_memory_e6)
    exposure = auction.effective_exposure(terms, seen_e6, memory_e6)
    state.ad_memory_e6 = _by_set(auction.remembered_e6(terms, memory_e6, seen_e6))
    appeal = auction.ad_appeal_e3(terms, exposure).reshape(state.worlds, -1)
    shelf.appeal_e3 = shelf.appeal_e3 + each_at(appeal, world.tastes.group_of_listing)
    return Advertised(
        delivery=delivery,
        clicks=clicks + followed,
        followed=followed,
        personal=personal,
        spend_minor=spend + cost,
        shoppers=per_segment.sum(axis=2),
        sold_share_e6=auction.sold_share_e6(terms, seen_e6, exposure),
        position=position,
    )


def _follow(today: Today, campaigns: Campaigns, left_minor: Ints, shoppers: Floats) -> tuple[Ints, Ints]:
    """Clicks of people who came to the own site and left, and their cost, from what the auctions left of the budget; [B, sets, S]."""
    terms, state = today.world.marketing.retargeting, today.state
    wanted = _by_set(state.settings["retarget"]) * today.world.marketing.own_site[:, None]
    if not wanted.any():
        return np.zeros_like(left_minor), np.zeros_like(left_minor)
    mean = retargeting.returning(terms, _by_set(state.ad_memory_e6), shoppers) * wanted * (campaigns.views > 0)
    price = np.broadcast_to(today.world.marketing.auction.cpc_minor[:, None] * terms.price_e4 // 10_000, mean.shape)
    followed = retargeting.bought(_drawn(today, "marketing.retargeting", mean), price, left_minor)
    return followed, followed * price


def _by_set(per_store: Ints) -> Ints:
    """[B, S, sets] as [B, sets, S], or back."""
    return np.ascontiguousarray(per_store.swapaxes(1, 2))


def _best(today: Today, per_listing: Ints, choose: np.ufunc) -> Ints:
    """The best of a store's listings in each set, [B, sets, S]."""
    found = choose.reduceat(per_listing, today.world.tastes.group_start, axis=1)
    return np.asarray(found.reshape(today.state.worlds, today.world.sizes.sets, -1))


def _campaigns(today: Today, shelf: Shelf, quality_e3: Ints, per_segment: Floats) -> Campaigns:
    """Bids and budgets as they stand, for stores that have something on sale in the set."""
    settings, terms = today.state.settings, today.world.marketing.auction
    bid, focus = _by_set(settings["bid_minor"]), _by_set(settings["focus"])
    # a multiplication where np.where would do: masks without a pattern make it slow
    best = _best(today, (quality_e3 + _MILLION) * shelf.live, np.maximum)
    everyone = per_segment.sum(axis=2)
    addressed = np.concatenate([everyone[:, :, None], per_segment], axis=2)
    shoppers = np.take_along_axis(addressed, np.minimum(focus, per_segment.shape[2]), axis=2)
    return Campaigns(
        bid_minor=np.where(bid > 0, bid, terms.cpc_minor[:, None]),
        budget_minor=_by_set(_budgets(today)),
        click_rate_e6=auction.click_rate_e6(terms, best - _MILLION, focus),
        views=shoppers * (terms.views_e2 * 1e-2) * (best > 0),
    )


def _budgets(today: Today) -> Ints:
    """The budget of each front divides over its campaigns by their weights, [B, S, sets]."""
    settings, sizes = today.state.settings, today.world.sizes
    weight = settings["budget_weight"].reshape(*today.per_store, sizes.fronts, sizes.categories)
    whole = np.maximum(weight.sum(axis=3, keepdims=True), 1)
    return np.asarray((settings["ad_budget_minor"][..., None] * weight // whole).reshape(*today.per_store, sizes.sets))


def _drawn(today: Today, stream: str, mean: Floats) -> Ints:
    """Poisson counts, one slot per campaign."""
    flat = mean.reshape(today.state.worlds, -1)
    return poisson(today.luck, stream, today.day, today.world.marketing.campaign_no, flat).reshape(mean.shape)


def ad_spend_minor(advertised: Advertised) -> Ints:
    """What the store's clicks cost today, [B, S]."""
    return np.asarray(advertised.spend_minor.sum(axis=1))


def record_campaigns(today: Today, advertised: Advertised | None, orders: Rows, shelf: Shelf) -> None:
    """One row per store and set: impressions, clicks, orders counted as the ad's, spend, and the best organic place; and listing tests."""
    if today.recorded is None or advertised is None:
        return
    record_tests(today, advertised.shoppers, orders)
    sizes, delivery = today.world.sizes, advertised.delivery
    unclicked = np.where(today.recorded, delivery.impressions - delivery.clicks, 0.0)
    impressions = advertised.clicks + _drawn(today, "marketing.impressions", unclicked)
    rank = _best(today, np.where(shelf.live, advertised.position, _NOWHERE), np.minimum) % _NOWHERE
    world, set_no, store = (axis.ravel() for axis in np.indices(impressions.shape))
    front = set_no // sizes.categories
    listing = today.world.listings.number[0, front, 0]
    today.record(
        "campaign_day",
        world=world,
        store=store,
        market=today.world.listings.market[listing],
        channel=today.world.listings.channel[listing],
        category=set_no % sizes.categories,
        impressions=impressions.ravel(),
        clicks=advertised.clicks.ravel(),
        ad_orders=_ad_orders(today, advertised, orders).ravel(),
        spend_minor=advertised.spend_minor.ravel(),
        shown_e4=np.rint(1e4 * delivery.shown).astype(np.int64).ravel(),
        organic_rank=rank.ravel(),
        personal_clicks=advertised.personal.ravel(),
    )


def _ad_orders(today: Today, advertised: Advertised, orders: Rows) -> Ints:
    """Each paid order may have come by an ad of its set, [B, sets, S]."""
    groups = advertised.clicks[0].size
    cell = orders["world"] * np.int64(groups) + today.world.tastes.group_of_listing[orders["listing"]]
    chance = rng.chance_e6(today.luck, "marketing.attribution", today.day, orders["slot"], row=orders["world"])
    counted = orders["paid"] & (chance < advertised.sold_share_e6.ravel()[cell])
    return tally(cell[counted], advertised.clicks.size).reshape(advertised.clicks.shape)
