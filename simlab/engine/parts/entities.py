"""The things of a world by number: positions in the document's lists are the entity numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from orders.domain.placement import cell_number
from simlab.core.arrays import Ints
from simlab.core.fronts import front_pairs

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Sizes:
    """How many of each thing."""

    stores: int
    markets: int
    fronts: int
    categories: int
    skus: int
    services: int
    warehouses: int
    currencies: int
    segments: int
    days: int
    languages: int
    reach_days: int
    round_days: int

    @property
    def listings(self) -> int:
        """Every store may list every SKU on every front."""
        return self.stores * self.fronts * self.skus

    @property
    def sets(self) -> int:
        """Choice sets, front x category: one auction and one results page each."""
        return self.fronts * self.categories


@dataclass(frozen=True)
class Listings:
    """The listing grid [L]: store, front (with its market and channel), SKU; number [S, F, K] finds a listing; cell_no [L * G]."""

    store: Ints
    front: Ints
    market: Ints
    channel: Ints
    sku: Ints
    number: Ints
    cell_no: Ints


def ints(values: Any) -> Ints:
    """Nested lists as an array."""
    return np.array(values, dtype=np.int64)


def codes(document: Document, name: str) -> list[str]:
    """The codes of a list of the document, in order."""
    return [item["code"] for item in document[name]]


def languages(document: Document) -> list[str]:
    """The languages of the markets, in order of their first market."""
    return list(dict.fromkeys(market["language"] for market in document["markets"]))


def sku_categories(document: Document) -> Ints:
    """Category number of each SKU, [K]."""
    categories = codes(document, "categories")
    return ints([categories.index(sku["category"]) for sku in document["skus"]])


def read_sizes(document: Document) -> Sizes:
    """How many of each thing the document has."""
    return Sizes(
        stores=document["teams"] + len(document["rivals"]),
        markets=len(document["markets"]),
        fronts=len(front_pairs(document)),
        categories=len(document["categories"]),
        skus=len(document["skus"]),
        services=len(document["services"]),
        warehouses=len(document["warehouses"]),
        currencies=len(document["currencies"]),
        segments=len(document["segments"]),
        days=document["days"],
        languages=len(languages(document)),
        reach_days=document["days"] + document["horizon_days"] + document["tail_days"],
        round_days=document["round_days"],
    )


def read_listings(document: Document, sizes: Sizes) -> Listings:
    """The grid, sorted by choice set, store and SKU."""
    category = sku_categories(document)
    store, front, sku = (axis.ravel() for axis in np.indices((sizes.stores, sizes.fronts, sizes.skus)))
    order = np.lexsort((sku, store, category[sku], front))
    store, front, sku = store[order], front[order], sku[order]
    number = np.empty((sizes.stores, sizes.fronts, sizes.skus), dtype=np.int64)
    number[store, front, sku] = np.arange(sizes.listings)
    segment = np.arange(sizes.segments)
    cell_no = cell_number(store[:, None], front[:, None], sku[:, None], segment[None, :]).ravel()
    market, channel = ints(front_pairs(document)).T
    return Listings(store, front, market[front], channel[front], sku, number, cell_no)
