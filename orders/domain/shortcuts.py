"""Tempting shortcuts: what they bring at once, and how likely it is that somebody looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from simlab.core.arrays import Ints

_TENTHS = 10


class Shortcut(IntEnum):
    """What a store may be caught at."""

    FAKE_REVIEWS = 0
    DARK_PATTERN = 1
    DATA_USE = 2


class Step(IntEnum):
    """A line of the trail."""

    TAKEN = 0
    DETECTED = 1


@dataclass(frozen=True)
class Shortcuts:
    """By shortcut [3]: gain_e3 in utility and check_e6 a week per unit of exposure, fine_minor, strike_e4; refund_e6 of sales per level."""

    on: bool
    review_price_minor: int
    gain_e3: Ints
    check_e6: Ints
    fine_minor: Ints
    strike_e4: Ints
    refund_e6: Ints


def exposure(fakes: Ints, rating_count: Ints, pattern_level: Ints, data_level: Ints) -> Ints:
    """How much there is to find, [B, S, 3]: one and a tenth part more for bought reviews [B, S, K], else the levels [B, S]."""
    bought, everything = fakes.sum(axis=-1), rating_count.sum(axis=-1)
    tenths = np.where(bought > 0, 1 + bought * _TENTHS // np.maximum(everything, 1), 0)
    return np.stack([tenths, pattern_level, data_level], axis=-1)


def detection_e6(shortcuts: Shortcuts, exposed: Ints) -> Ints:
    """Chance a week that each is found, [B, S, 3]; a million and more is certain."""
    return np.asarray(exposed * shortcuts.check_e6)


def penalty_minor(shortcuts: Shortcuts, exposed: Ints) -> Ints:
    """The fine when it is found: the same however many reviews were bought, by level for the others."""
    levels = np.where(np.arange(len(Shortcut)) == Shortcut.FAKE_REVIEWS, np.minimum(exposed, 1), exposed)
    return np.asarray(levels * shortcuts.fine_minor)
