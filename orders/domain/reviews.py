"""Who writes a review, when, and with how many stars: lateness decides most of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck


@dataclass(frozen=True)
class Reviews:
    """rate_e6: share of buyers who review. delay_days [QUANTILES]. stars [classes, QUANTILES]: quantile tables, 1..5.

    late_from_days [classes - 1], ascending: days past the promise at which the next class begins; the first class is the earliest.

    Shares of stars given on time and given late were measured on real orders; see docs/algorithms/reviews.md.
    """

    rate_e6: int
    delay_days: Ints
    stars: Ints
    late_from_days: Ints


def reviewers(rate_e6: Ints | int, luck: Luck, day: int, slot: Ints, world: Ints) -> Bools:
    """Which of the delivered orders will be reviewed, at a rate for each or for all."""
    return rng.chance_e6(luck, "orders.review", day, slot, row=world) < rate_e6


def review_day(reviews: Reviews, luck: Luck, day: int, slot: Ints, world: Ints) -> Ints:
    """The day on which each review appears."""
    return day + reviews.delay_days[rng.bins(luck, "orders.review_delay", day, slot, row=world)].astype(np.int64)


def star_count(
    reviews: Reviews, luck: Luck, day: int, slot: Ints, world: Ints, late_days: Ints, shift_bins: Ints
) -> Ints:
    """Stars 1..5; `late_days` past the promise (negative: early); better goods shift the draw up by `shift_bins` quantile bins."""
    drawn = rng.bins(luck, "orders.stars", day, slot, row=world) + shift_bins
    lateness = np.searchsorted(reviews.late_from_days, late_days, side="right")
    return np.asarray(reviews.stars[lateness, np.clip(drawn, 0, rng.QUANTILES - 1)], dtype=np.int64)
