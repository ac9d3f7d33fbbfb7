"""Shoppers and their tastes: choice sets, slopes and the outside option."""

from __future__ import annotations

import numpy as np

from orders.domain.choice import Tastes
from orders.domain.demand import Demand
from simlab.core import quantiles
from simlab.core.arrays import Floats, Ints
from simlab.core.fronts import front_pairs
from simlab.engine.parts.entities import Document, Listings, Sizes, codes, ints, sku_categories


def _starts(label: Ints) -> Ints:
    return np.flatnonzero(np.concatenate([[True], label[1:] != label[:-1]]))


def read_tastes(document: Document, sizes: Sizes, listings: Listings) -> Tastes:
    """Choice sets and what the segments care for."""
    category = sku_categories(document)
    set_no = listings.front * len(document["categories"]) + category[listings.sku]
    group_no = set_no * sizes.stores + listings.store
    set_start, group_start = _starts(set_no), _starts(group_no)
    segments, markets, skus = document["segments"], codes(document, "markets"), document["skus"]
    elasticity = ints([item["price_elasticity_e2"] for item in document["categories"]])[category[listings.sku]] * 1e-2
    reference = ints([[sku["reference_price_minor"][market] for sku in skus] for market in markets])
    own_share = (1 - document["marketplace"]["outside_share_e4"] * 1e-4) / sizes.stores
    factor = ints([item["price_factor_e2"] for item in segments]) * 1e-2
    return Tastes(
        set_start=set_start,
        group_start=group_start,
        set_of_group=np.searchsorted(set_start, group_start, side="right") - 1,
        group_of_listing=np.searchsorted(group_start, np.arange(sizes.listings), side="right") - 1,
        set_of_listing=np.searchsorted(set_start, np.arange(sizes.listings), side="right") - 1,
        # logit: own elasticity = -slope (1 - share)
        price_slope=elasticity[:, None] * factor / (1 - own_share),
        delivery_weight=ints([item["delivery_factor_e2"] for item in segments]) * 1e-2,
        rating_weight=ints([item["rating_factor_e2"] for item in segments]) * 1e-2,
        appeal=ints([sku["appeal_e3"] for sku in skus])[listings.sku] * 1e-3,
        reference_minor=reference[listings.market, listings.sku].astype(np.float64),
        # where slots are auctioned, advertising works through the clicks it buys
        ad_gain=0.0 if "marketing" in document else document["demand"]["ad_log_gain_e4"] * 1e-4,
        ad_unit_minor=float(document["demand"]["ad_unit_minor"]),
    )


def read_demand(document: Document) -> Demand:
    """Levels, seasons and the spread of arrivals per choice set."""
    demand, categories = document["demand"], codes(document, "categories")
    fronts = [(document["markets"][market], document["channels"][channel]) for market, channel in front_pairs(document)]
    return Demand(
        base_e2=ints([_shoppers_e2(market, channel, code) for market, channel in fronts for code in categories]),
        season_e4=ints([market["season_e4"][code] for market, _ in fronts for code in categories]).T.copy(),
        segment_share_e4=ints([item["share_e4"] for item in document["segments"]]),
        mood_rho_e4=demand["ar_rho_e4"],
        mood_shock_e6=quantiles.normal_e6(demand["ar_sigma_e4"] * 1e-4),
        day_factor_e6=quantiles.unit_mean_e6(demand["day_cv_e4"] * 1e-4),
        set_no=np.arange(len(fronts) * len(categories)),
    )


def _shoppers_e2(market: Document, channel: Document, category: str) -> int:
    """A market's shoppers divide over its channels by the channels' shares."""
    return (int(market["shoppers_per_day_e2"][category]) * int(channel["share_e4"]) + 5_000) // 10_000


def plain_shoppers(demand: Demand) -> Floats:
    """Shoppers of an ordinary day, [1, sets, G]."""
    return demand.base_e2[None, :, None] * 1e-2 * (demand.segment_share_e4 * 1e-4)


def outside_option(document: Document, sizes: Sizes, tastes: Tastes, attraction: Ints) -> Ints:
    """The outside option [sets, G]: takes its published share when the reference number of stores sells as at the opening."""
    share = document["marketplace"]["outside_share_e4"] * 1e-4
    stores = document["marketplace"]["reference_stores"] / sizes.stores
    everyone = np.add.reduceat(attraction, tastes.set_start, axis=0) * stores
    return np.asarray(np.rint(everyone * share / (1 - share)), dtype=np.int64)
