"""Which listing a shopper takes: a mixed logit over finite segments with an outside option.

One choice set per market x category. Attractions are integers (fixed point), so sums do not depend on their order and a
store's own part can be taken out again exactly. docs/algorithms/choice.md explains every term.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import exact
from simlab.core.arrays import Floats, Ints, tally

ATTRACTION_ONE = 1 << 20
_UTILITY_LIMIT = 10.0
_KNEE_DAYS, _FLAT_DAYS = 7, 20  # Oblander & Jerath 2025: flat below a week, then about -4.5% a day, less beyond 20 days
_BEST_RATING = 4.35  # Spiegel Research Center 2017: purchase likelihood peaks between 4.2 and 4.5 stars
_RATING_LOSS = 0.8
_REVIEW_GAIN = 0.55  # 5 reviews against none: x 2.7 = 6 ** 0.55 (Spiegel 2017)
_REVIEWS_COUNTED = 10


@dataclass(frozen=True)
class Tastes:
    """Listings [L] lie sorted by choice set, then store. Segments [G].

    set_start [sets], group_start [groups]: first listing of each choice set and of each (set, store) group. set_of_group [groups];
    group_of_listing, set_of_listing [L]. price_slope [L, G], delivery_weight [G], rating_weight [G]. appeal [L]. reference_minor [L].
    ad_gain: utility per unit of ln(1 + budget / ad_unit_minor).
    """

    set_start: Ints
    group_start: Ints
    set_of_group: Ints
    group_of_listing: Ints
    set_of_listing: Ints
    price_slope: Floats
    delivery_weight: Floats
    rating_weight: Floats
    appeal: Floats
    reference_minor: Floats
    ad_gain: float
    ad_unit_minor: float


@dataclass(frozen=True)
class Offer:
    """What shoppers see of every listing on sale (listed and in stock), [n] in the order of worlds and listings.

    rated: `rating_utility` of its reviews; appeal_e3: further utility in thousandths.
    """

    world: Ints
    listing: Ints
    price_minor: Ints
    promise_days: Ints
    rated: Floats
    ad_budget_minor: Ints
    appeal_e3: Ints


def delivery_utility(promise_days: Ints) -> Floats:
    """Flat up to a week, steep to twenty days, gentle after."""
    late = np.clip(promise_days, _KNEE_DAYS, _FLAT_DAYS) - _KNEE_DAYS
    very_late = np.maximum(promise_days, _FLAT_DAYS) - _FLAT_DAYS
    return -0.045 * late - 0.02 * very_late


def rating_utility(rating_sum: Ints, rating_count: Ints) -> Floats:
    """Inverted U in the stars, logarithm of the first ten reviews."""
    stars = rating_sum / np.maximum(rating_count, 1)
    counted = np.minimum(rating_count, _REVIEWS_COUNTED)
    off = stars - _BEST_RATING
    return np.asarray(np.where(rating_count > 0, -_RATING_LOSS * off * off, 0.0) + _REVIEW_GAIN * _LOG_COUNT[counted])


_LOG_COUNT = exact.log(1.0 + np.arange(_REVIEWS_COUNTED + 1))


def attractions(tastes: Tastes, offer: Offer) -> Ints:
    """exp(utility) in fixed point, [n, G]."""
    listing = offer.listing
    log_price = exact.log(offer.price_minor / tastes.reference_minor[listing])
    common = tastes.appeal[listing] + offer.appeal_e3 * 1e-3
    if tastes.ad_gain:
        common += tastes.ad_gain * exact.log(1.0 + offer.ad_budget_minor / tastes.ad_unit_minor)
    promised = delivery_utility(offer.promise_days)
    utility = np.empty((len(listing), len(tastes.delivery_weight)))
    # one segment at a time: arrays of three columns are slow to broadcast over
    for segment, (delivery, rating) in enumerate(zip(tastes.delivery_weight, tastes.rating_weight, strict=True)):
        wanted = common - log_price * tastes.price_slope[:, segment][listing]
        wanted += promised * delivery
        wanted += offer.rated * rating
        utility[:, segment] = wanted
    np.clip(utility, -_UTILITY_LIMIT, _UTILITY_LIMIT, out=utility)
    return np.asarray(np.rint(exact.exp(utility) * ATTRACTION_ONE).astype(np.int64))


def choose(
    tastes: Tastes, offer: Offer, attraction: Ints, outside: Ints, arriving: Floats, rival_world: Ints | None = None
) -> Floats:
    """Mean buyers per listing on sale and segment, [n, G], of the arriving shoppers [B, sets, G].

    outside [sets, G] is the outside option's attraction. With `rival_world` [B] each store meets the other stores of that
    world of the batch in place of those of its own (lock-step forks).
    """
    worlds, sets, segments = arriving.shape
    place = offer.world * sets + tastes.set_of_listing[offer.listing]
    faced = _sums(attraction, place, worlds * sets).reshape(arriving.shape) + outside
    if rival_world is not None:
        groups = len(tastes.set_of_group)
        place = offer.world * groups + tastes.group_of_listing[offer.listing]
        own = _sums(attraction, place, worlds * groups).reshape(worlds, groups, segments)
        faced = faced[:, tastes.set_of_group][rival_world] - own[rival_world] + own
        arriving = arriving[:, tastes.set_of_group]
    rate = arriving / np.maximum(faced, 1)
    return np.asarray(attraction * rate.reshape(-1, segments).take(place, axis=0))


def _sums(attraction: Ints, place: Ints, size: int) -> Ints:
    """Attractions [n, G] added up by place, [size, G]."""
    return np.stack([tally(place, size, of_segment) for of_segment in attraction.T], axis=-1)
