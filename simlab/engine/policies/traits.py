"""What a bot believes and wants, as numbers: the same turn played with other traits is another bot.

Values between novice and expert make a class of any skill. The expert's lie near what the
cross-entropy search of `python -m bench.better_bots` finds on `first-store`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from simlab.core.arrays import Floats
from simlab.engine.policies.table import POLICY_CODES


@dataclass(frozen=True)
class Traits:
    """One number per bot, or an array [S] or [B, S] for the stores of a batch."""

    active: float | Floats = 1.0  # 0: leaves everything as it stands
    markup: float | Floats = 1.5  # price over the full cost of a sale
    duty_aware: float | Floats = 1.0  # share of tax and duty that it counts as cost
    freight_aware: float | Floats = 1.0  # share of freight that it counts as cost
    market_weight: float | Floats = 0.0  # how far it follows the average price of the others
    scarcity: float | Floats = 0.0  # how much it raises the price when less than a lead time of stock is left
    cover_days: float | Floats = 21.0
    season_weight: float | Floats = 0.0  # how far it stocks up for the season ahead
    day_value_e4: float | Floats = 0.0  # worth of a delivery day beyond the seventh, in ten-thousandths of the price
    cheapest: float | Floats = 0.0  # 1: always the cheapest service
    ad_share: float | Floats = 0.0  # advertising in ten-thousandths of expected sales
    noise: float | Floats = 0.0  # log standard deviation of its prices and covers, and chance of a random service


TRAITS: dict[str, Traits] = {
    "do_nothing": Traits(active=0.0),
    "random": Traits(noise=0.5),
    # four times what the goods cost whatever they weigh, the cheapest parcels, shelves that keep running empty
    "novice": Traits(markup=4.2, duty_aware=0.6, freight_aware=0.0, cover_days=12.0, cheapest=1.0, ad_share=200.0),
    # cost plus a fixed share, lead time and a week of cover, parcels that are neither slow nor dear
    "rule": Traits(markup=1.45, cover_days=17.0, day_value_e4=70.0, ad_share=200.0),
    "expert": Traits(
        markup=1.72,
        market_weight=0.12,
        scarcity=0.3,
        cover_days=30.0,
        season_weight=1.2,
        day_value_e4=130.0,
        ad_share=250.0,
    ),
}


def traits_by_policy(policy: np.ndarray) -> Traits:
    """The traits of stores by policy number, arrays of the same shape; -1 (a team) is inactive."""
    bots = [TRAITS[code] for code in POLICY_CODES] + [Traits(active=0.0)]
    return Traits(
        **{field.name: np.array([getattr(bot, field.name) for bot in bots])[policy] for field in fields(Traits)}
    )
