"""The range of products: what a store may carry, and the candidates that it can read about."""

from __future__ import annotations

import numpy as np

from orders.domain.assortment import Assortment
from orders.domain.research import Candidates, margin_e4
from simlab.core import quantiles
from simlab.core.money import convert
from simlab.engine.parts.entities import Document, Sizes, codes, ints

_ESTIMATE_CV = 0.25  # research tools are off by about a quarter (teaching value)


def read_assortment(document: Document, sizes: Sizes) -> Assortment:
    """Without a catalogue every product is open."""
    section = document.get("catalogue", {"most_products": sizes.skus, "open": [1] * sizes.skus})
    return Assortment(section["most_products"], ints(section["open"]))


def read_candidates(document: Document) -> Candidates:
    """The candidates of a document that has a catalogue."""
    products, markets = document["catalogue"]["products"], document["markets"]
    number = ints([codes(document, "skus").index(product["sku"]) for product in products])
    skus = [document["skus"][place] for place in number]
    rate = ints([document["fx"]["rate_e8"][codes(document, "currencies").index(part["currency"])] for part in markets])
    price = ints([[sku["reference_price_minor"][part["code"]] for part in markets] for sku in skus])
    fee = ints([document["marketplace"]["referral_e4"][sku["category"]] for sku in skus])
    cost = ints([sku["unit_cost_minor"] for sku in skus])
    season = [[part["season_e4"][sku["category"]] for part in markets] for sku in skus]
    return Candidates(
        sku=number,
        search_per_month=ints(
            [[product["search_per_month"][part["code"]] for part in markets] for product in products]
        ),
        competition_e4=ints([product["competition_e4"] for product in products]),
        margin_e4=margin_e4(convert(price, rate), cost[:, None], fee[:, None]),
        season_e4=np.moveaxis(ints(season), 2, 0),
        papers=ints([len(product["compliance"]) for product in products]),
        battery=np.array([product["battery"] for product in products]),
        liquid=np.array([product["liquid"] for product in products]),
        error_e6=quantiles.unit_mean_e6(_ESTIMATE_CV),
    )
