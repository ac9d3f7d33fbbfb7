"""What a shock does to things that are there already: shelves, parcels under way, stock, reviews."""

from __future__ import annotations

import numpy as np

from simlab.core.rows import Records, size, take
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.core.states import Leg
from simlab.engine.shocks import ONE_E4, begin, pulled
from simlab.engine.stages.today import Shelf, Today

_CLOSES = ((Leg.EXPORT, "export_closed"), (Leg.LAST_MILE, "last_mile_closed"))


def begin_shocks(today: Today) -> None:
    """Shocks begin, and the day's levers follow."""
    world, state = today.world, today.state
    state.shock_day = begin(world.shocks, state.shock_day, today.luck, today.day, today.events.decisions)
    today.levers = pulled(world.shocks, state.shock_day, today.day)


def destroy(today: Today) -> None:
    """Stock burns and reviews are purged, once."""
    state, lost_e4 = today.state, today.levers["stock_loss_e4"]
    if lost_e4.any():
        units = state.stock_units * lost_e4[:, None, None, :] // ONE_E4
        state.stock_units = state.stock_units - units
        cost = (units.sum(axis=-1) * today.world.suppliers.unit_cost_minor).sum(axis=-1)
        today.journal.move(Cause.STOCK_LOSS, Account.LOSSES, Account.STOCK, cost)
    purged_e4 = today.levers["review_loss_e4"]
    if purged_e4.any():
        left = state.rating_count - state.rating_count * purged_e4[:, :, None] // ONE_E4
        # purged reviews were as good as the others: the mean stays, rounded to a whole star sum
        state.rating_sum = (2 * state.rating_sum * left + state.rating_count) // np.maximum(2 * state.rating_count, 1)
        state.rating_count = left
        bought = state.fake_reviews - state.fake_reviews * purged_e4[:, :, None] // ONE_E4
        state.fake_reviews = np.minimum(bought, left)


def disturb_shelves(today: Today, shelf: Shelf) -> None:
    """Listings are taken down, or seen by more people or fewer."""
    shelf.live = shelf.live & (today.levers["blocked"] == 0)
    shelf.appeal_e3 = shelf.appeal_e3 + today.levers["appeal_e3"]


def keep_waiting(today: Today, parcels: Records) -> Records:
    """Parcels whose leg is closed wait for tomorrow; returns the others."""
    moves = np.ones(size(parcels), dtype=bool)
    for leg, lever in _CLOSES:
        if today.levers[lever].any():
            begun = np.flatnonzero(parcels["leg"] == leg)
            closed = today.lever(lever, parcels["world"][begun], parcels["lane"][begun]) > 0
            waits = begun[np.broadcast_to(closed, begun.shape)]
            today.state.queues["parcels"].push(parcels, today.day + 1, waits)
            moves[waits] = False
    return parcels if moves.all() else take(parcels, moves)
