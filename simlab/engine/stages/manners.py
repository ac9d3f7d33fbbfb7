"""How the shop fronts look to their buyers: presentation, trust, what is remembered, and what it costs."""

from __future__ import annotations

import numpy as np

from orders.domain import culture, loyalty, trust
from simlab.core.arrays import Ints, looked_up, tally
from simlab.core.rows import Rows
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.today import Shelf, Today

_CONDUCT_BINS = (
    200  # a conduct of one (1000 thousandths) shifts the stars as far as the best quality does (teaching value)
)


def dress_fronts(today: Today, shelf: Shelf) -> None:
    """Presentation, trust and memory move the appeal of every listing."""
    habits, listings = today.world.habits, today.world.listings
    rating_sum, rating_count = today.state.rating_sum.sum(axis=-1), today.state.rating_count.sum(axis=-1)
    of_store = trust.badge_utility_e3(habits.trust, rating_sum, rating_count)
    of_front = culture.worth_e3(habits.culture, today.day, _levels(today)) + of_store[:, :, None]
    of_front = of_front + loyalty.worth_e3(habits.loyalty, today.state.goodwill)
    known = trust.known_e3(habits.trust, rating_sum, rating_count)[:, :, None, None]
    far_near = np.array([False, True])
    doubt = trust.doubt_e3(habits.trust.foreign_e3[:, None], known, far_near, habits.trust.local_e3)
    appeal = of_front[..., None] + doubt  # [B, S, F, 2], then one look-up per listing
    served = today.world.supply.warehouses.markets_served
    near = served.ravel().take(listings.market * served.shape[1] + shelf.warehouse)
    place = (listings.store * appeal.shape[2] + listings.front) * 2 + near
    shelf.appeal_e3 = shelf.appeal_e3 + looked_up(appeal, place)


def star_bins(today: Today) -> Ints:
    """How presentation and conduct shift the stars given to a store on a front, in quantile bins, [B, S, F]."""
    conduct = today.state.conduct_e3 * _CONDUCT_BINS // 1000
    return np.asarray(culture.star_bins(today.world.habits.culture, _levels(today)) + conduct[:, :, None])


def pay_presentation(today: Today, orders: Ints) -> None:
    """Copywriters, photographers and translators are paid once, gift paper for every order; orders [B, L]."""
    state, habits = today.state, today.world.habits
    levels = _levels(today)
    written = culture.due_minor(habits.culture, levels, state.presented).sum(axis=-1)
    state.presented = culture.paid_levels(levels, state.presented)
    per_front = today.by_front(orders)
    wrapped = (per_front * levels[culture.Aspect.GIFT_WRAP]).sum(axis=-1) * habits.culture.wrap_minor
    cost = written + wrapped
    state.cash_minor = state.cash_minor - cost
    today.journal.move(Cause.PRESENTATION, Account.PRESENTATION, Account.CASH, cost)


def _levels(today: Today) -> list[Ints]:
    return [today.state.settings[name] for name in culture.ASPECTS]


def remember(today: Today, delivered: Rows) -> None:
    """Buyers remember fronts that delivered on time, and those that did not for longer."""
    habits, listings, goodwill = today.world.habits, today.world.listings, today.state.goodwill
    if not habits.loyalty.most_e3:
        return
    _, stores, fronts = goodwill.shape
    listing = delivered["listing"]
    of_listing = listings.store * fronts + listings.front
    place = delivered["world"] * np.int64(stores * fronts) + of_listing.take(listing)
    late = tally(place[delivered["promised_day"] < today.day], goodwill.size).reshape(goodwill.shape)
    on_time = tally(place, goodwill.size).reshape(goodwill.shape) - late
    today.state.goodwill = loyalty.remembered(habits.loyalty, goodwill, on_time, late)
