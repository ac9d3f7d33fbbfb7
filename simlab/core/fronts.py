"""A front is a market served through a channel: a marketplace's shelf in Germany, the store's own site for Japan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MARKETPLACE, OWN_SITE = "marketplace", "own_site"


def front_pairs(document: Mapping[str, Any]) -> list[tuple[int, int]]:
    """(market number, channel number) of every front, in order; a market without a list of channels has all of them."""
    channels = [channel["code"] for channel in document["channels"]]
    return [
        (number, channels.index(code))
        for number, market in enumerate(document["markets"])
        for code in market.get("channels") or channels
    ]
