"""What a bot believes and wants, as numbers: the same turn played with other traits is another bot.

Values between novice and expert make a class of any skill. The expert's lie near what the
cross-entropy search of `python -m bench.better_bots` finds on `first-store`. Traits that speak of something a
scenario does not have say nothing there; the values of `Traits()` leave it as a store finds it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from simlab.core.arrays import Floats, Ints
from simlab.engine.policies.table import POLICY_CODES


@dataclass(frozen=True)
class Traits:
    """One number per bot, or an array [S] or [B, S] for the stores of a batch."""

    active: float | Floats = 1.0  # 0: leaves everything as it stands
    markup: float | Floats = 1.5  # price over the full cost of a sale
    duty_aware: float | Floats = 1.0  # share of tax and duty that it counts as cost
    freight_aware: float | Floats = 1.0  # share of freight that it counts as cost
    overhead_aware: float | Floats = 1.0  # share of closing fees and agents' wages that it counts as cost
    market_weight: float | Floats = 0.0  # how far it follows the average price of the others
    scarcity: float | Floats = 0.0  # how much it raises the price when less than a lead time of stock is left
    cover_days: float | Floats = 21.0
    season_weight: float | Floats = 0.0  # how far it stocks up for the season ahead
    day_value_e4: float | Floats = 0.0  # worth of a delivery day beyond the seventh, in ten-thousandths of the price
    cheapest: float | Floats = 0.0  # 1: always the cheapest service
    insures: float | Floats = 0.0  # 1: where parcels are lost more often than the premium says
    ad_share: float | Floats = 0.0  # advertising in ten-thousandths of expected sales
    auction_share: float | Floats = 1.0  # of that budget, where the platform sells clicks by auction
    bid_e4: float | Floats = (
        0.0  # what it bids of the sales that a click brings on average; 0: leaves it to the platform
    )
    sale_depth_e4: float | Floats = 0.0  # reduction on the platform's sale days
    coupon_e4: float | Floats = 0.0
    payback_days: float | Floats = 0.0  # how long translations and pictures may take to earn their cost
    staffing: float | Floats = 0.0  # agent hours over those that the expected messages take; 0: leaves them
    goodwill_e4: float | Floats = 0.0  # offered to buyers of late goods
    generosity: float | Floats = 1.0  # standing answer to cases: refuse, apologise, part of the price, all of it
    free_returns: float | Floats = 0.0
    local_address: float | Floats = 0.0  # 1: goods come back to an address in the market
    keep_below_minor: float | Floats = 0.0  # buyers keep cheaper goods and get their money all the same
    declared_e2: float | Floats = 100.0  # declared value in hundredths of the right one
    right_heading: float | Floats = 1.0  # 0: declares under the heading with the least duty
    customs_papers: float | Floats = 1.0  # nothing, the invoice when asked, everything with each parcel
    licensed: float | Floats = 0.0  # 1: applies for the papers its listings want
    seeks_grants: float | Floats = 0.0  # 1: applies for public money as soon as it may
    self_declares: float | Floats = 0.0  # 1: sells without them meanwhile
    collects_tax: float | Floats = 0.0  # 1: at the checkout of its own site, where it is registered
    least_method_e4: float | Floats = 10_000.0  # offers payment methods that so many buyers prefer
    fraud_threshold: float | Floats = 75.0
    three_d_secure: float | Floats = 1.0
    retries: float | Floats = 0.0  # 1: declined payments are tried again
    rail_aware: float | Floats = 0.0  # 1: the payout rail that costs least
    noise: float | Floats = 0.0  # log standard deviation of its prices and covers, and chance of a random service


TRAITS: dict[str, Traits] = {
    "do_nothing": Traits(active=0.0),
    "random": Traits(noise=0.5),
    # four times what the goods cost whatever they weigh, the cheapest parcels, shelves that keep running empty
    "novice": Traits(
        markup=4.2,
        duty_aware=0.6,
        freight_aware=0.0,
        overhead_aware=0.0,
        cover_days=12.0,
        cheapest=1.0,
        ad_share=200.0,
        auction_share=0.0,
        staffing=0.6,
        generosity=0.0,
        customs_papers=0.0,
        self_declares=1.0,
        fraud_threshold=60.0,
        three_d_secure=0.0,
    ),
    # cost plus a fixed share, lead time and a week of cover, parcels that are neither slow nor dear
    "rule": Traits(
        markup=1.45,
        cover_days=17.0,
        day_value_e4=70.0,
        ad_share=200.0,
        payback_days=21.0,
        staffing=1.0,
        licensed=1.0,
        seeks_grants=1.0,
        least_method_e4=2_000.0,
    ),
    "expert": Traits(
        markup=1.72,
        market_weight=0.12,
        scarcity=0.3,
        cover_days=30.0,
        season_weight=1.2,
        day_value_e4=130.0,
        insures=1.0,
        ad_share=250.0,
        auction_share=1.3,
        bid_e4=3_000.0,
        sale_depth_e4=500.0,
        coupon_e4=300.0,
        payback_days=35.0,
        staffing=1.15,
        generosity=2.0,
        free_returns=1.0,
        local_address=1.0,
        keep_below_minor=12_000.0,
        licensed=1.0,
        seeks_grants=1.0,
        collects_tax=1.0,
        least_method_e4=300.0,
        rail_aware=1.0,
        retries=1.0,
    ),
}


def traits_by_policy(policy: np.ndarray) -> Traits:
    """The traits of stores by policy number, arrays of the same shape; -1 (a team) is inactive."""
    bots = [TRAITS[code] for code in POLICY_CODES] + [Traits(active=0.0)]
    return Traits(
        **{field.name: np.array([getattr(bot, field.name) for bot in bots])[policy] for field in fields(Traits)}
    )


def whole(trait: float | Floats) -> Ints:
    """A trait as whole numbers."""
    return np.rint(trait).astype(np.int64)
