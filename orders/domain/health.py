"""Account health: what a marketplace counts of a seller, how it scores the counts, and its ladder from warning to suspension.

An account is a store on a marketplace channel; arrays end in accounts [A], then metrics [Q], then bad and all [2].
docs/algorithms/account_health.md explains every number.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Bools, Ints
from simlab.core.states import AccountStanding as Standing
from simlab.core.states import HealthMetric

COUNT_UNIT = 1024  # sums keep the tenth binary place of an order
FULL_E4 = 10_000
VIOLATION_BIT = len(HealthMetric)  # in an appeal, the cause besides the metrics
_MEASURES_SHIFT = 8
_BITS = np.arange(len(HealthMetric) + 1)


@dataclass(frozen=True)
class Ladder:
    """Days between judgements and rungs, when a rate is judged at all, and the odds of an appeal."""

    review_every_days: int
    step_days: int
    suspension_days: int
    closed_days: int
    appeal_days: int
    strike_days: int
    least_orders: int
    critical_factor: int
    ship_within_days: int
    appeal_base_e4: int
    appeal_gain_e4: int
    appeal_repeat_loss_e4: int
    strike_limit_e4: int
    feedback_rate_e6: int
    lost_claim_rate_e6: int


@dataclass(frozen=True)
class Health:
    """Limits, windows and weights of the metrics [Q]; hard [Q]: may suspend; tracked_e6 [services]; accounts of listings [L] and fronts [F], -1: none."""

    accounts: int
    account_of_listing: Ints
    account_of_front: Ints
    limit_e6: Ints
    window_days: Ints
    weight_e4: Ints
    hard: Bools
    tracked_e6: Ints
    ladder: Ladder


def next_sums(sums: Ints, counts: Ints, window_days: Ints) -> Ints:
    """Exponential windows, [..., Q, 2]: a count weighs (1 - 1/window)^age, so a steady day's count adds up to `window` of them."""
    window = window_days[:, None]
    return np.asarray(sums * (window - 1) // window + counts * COUNT_UNIT)


def rate_e6(sums: Ints, least_orders: int) -> Ints:
    """Bad per million, [..., Q]; 0 while the window holds fewer than `least_orders`."""
    bad, everything = sums[..., 0], sums[..., 1]
    judged = everything >= least_orders * COUNT_UNIT
    return np.asarray(np.where(judged, bad * 1_000_000 // np.maximum(everything, 1), 0))


def score_e4(health: Health, rate: Ints, strike_e4: Ints) -> Ints:
    """10,000 less each metric's weight in proportion to what exceeds its limit, up to twice the limit, and less the strikes; [..., A]."""
    over_e4 = np.clip((rate - health.limit_e6) * FULL_E4 // health.limit_e6, 0, FULL_E4)
    lost = (over_e4 * health.weight_e4).sum(axis=-1) // FULL_E4
    return np.asarray(np.clip(FULL_E4 - lost - strike_e4, 0, FULL_E4))


def breached(health: Health, rate: Ints, strike_e4: Ints) -> Bools:
    """Which causes stand against an account: every metric over its limit, then violations; [..., A, Q + 1]."""
    violated = strike_e4 >= health.ladder.strike_limit_e4
    return np.concatenate([rate > health.limit_e6, violated[..., None]], axis=-1)


def next_standing(health: Health, standing: Ints, since_days: Ints, rate: Ints, strike_e4: Ints) -> Ints:
    """The rung after a judgement, [..., A]: a hard breach leads one rung down when `step_days` are over, none leads back to the top."""
    ladder = health.ladder
    causes = breached(health, rate, strike_e4)
    breach = (causes[..., :-1] & health.hard).any(axis=-1) | causes[..., -1]
    defects, limit = rate[..., HealthMetric.ORDER_DEFECT], health.limit_e6[HealthMetric.ORDER_DEFECT]
    critical = (defects > ladder.critical_factor * limit) | (strike_e4 >= FULL_E4)
    selling = standing < Standing.ACCOUNT_SUSPENDED
    due = breach & ((standing == Standing.HEALTHY) | (since_days >= ladder.step_days))
    judged = np.where(due, standing + 1, np.where(breach, standing, Standing.HEALTHY))
    judged = np.where(critical, Standing.ACCOUNT_SUSPENDED, judged)
    return np.asarray(np.where(selling, judged, standing))


def plan_bits(causes: list[int], measures: list[int]) -> int:
    """An appeal's plan as one number: the causes it names and the causes that its measures answer."""
    return sum(1 << cause for cause in set(causes)) | sum(1 << (_MEASURES_SHIFT + cause) for cause in set(measures))


def plan_named(plan: int) -> tuple[list[int], list[int]]:
    """The causes and the answered causes of a plan's number."""
    causes, measures = ([int(bit) for bit in _BITS if plan >> (shift + int(bit)) & 1] for shift in (0, _MEASURES_SHIFT))
    return causes, measures


def plan_quality_e4(plan: Ints, causes: Bools) -> Ints:
    """How well a plan [n] fits what stands against the account [n, Q + 1]: overlap over union, half for causes, half for measures."""
    total = np.zeros(plan.shape, dtype=np.int64)
    for shift in (0, _MEASURES_SHIFT):
        named = (plan[:, None] >> (shift + _BITS) & 1).astype(bool)
        overlap, union = (named & causes).sum(axis=-1), (named | causes).sum(axis=-1)
        total += FULL_E4 // 2 * overlap // np.maximum(union, 1)
    return total


def appeal_odds_e4(ladder: Ladder, quality_e4: Ints, earlier: Ints) -> Ints:
    """Chance that the marketplace takes the account back, between 5% and 95%."""
    gained = ladder.appeal_gain_e4 * quality_e4 // FULL_E4
    return np.asarray(np.clip(ladder.appeal_base_e4 + gained - ladder.appeal_repeat_loss_e4 * earlier, 500, 9_500))
