"""Where a listing stands on the results page of its choice set, and what that is worth.

A page orders its listings by a score; a shopper looks at the top first. docs/algorithms/auction.md names the sources.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orders.domain.choice import rating_utility
from simlab.core import exact
from simlab.core.arrays import Bools, Floats, Ints

_SCORE_MOST = (1 << 19) - 1
_SCORE_BITS, _NAME_BITS = 20, 20
_SPEED_ONE = 256


@dataclass(frozen=True)
class Page:
    """Listings [L] lie sorted by choice set, then store.

    set_of_listing, group_of_listing [L]; set_end [sets]: one past a set's last listing; widest_group: most listings of a store in a set.
    log_e3 [longest page + 1]: 1000 ln(place), place 0 unused. mean_log_e3 [L]: its mean over the places of the listing's page.
    """

    set_of_listing: Ints
    group_of_listing: Ints
    set_end: Ints
    widest_group: int
    log_e3: Ints
    mean_log_e3: Ints


@dataclass(frozen=True)
class Visibility:
    """Weights in thousandths: gain_e3 is the utility lost per unit of ln(position), the others weigh the parts of the score."""

    gain_e3: int
    velocity_e3: int
    price_e3: int
    health_e3: int
    opening_rating_utility: float


@dataclass(frozen=True)
class Standing:
    """What the page knows of each listing, [B, L]; quality_e3: content, appeal and rating; velocity_e3: see `velocity_e3`."""

    quality_e3: Ints
    landed_minor: Ints
    velocity_e3: Ints
    health_e4: Ints


def rating_e3(visibility: Visibility, rating_sum: Ints, rating_count: Ints) -> Ints:
    """A rating against the opening one, thousandths of utility."""
    rated = rating_utility(rating_sum, rating_count) - visibility.opening_rating_utility
    return np.asarray(np.rint(1e3 * rated).astype(np.int64))


def velocity_e3(visibility: Visibility, speed: Ints) -> Ints:
    """What units a day (in 1/256) add to the score."""
    return np.asarray(np.rint(visibility.velocity_e3 * exact.log(1.0 + speed / _SPEED_ONE)).astype(np.int64))


def page_score_e3(visibility: Visibility, standing: Standing, reference_minor: Floats) -> Ints:
    """The page's score of each listing, [B, L]: quality, sales velocity, price against the usual one, account health."""
    price = visibility.price_e3 * (standing.landed_minor / reference_minor - 1.0)
    health = visibility.health_e3 * (standing.health_e4 * 1e-4 - 1.0)
    return np.asarray(standing.quality_e3 + standing.velocity_e3 + np.rint(health - price).astype(np.int64))


def positions(page: Page, score_e3: Ints, live: Bools, rival_world: Ints | None = None) -> Ints:
    """Place of every live listing among the live ones of its set, from 1; [B, L]. Equal scores stand in the order of the listings.

    With `rival_world` [B] a store's listings stand among the other stores' listings of that world of the batch (lock-step forks).
    """
    listings = score_e3.shape[1]
    name = listings - np.arange(listings, dtype=np.int64)
    score = (np.clip(score_e3, 1 - _SCORE_MOST, _SCORE_MOST) + _SCORE_MOST) * live
    key = score.astype(np.int64) << _NAME_BITS | name
    if rival_world is None:
        return _places(page, key)
    return _places_elsewhere(page, key, rival_world) + _own_instead(page, key, rival_world)


def _places(page: Page, key: Ints) -> Ints:
    """1 + how many listings of the set stand higher: a listing's name, the low bits of its key, finds it again in the sorted page."""
    worlds, listings = key.shape
    pages = np.sort((page.set_of_listing << _SCORE_BITS + _NAME_BITS) | key, axis=1)
    listing = listings - (pages & (1 << _NAME_BITS) - 1)
    place = np.empty_like(key)
    # sets stand in the page in the order of the listings, each with its highest key last
    here = page.set_end[page.set_of_listing] - np.arange(listings)
    place.ravel()[(np.arange(worlds)[:, None] * listings + listing).ravel()] = np.tile(here, worlds)
    return place


def _places_elsewhere(page: Page, key: Ints, seen: Ints) -> Ints:
    """1 + how many listings of the seen world's set stand higher, by one binary search in the sorted pages of all worlds."""
    worlds, listings = key.shape
    sets = len(page.set_end)
    place_bits = _SCORE_BITS + _NAME_BITS
    filed = (page.set_of_listing << place_bits) | key
    pages = np.sort(filed, axis=1) | (np.arange(worlds, dtype=np.int64) * _page_room(sets) << place_bits)[:, None]
    wanted = filed + (seen.astype(np.int64) * _page_room(sets) << place_bits)[:, None]
    found = np.searchsorted(pages.ravel(), wanted.ravel(), side="right").reshape(worlds, listings)
    end = seen[:, None] * listings + page.set_end[page.set_of_listing]
    return np.asarray(1 + end - found)


def _page_room(sets: int) -> int:
    """A power of two, so that numbers of worlds and sets can be joined by their bits."""
    return 1 << int(sets).bit_length()


def _own_instead(page: Page, key: Ints, seen: Ints) -> Ints:
    """How the place changes when the store's listings of the seen world give way to its own."""
    listings = key.shape[1]
    other = key[seen]
    change = np.zeros(key.shape, dtype=np.int64)
    for step in range(1 - page.widest_group, page.widest_group):
        beside = np.clip(np.arange(listings) + step, 0, listings - 1)
        same = (page.group_of_listing[beside] == page.group_of_listing) & (beside == np.arange(listings) + step)
        change += same * ((key[:, beside] > key).astype(np.int64) - (other[:, beside] > key))
    return change


def position_utility_e3(visibility: Visibility, page: Page, position: Ints) -> Ints:
    """Utility of a place in thousandths, zero on the average over a full page; [B, L]."""
    log_e3 = page.log_e3[np.minimum(position, len(page.log_e3) - 1)]
    return np.asarray((visibility.gain_e3 * (page.mean_log_e3 - log_e3) + 500) // 1000)
