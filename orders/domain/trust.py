"""Whether shoppers trust a seller abroad: doubt fades with the store's rating and with stock in their own country."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Bools, Ints


@dataclass(frozen=True)
class Trust:
    """foreign_e3 [F]: utility of an unknown seller abroad (zero or less). known_reviews: reviews that take half of the doubt away.

    stars_from_e3, stars_to_e3: between them a rating goes from no trust to full trust. local_e3: share of the doubt that local stock
    takes away. badge_e3: utility of the badge of a store with badge_reviews reviews and badge_stars_e3 stars.
    """

    foreign_e3: Ints
    known_reviews: int
    stars_from_e3: int
    stars_to_e3: int
    local_e3: int
    badge_e3: int
    badge_reviews: int
    badge_stars_e3: int


def known_e3(trust: Trust, rating_sum: Ints, rating_count: Ints) -> Ints:
    """How well a store is known for good, 0..1000, [B, S] from its stars and reviews over all products."""
    span = max(trust.stars_to_e3 - trust.stars_from_e3, 1)
    good = np.clip(_stars_e3(rating_sum, rating_count) - trust.stars_from_e3, 0, span) * 1000 // span
    return np.asarray(good * rating_count // np.maximum(rating_count + trust.known_reviews, 1))


def badge_utility_e3(trust: Trust, rating_sum: Ints, rating_count: Ints) -> Ints:
    """Utility of the badge where a store has earned it, [B, S]."""
    earned = (rating_count >= trust.badge_reviews) & (_stars_e3(rating_sum, rating_count) >= trust.badge_stars_e3)
    return np.asarray(earned * trust.badge_e3)


def doubt_e3(foreign_e3: Ints, known: Ints, local: Bools, local_e3: int) -> Ints:
    """Utility lost to doubt per listing (broadcasts): foreign x (1 - known) x (1 - local share where the goods are there)."""
    left = foreign_e3 * (1000 - known) // 1000
    return np.asarray(np.where(local, left * (1000 - local_e3) // 1000, left))


def _stars_e3(rating_sum: Ints, rating_count: Ints) -> Ints:
    return np.asarray(rating_sum * 1000 // np.maximum(rating_count, 1))
