"""Sponsored slots: a generalised second-price auction by bid x predicted click rate, with budgets that may not last the day.

One auction per choice set, whose outcome holds for every page view of the day, so nothing loops over shoppers. A campaign meets the
bids of the other stores and of advertisers outside the game. docs/algorithms/auction.md derives every line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simlab.core import exact
from simlab.core.arrays import Floats, Ints

_STORE_BITS = 8
_NAME_MOST = (1 << _STORE_BITS) - 1
_QUALITY_SPAN = 0.7  # a listing's predicted click rate lies between half and twice the usual one
_QUALITY_GAIN = 0.5


@dataclass(frozen=True)
class Auction:
    """Terms per choice set [sets]: ctr_e6, cvr_e4, cpc_minor (usual price of a click, home money); shared: stores bid against one another.

    slot_views_e4, slot_clicks_e4 [slots]: how much of the page views a slot gets, and its click rate against the usual one, best slot
    first. outside_bid_e4 [at least slots]: bids of advertisers outside the game, in ten-thousandths of cpc_minor, highest first.
    views_e2: page views with slots per shopper. focus_gain_e4: click rate of a segment addressed by its own campaign.
    lift [sets]: relative gain in attraction per click and shopper. sold [sets]: the same for orders that are counted as the ad's.
    memory_e4: what is left of yesterday's exposure. memory_gain_e4: what remembered exposure is worth against today's.
    """

    ctr_e6: Ints
    cvr_e4: Ints
    cpc_minor: Ints
    shared: Ints
    slot_views_e4: Ints
    slot_clicks_e4: Ints
    outside_bid_e4: Ints
    views_e2: int
    focus_gain_e4: int
    lift: Floats
    sold: Floats
    memory_e4: int
    memory_gain_e4: int


@dataclass(frozen=True)
class Campaigns:
    """What every store puts into the auctions, [B, sets, S]: bid and budget in home money, predicted click rate, page views it may win."""

    bid_minor: Ints
    budget_minor: Ints
    click_rate_e6: Ints
    views: Floats


@dataclass(frozen=True)
class Delivery:
    """Means of the day, [B, sets, S]: impressions, clicks, cost in home money; shown: share of the day on which the ad stood."""

    impressions: Floats
    clicks: Floats
    cost_minor: Floats
    shown: Floats


def click_rate_e6(auction: Auction, quality_e3: Ints, focused: Ints) -> Ints:
    """Predicted click rate of a store's best listing in each set, [B, sets, S]; focused: 1 for a campaign on one segment."""
    gain = exact.exp(np.clip(_QUALITY_GAIN * quality_e3 * 1e-3, -_QUALITY_SPAN, _QUALITY_SPAN))
    focus = np.where(focused > 0, auction.focus_gain_e4 * 1e-4, 1.0)
    return np.asarray(np.rint(auction.ctr_e6[:, None] * gain * focus).astype(np.int64))


def effective_score(auction: Auction, campaigns: Campaigns) -> Ints:
    """Bid x click rate, but no more than the budget carries through a whole day in the best slot; [B, sets, S].

    So a purse of one cent does not drive up everybody's price. It does not depend on the others, hence no fixed point.
    """
    best = auction.slot_views_e4[0] * auction.slot_clicks_e4[0] * 1e-8
    carried = campaigns.budget_minor * 1e6 / np.maximum(campaigns.views * best, 1e-6)
    return np.where(
        campaigns.views > 0,
        np.minimum(campaigns.bid_minor * campaigns.click_rate_e6, np.minimum(carried, 1e15).astype(np.int64)),
        0,
    )


def rival_keys(auction: Auction, score: Ints, rival_world: Ints | None) -> list[Ints]:
    """The first, second ... highest score that each store meets, as keys [B, sets, S] (score and name), one per slot.

    With `rival_world` [B] a store meets the other stores of that world of the batch.
    """
    stores = score.shape[2]
    key = (score << _STORE_BITS | (_NAME_MOST - np.arange(stores))) * auction.shared[:, None]
    if rival_world is not None:
        key = key[rival_world]
    outside = auction.outside_bid_e4 * (auction.cpc_minor * auction.ctr_e6)[:, None] // 10_000 << _STORE_BITS
    everyone = np.concatenate([key, np.broadcast_to(outside, (len(key), *outside.shape))], axis=2)
    highest = -np.sort(-everyone, axis=2)
    return [
        np.where(key >= highest[:, :, slot, None], highest[:, :, slot + 1, None], highest[:, :, slot, None])
        for slot in range(len(auction.slot_views_e4))
    ]


def deliver(auction: Auction, campaigns: Campaigns, rivals: list[Ints]) -> Delivery:
    """Impressions, clicks and cost of every campaign.

    A campaign may stand in any slot whose next bidder it outbids, and pays per click what that bidder's score asks of it. It takes the
    best such slot for as long as its budget allows and the next cheaper one for the rest of the day; when not even the cheapest lasts, it
    goes dark. From the cheapest slot upwards, each step mixes in as much of the better slot as the budget carries.
    """
    shape, stores = campaigns.views.shape, campaigns.views.shape[2]
    buying = np.flatnonzero((campaigns.views > 0) & (campaigns.budget_minor > 0))
    buyers = Campaigns(**{name: amount.ravel()[buying] for name, amount in vars(campaigns).items()})
    own = buyers.bid_minor * buyers.click_rate_e6 << _STORE_BITS | (_NAME_MOST - buying % stores)
    nothing = np.zeros(len(buying))
    day = Delivery(nothing, nothing, nothing, nothing)
    for slot in reversed(range(len(rivals))):
        next_key = rivals[slot].ravel()[buying]
        day = _with_slot(auction, buyers, day, slot, np.where(own > next_key, next_key >> _STORE_BITS, -1))
    return Delivery(**{name: _spread(mean, buying, shape) for name, mean in vars(day).items()})


def _spread(means: Floats, place: Ints, shape: tuple[int, ...]) -> Floats:
    """Means of the campaigns at `place` among zeros for all others."""
    everyone = np.zeros(shape)
    everyone.ravel()[place] = means
    return everyone


def _with_slot(auction: Auction, campaigns: Campaigns, day: Delivery, slot: int, asked: Ints) -> Delivery:
    """The day once the budget left over buys time in this slot, [n]; asked: score of the next bidder, -1 out of reach."""
    impressions = campaigns.views * (auction.slot_views_e4[slot] * 1e-4)
    clicks = impressions * (campaigns.click_rate_e6 * 1e-6) * (auction.slot_clicks_e4[slot] * 1e-4)
    cost = clicks * (asked / np.maximum(campaigns.click_rate_e6, 1))
    dearer = np.where((asked >= 0) & (cost > day.cost_minor), cost - day.cost_minor, np.inf)
    time = np.clip((campaigns.budget_minor - day.cost_minor) / dearer, 0.0, 1.0)
    return replace(
        day,
        impressions=day.impressions + time * (impressions - day.impressions),
        clicks=day.clicks + time * (clicks - day.clicks),
        cost_minor=day.cost_minor + time * (cost - day.cost_minor),
        shown=day.shown + time * (1.0 - day.shown),
    )


def spend_minor(delivery: Delivery, clicks: Ints, budget_minor: Ints) -> Ints:
    """Clicks that happened x average price paid, never above the day's budget; [B, sets, S]."""
    price_e4 = np.rint(1e4 * delivery.cost_minor / np.maximum(delivery.clicks, 1e-9)).astype(np.int64)
    return np.asarray(np.minimum((clicks * price_e4 + 5_000) // 10_000, budget_minor))


def exposure_e6(clicks: Ints, shoppers: Floats) -> Ints:
    """Clicks per shopper of the set, in millionths; clicks [B, sets, S], shoppers [B, sets]."""
    return np.asarray(np.rint(1e6 * clicks / np.maximum(shoppers, 1.0)[:, :, None]).astype(np.int64))


def remembered_e6(auction: Auction, memory_e6: Ints, today_e6: Ints) -> Ints:
    """What shoppers remember tomorrow: a weighted mean of the days' exposure."""
    kept = memory_e6 * auction.memory_e4 + today_e6 * (10_000 - auction.memory_e4)
    return np.asarray((kept + 5_000) // 10_000)


def effective_exposure(auction: Auction, today_e6: Ints, memory_e6: Ints) -> Floats:
    """Today's and remembered exposure in clicks per shopper."""
    return np.asarray((today_e6 + memory_e6 * (auction.memory_gain_e4 * 1e-4)) * 1e-6)


def ad_appeal_e3(auction: Auction, exposure: Floats) -> Ints:
    """Utility of exposure in thousandths, [B, sets, S]: attraction grows in proportion to clicks per shopper."""
    return np.asarray(np.rint(1e3 * exact.log(1.0 + auction.lift[:, None] * exposure)).astype(np.int64))


def sold_share_e6(auction: Auction, today_e6: Ints, exposure: Floats) -> Ints:
    """Share of the store's orders of the set that are counted as today's ads', in millionths."""
    share = auction.sold[:, None] * today_e6 / (1.0 + auction.lift[:, None] * exposure)
    return np.minimum(np.rint(share), 1e6).astype(np.int64)


def break_even_acos_e4(price_minor: Ints, margin_minor: Ints) -> Ints:
    """The advertising cost of sales at which an order that an ad brought earns nothing: margin / price, ten-thousandths.

    margin_minor: what is left of a sale after tax, fee, goods, freight and duty, in the price's currency. Below zero counts as zero.
    """
    return np.asarray(np.maximum(margin_minor, 0) * 10_000 // np.maximum(price_minor, 1))


def break_even_bid_minor(price_minor: Ints, margin_minor: Ints, cvr_e4: Ints) -> Ints:
    """The dearest click that pays: conversion x margin."""
    return np.asarray(np.where(price_minor > 0, np.maximum(margin_minor, 0) * cvr_e4 // 10_000, 0))
