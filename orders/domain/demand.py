"""How many shoppers come: level x season x a wandering market mood x the chance of the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import exact, rng
from simlab.core.arrays import Floats, Ints
from simlab.core.rng import Luck


@dataclass(frozen=True)
class Demand:
    """Parameters of arrivals. Choice sets are market x category; G segments.

    base_e2 [sets]: mean shoppers a day x 100. season_e4 [T, sets]. segment_share_e4 [G].
    mood_rho_e4: what is left of yesterday's mood. mood_shock_e6, day_factor_e6 [QUANTILES]: quantile tables.
    """

    base_e2: Ints
    season_e4: Ints
    segment_share_e4: Ints
    mood_rho_e4: int
    mood_shock_e6: Ints
    day_factor_e6: Ints
    set_no: Ints


def next_mood(demand: Demand, mood_e6: Ints, luck: Luck, day: int) -> Ints:
    """Log demand of each choice set in millionths, [B, sets]: an AR(1) rounded once a day."""
    shock = demand.mood_shock_e6[rng.bins(luck, "orders.mood", day, demand.set_no)]
    return (mood_e6 * demand.mood_rho_e4 + 5_000) // 10_000 + shock


def shoppers(demand: Demand, mood_e6: Ints, luck: Luck, day: int) -> Floats:
    """Mean shoppers of the day, [B, sets, G]; overdispersed by one factor per set, shared by its segments."""
    chance = demand.day_factor_e6[rng.bins(luck, "orders.day_factor", day, demand.set_no)]
    level = demand.base_e2 * demand.season_e4[day] * 1e-6
    per_set = level * exact.exp(mood_e6 * 1e-6) * (chance * 1e-6)
    return np.asarray(per_set[:, :, None] * (demand.segment_share_e4 * 1e-4))
