"""How every store starts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from logistics.domain.transit import Lanes
from orders.domain import choice
from orders.domain.choice import Offer, Tastes
from simlab.core.arrays import Floats, Ints
from simlab.engine.parts.entities import Document, Listings, Sizes, codes, ints

_PLAIN_COVER_DAYS = 21


@dataclass(frozen=True)
class Opening:
    """How every store starts: cash, stock [K, H], price [L] (reference_minor [M, K]), rates [C], which products are open [K], the ratings of those, expected sales speed [K]."""

    cash_minor: int
    stock_units: Ints
    price_minor: Ints
    reference_minor: Ints
    service: int
    cover_days: int
    rate_e8: Ints
    opens: Ints
    rating_sum: int
    rating_count: int
    speed: Ints


def read_opening(document: Document, sizes: Sizes, listings: Listings, opens: Ints) -> Opening:
    """Reference prices, the line service, and the cover target the scenario opens with; the sales speed follows (`with_speed`).

    Products that are closed at the opening (`opens` [K] is 0) have no reviews yet.
    """
    skus, warehouses = codes(document, "skus"), codes(document, "warehouses")
    stock = np.zeros((sizes.skus, sizes.warehouses), dtype=np.int64)
    for line in document["opening_stock"]:
        stock[skus.index(line["sku"]), warehouses.index(line["warehouse"])] += line["units"]
    reference = ints(
        [[sku["reference_price_minor"][market] for sku in document["skus"]] for market in codes(document, "markets")]
    )
    services, count = codes(document, "services"), document["demand"]["opening_reviews"]
    return Opening(
        cash_minor=document["opening_cash_minor"],
        stock_units=stock,
        price_minor=reference[listings.market, listings.sku],
        reference_minor=reference,
        service=services.index("line") if "line" in services else 0,
        cover_days=document.get("opening_cover_days", _PLAIN_COVER_DAYS),
        rate_e8=ints(document["fx"]["rate_e8"]),
        opens=opens,
        rating_sum=(document["demand"]["opening_rating_e2"] * count + 50) // 100,
        rating_count=count,
        speed=np.zeros(sizes.skus, dtype=np.int64),
    )


def opening_offer(sizes: Sizes, listings: Listings, lanes: Lanes, opening: Opening) -> Offer:
    """Every listing on the opening morning, from domestic stock."""
    zeros = np.zeros(sizes.listings, dtype=np.int64)
    rated = choice.rating_utility(zeros + opening.rating_sum, zeros + opening.rating_count)
    lane = listings.market * sizes.services + opening.service
    every = np.arange(sizes.listings)
    return Offer(zeros, every, opening.price_minor, lanes.promise_days[lane], rated, zeros, zeros)


def opening_attraction(listings: Listings, tastes: Tastes, opening: Opening, offer: Offer) -> Ints:
    """Attractions on the opening morning, [L, G]: none of what stores do not open with."""
    return choice.attractions(tastes, offer) * (opening.opens > 0)[listings.sku, None]


def with_speed(opening: Opening, listings: Listings, buyers: Floats) -> Opening:
    """Market research before the opening: a store's expected units a day per SKU, in 1/256."""
    per_sku = buyers.sum(axis=-1)[listings.number[0]].sum(axis=0)
    return replace(opening, speed=np.rint(per_sku * 256).astype(np.int64))
