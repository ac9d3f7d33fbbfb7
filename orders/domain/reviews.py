"""Who writes a review, when, and with how many stars: lateness decides most of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck


@dataclass(frozen=True)
class Reviews:
    """rate_e6: share of buyers who review. delay_days [QUANTILES]. stars [2, QUANTILES]: quantile tables on time and late, 1..5.

    Shares of stars given on time and given late were measured on real orders; see docs/algorithms/reviews.md.
    """

    rate_e6: int
    delay_days: Ints
    stars: Ints


def reviewers(reviews: Reviews, luck: Luck, day: int, slot: Ints, world: Ints) -> Bools:
    """Which of the delivered orders will be reviewed."""
    return rng.chance_e6(luck, "orders.review", day, slot, row=world) < reviews.rate_e6


def review_day(reviews: Reviews, luck: Luck, day: int, slot: Ints, world: Ints) -> Ints:
    """The day on which each review appears."""
    return day + reviews.delay_days[rng.bins(luck, "orders.review_delay", day, slot, row=world)].astype(np.int64)


def star_count(reviews: Reviews, luck: Luck, day: int, slot: Ints, world: Ints, late: Ints, quality_bins: Ints) -> Ints:
    """Stars 1..5; `late` 0 or 1; better goods shift the draw up by `quality_bins` quantile bins."""
    drawn = rng.bins(luck, "orders.stars", day, slot, row=world) + quality_bins
    return np.asarray(reviews.stars[late, np.clip(drawn, 0, rng.QUANTILES - 1)], dtype=np.int64)
