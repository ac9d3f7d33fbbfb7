"""The shocks of the document: which levers they pull, and on what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simlab.core.arrays import Bools, Ints
from simlab.engine.parts.entities import Document, Listings, Sizes, codes, ints
from simlab.engine.shocks import SCOPES, Effect, Shocks

Target = Mapping[str, Any]


def read_shocks(document: Document, sizes: Sizes, listings: Listings) -> Shocks:
    """Shocks by number; a document without any gives empty arrays."""
    found = document.get("shocks", [])
    effects = [
        Effect(
            number,
            effect["lever"],
            effect["value"],
            effect["first_day"],
            effect["days"],
            _targets(document, sizes, listings, SCOPES[effect["lever"]], shock["targets"]),
        )
        for number, shock in enumerate(found)
        for effect in shock["effects"]
    ]
    return Shocks(
        scheduled_day=ints([shock["day"] for shock in found]),
        window_first_day=ints([shock["window"][0] for shock in found]),
        window_last_day=ints([shock["window"][1] for shock in found]),
        chance_e6=ints([shock["chance_per_day_e6"] for shock in found]),
        effects=tuple(effects),
    )


def _targets(document: Document, sizes: Sizes, listings: Listings, scope: str, target: Target) -> Bools:
    """Which entities of the scope the shock meets; an empty list of codes means all."""
    markets, channels = _meant(document, "markets", target), _meant(document, "channels", target)
    skus, categories = _meant(document, "skus", target), _meant(document, "categories", target)
    if scope == "listing":
        return np.asarray(markets[listings.market] & channels[listings.channel] & skus[listings.sku])
    if scope == "set":
        return np.asarray(markets[_front_market(sizes, listings)][:, None] & categories).ravel()
    if scope == "duty_layer":
        return np.asarray(markets[:, None] & _layers(document, target)).ravel()
    if scope == "lane":
        lane = np.arange(sizes.warehouses * sizes.markets * sizes.services)
        services = _meant(document, "services", target)
        return np.asarray(markets[lane // sizes.services % sizes.markets] & services[lane % sizes.services])
    return {
        "market": markets,
        "currency": _currencies(document, target),
        "warehouse": _meant(document, "warehouses", target),
        "world": np.ones(1, dtype=bool),
    }[scope]


def _front_market(sizes: Sizes, listings: Listings) -> Ints:
    market = np.zeros(sizes.fronts, dtype=np.int64)
    market[listings.front] = listings.market
    return market


def _meant(document: Document, name: str, target: Target) -> Bools:
    wanted = target.get(name) or codes(document, name)
    return np.array([code in wanted for code in codes(document, name)])


def _layers(document: Document, target: Target) -> Bools:
    """Layers of the tariff, by name; there are none without the section `customs`."""
    names = document.get("customs", {}).get("layers", [])
    return np.array([name in (target.get("layers") or names) for name in names], dtype=bool)


def _currencies(document: Document, target: Target) -> Bools:
    """Those of the markets that are meant; the home currency never moves."""
    wanted = target.get("markets") or codes(document, "markets")
    moved = {market["currency"] for market in document["markets"] if market["code"] in wanted}
    return np.array([code in moved and number > 0 for number, code in enumerate(codes(document, "currencies"))])
