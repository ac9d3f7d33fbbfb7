"""What marketplaces watch of their sellers. Without the section there is no account, and nothing is judged."""

from __future__ import annotations

import numpy as np

from orders.domain.health import Health, Ladder
from simlab.core.arrays import Ints
from simlab.core.fronts import MARKETPLACE, front_pairs
from simlab.core.states import HealthMetric
from simlab.engine.parts.entities import Document, Listings, ints

_UNWATCHED = dict.fromkeys(("limit_e6", "window_days"), 1) | {"weight_e4": 0, "hard": False}


def read_health(document: Document, listings: Listings) -> Health:
    """One account per store and marketplace channel."""
    section = document.get("account_health", {})
    channels = [part["kind"] == MARKETPLACE and bool(section) for part in document["channels"]]
    account_of_channel = _numbered(channels)
    metrics = section.get("metrics", [_UNWATCHED] * len(HealthMetric))
    values = {name: ints([metric[name] for metric in metrics]) for name in _UNWATCHED}
    names = Ladder.__dataclass_fields__
    return Health(
        accounts=sum(channels),
        account_of_listing=account_of_channel[listings.channel],
        account_of_front=account_of_channel[ints([channel for _, channel in front_pairs(document)])],
        limit_e6=values["limit_e6"],
        window_days=values["window_days"],
        weight_e4=values["weight_e4"],
        hard=values["hard"].astype(bool),
        tracked_e6=ints(section.get("tracked_e6", [1_000_000] * len(document["services"]))),
        ladder=Ladder(**section.get("ladder", dict.fromkeys(names, 1))),
    )


def _numbered(kept: list[bool]) -> Ints:
    """0, 1, 2 ... for those that are kept, -1 for the others."""
    mask = np.array(kept)
    return np.where(mask, np.cumsum(mask) - 1, -1)
