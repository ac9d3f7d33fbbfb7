"""Which products a store carries, and how many it may."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints


@dataclass(frozen=True)
class Assortment:
    """most: products that a store may keep open. opens [K]: 1 for those that it opens with."""

    most: int
    opens: Ints


def opened(assortment: Assortment, before: Ints, wished: Ints) -> Ints:
    """The products that are open, [B, S, K] of 0 and 1: `before` those of yesterday, `wished` what the decisions ask for.

    Closing always works; then new products open in the order of their numbers while there is room.
    """
    kept = before & wished
    new = wished & ~before & 1
    room = assortment.most - kept.sum(axis=-1, keepdims=True)
    return np.asarray(kept | new * (np.cumsum(new, axis=-1) <= room))
