"""A bot at the till of its own site: methods, screening, and the way the money comes home."""

from __future__ import annotations

from typing import cast

import numpy as np

from simlab.core.arrays import Floats, Ints
from simlab.core.money import convert
from simlab.engine.policies.outlook import sales_a_day
from simlab.engine.policies.traits import Traits, whole
from simlab.engine.state import State
from simlab.engine.world import World

_LIMBO = 0.001  # what a day of money in limbo costs, as a share of it


def till(world: World, state: State, traits: Traits) -> dict[str, Ints]:
    """Settings of own sites; nothing where the platforms take all payments."""
    if not world.payments.own_listing.any():
        return {}
    fronts = (*state.cash_minor.shape, world.sizes.fronts)
    return {
        "offered_methods": _methods(world, state, traits),
        "fraud_threshold": np.broadcast_to(whole(traits.fraud_threshold)[:, :, None], fronts),
        "three_d_secure": np.broadcast_to(whole(traits.three_d_secure)[:, :, None], fronts),
        "retries": np.broadcast_to(whole(traits.retries)[:, :, None], fronts),
        "payout_rail": _rails(world, state, traits),
    }


def _methods(world: World, state: State, traits: Traits) -> Ints:
    """The methods that are offered already and those that enough buyers prefer, as bits, [B, S, F]."""
    preferred = world.payments.acceptance.share_e4[_market_of_front(world)]  # [F, P]
    enough = preferred >= cast(Floats, traits.least_method_e4)[:, :, None, None]
    bits = (enough * (1 << np.arange(preferred.shape[1]))).sum(axis=-1)
    return np.asarray(state.settings["offered_methods"] | bits)


def _market_of_front(world: World) -> Ints:
    listings = world.listings
    return listings.market[listings.number[0, :, 0]]


def _rails(world: World, state: State, traits: Traits) -> Ints:
    """The rail that takes least of a week's takings in each currency, [B, S, C], once its days and holds are counted."""
    rails, rate = world.payments.rails, state.rate_e8
    own = world.payments.own_listing[world.listings.number[0, :, 0]]
    takings = sales_a_day(world, state, state.settings["price_minor"]) * own
    per_currency = np.zeros((*state.cash_minor.shape, world.sizes.currencies))
    for front in np.flatnonzero(own):
        per_currency[..., world.trade.front_currency[front]] += takings[..., front]
    payout = per_currency * state.settings["payout_every_days"]
    fixed = convert(rails.fixed_cents, rate[:, [world.trade.dollar]])  # [B, rails]
    share = (rails.fee_e4 + rails.spread_e4) * 1e-4 + rails.hold_e6 * 1e-6 * rails.hold_days * _LIMBO
    share = share + rails.delay_days * _LIMBO
    cost = fixed[:, None, None, :] + payout[..., None] * share
    aware = cast(Floats, traits.rail_aware)[:, :, None] > 0.5
    return np.where(aware & (payout > 0), cost.argmin(axis=-1), state.settings["payout_rail"])
