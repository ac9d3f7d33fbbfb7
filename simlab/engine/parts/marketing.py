"""The section `marketing` of a document: the results page and the sponsored slots of every choice set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from orders.domain.auction import Auction
from orders.domain.choice import Tastes, rating_utility
from orders.domain.promotions import Promotions
from orders.domain.retargeting import Retargeting
from orders.domain.visibility import Page, Visibility
from simlab.core import exact
from simlab.core.arrays import Floats, Ints
from simlab.core.fronts import MARKETPLACE, front_pairs
from simlab.engine.parts.entities import Document, Sizes, ints
from simlab.engine.parts.opening import Opening


@dataclass(frozen=True)
class Marketing:
    """How shops are found. `auctioned` is False in a scenario without the section: budgets then work as a plain gain in utility.

    on_page [L]: listings of a marketplace, which stand on a ranked page. campaign_no [sets * S]: stable numbers for draws.
    """

    auctioned: bool
    page: Page
    visibility: Visibility
    auction: Auction
    retargeting: Retargeting
    promotions: Promotions
    variant_sd_e3: int
    own_site: Ints  # [sets]
    on_page: Ints
    campaign_no: Ints


def read_marketing(document: Document, sizes: Sizes, tastes: Tastes, opening: Opening) -> Marketing:
    """Terms of the section, or neutral ones when the document has none."""
    section = document.get("marketing", _NEUTRAL)
    pairs = front_pairs(document)
    kinds = [document["channels"][channel]["kind"] for _, channel in pairs]
    set_of_listing = tastes.set_of_listing
    front_of_set = np.arange(sizes.sets) // sizes.categories
    marketplace = ints([kind == MARKETPLACE for kind in kinds])
    store, set_no = np.arange(sizes.stores), np.arange(sizes.sets)
    return Marketing(
        auctioned="marketing" in document,
        page=_page(sizes, tastes, set_of_listing),
        visibility=_visibility(section["visibility"], opening),
        auction=_auction(section, document, front_of_set, marketplace),
        retargeting=Retargeting(**section["retargeting"]),
        promotions=_promotions(section, document, sizes),
        variant_sd_e3=section["variant_sd_e3"],
        own_site=1 - marketplace[front_of_set],
        on_page=marketplace[front_of_set[set_of_listing]],
        campaign_no=(set_no[:, None] << 8 | store).ravel(),
    )


def _page(sizes: Sizes, tastes: Tastes, set_of_listing: Ints) -> Page:
    end = np.append(tastes.set_start[1:], sizes.listings)
    length = end - tastes.set_start
    log_e3 = np.rint(1e3 * exact.log(np.maximum(np.arange(length.max() + 1), 1))).astype(np.int64)
    return Page(
        set_of_listing=set_of_listing,
        group_of_listing=tastes.group_of_listing,
        set_end=end,
        widest_group=int(np.diff(np.append(tastes.group_start, sizes.listings)).max()),
        log_e3=log_e3,
        mean_log_e3=(np.cumsum(log_e3)[length] // length)[set_of_listing],
    )


def _visibility(section: Document, opening: Opening) -> Visibility:
    usual = rating_utility(np.array([opening.rating_sum]), np.array([opening.rating_count]))
    return Visibility(**section, opening_rating_utility=float(usual[0]))


def _auction(section: Document, document: Document, front_of_set: Ints, marketplace: Ints) -> Auction:
    terms = _terms_of_sets(section, document, front_of_set)
    stores = document["teams"] + len(document["rivals"])
    share = (1.0 - document["marketplace"]["outside_share_e4"] * 1e-4) / stores
    # a shopper who comes by an ad buys at the usual conversion when the store's share is an equal part of the set
    sold = terms["cvr_e4"] * 1e-4 / share
    slots = section["auction"]
    return Auction(
        **terms,
        shared=marketplace[front_of_set],
        slot_views_e4=ints(slots["slot_views_e4"]),
        slot_clicks_e4=ints(slots["slot_clicks_e4"]),
        outside_bid_e4=ints(slots["outside_bid_e4"]),
        views_e2=slots["views_e2"],
        focus_gain_e4=slots["focus_gain_e4"],
        lift=_lift(sold, slots, marketplace[front_of_set]),
        sold=sold,
        memory_e4=slots["memory_e4"],
        memory_gain_e4=slots["memory_gain_e4"],
    )


def _lift(sold: Floats, slots: Document, shared: Ints) -> Floats:
    """Part of the orders counted as an ad's would have come anyway, on a marketplace; visits to the own site are all new."""
    new = np.where(shared > 0, slots["incremental_e4"], slots["own_site_incremental_e4"])
    return np.asarray(sold * new * 1e-4)


def _promotions(section: Document, document: Document, sizes: Sizes) -> Promotions:
    none = [0] * sizes.reach_days
    codes_of_fronts = [document["markets"][market]["code"] for market, _ in front_pairs(document)]
    sale_day = ints([section["sale_days"].get(code, none) for code in codes_of_fronts]).T.copy()
    return Promotions(**section["promotions"], sale_day=sale_day)


def _terms_of_sets(section: Document, document: Document, front_of_set: Ints) -> dict[str, Ints]:
    """Click rate, conversion and usual price of a click per set, from the rows of its market and kind of channel."""
    rows = {(row["market"], row["kind"]): row for row in section["clicks"]}
    found: list[Any] = [
        rows.get((document["markets"][market]["code"], document["channels"][channel]["kind"]), _NO_CLICKS)
        for market, channel in front_pairs(document)
    ]
    return {name: ints([row[name] for row in found])[front_of_set] for name in ("ctr_e6", "cvr_e4", "cpc_minor")}


_NO_CLICKS = {"ctr_e6": 0, "cvr_e4": 0, "cpc_minor": 0}
_NEUTRAL: dict[str, Any] = {
    "visibility": {"gain_e3": 0, "velocity_e3": 0, "price_e3": 0, "health_e3": 0},
    "clicks": [],
    "sale_days": {},
    "variant_sd_e3": 0,
    "retargeting": {"window_days": 0, "return_e4": 0, "price_e4": 0, "worth_e4": 0},
    "promotions": {
        **dict.fromkeys(("coupon_redeemed_e4", "coupon_fee_minor", "coupon_appeal_e3", "deal_fee_minor"), 0),
        **dict.fromkeys(("deal_appeal_e3", "sale_appeal_e3", "review_fee_minor", "review_factor_e2"), 0),
        "review_until": 0,
    },
    "auction": {
        **{name: [0] for name in ("slot_views_e4", "slot_clicks_e4", "outside_bid_e4")},
        **dict.fromkeys(("views_e2", "focus_gain_e4", "incremental_e4", "own_site_incremental_e4"), 0),
        **dict.fromkeys(("memory_e4", "memory_gain_e4"), 0),
    },
}
