"""Payments that a store takes on its own site: methods offered, fraud score, 3-D Secure, the issuer's answer, a second try.

docs/algorithms/payments.md walks one order through. On a marketplace the platform does all of this.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck
from simlab.core.states import Authentication, Refusal, Screen


@dataclass(frozen=True)
class Acceptance:
    """Methods [M, P] are numbered as in `authorisation.Methods`; rates in millionths.

    opening_methods [F]: bit p is method p.
    asks [M, P]: methods that know 3-D Secure. challenge, stopped_good [M]: shares of authenticated orders, and of those challenged
    orders that their buyers give up or fail. factor_e6 [2, M]: authorisation without and with 3-D Secure.
    score [2, QUANTILES]: fraud scores of good and of fraudulent orders. answers, retry_e6 [M, P -> family -> QUANTILES]: decline codes and
    the chance of a second try.
    """

    opening_methods: Ints
    share_e4: Ints
    fraud_e6: Ints
    asks: Bools
    leave_e6: int
    risk_score: int
    score: Ints
    amount_edge_minor: Ints
    amount_factor_e4: Ints
    challenge_e6: Ints
    abandon_e6: Ints
    fail_e6: Ints
    fraud_stopped_e6: int
    factor_e6: Ints
    family: Ints
    answers: Ints
    retry_e6: Ints


@dataclass(frozen=True)
class Attempt:
    """Orders [n] on own sites: who pays how, what it is worth in home money, today's factor on issuers' rates, and the draw's names."""

    world: Ints
    slot: Ints
    market: Ints
    method: Ints
    amount_home_minor: Ints
    issuers_e4: Ints


@dataclass(frozen=True)
class Policy:
    """What the store has set for each order's front, [n]: methods as bits, 3-D Secure, score from which it refuses, second try."""

    offered: Ints
    three_d_secure: Ints
    threshold: Ints
    retries: Ints


@dataclass(frozen=True)
class Outcome:
    """How each order was paid [n]; `reason` is 0 for a paid order, a Refusal or the issuer's code; screen: Screen bits."""

    method: Ints
    paid: Bools
    screen: Ints
    reason: Ints


def take_payments(terms: Acceptance, auth_e6: Ints, luck: Luck, day: int, orders: Attempt, policy: Policy) -> Outcome:
    """Each order through the till; auth_e6 [M, P] are the issuers' rates."""
    method, left = offered_method(terms, luck, day, orders, policy.offered)
    fraud = fraudulent(terms, luck, day, orders, method)
    score = fraud_score(terms, luck, day, orders, fraud)
    refused = score >= policy.threshold
    asked = terms.asks[orders.market, method] & _asks(policy.three_d_secure, score, terms.risk_score)
    stopped = authentication(terms, luck, day, orders, asked, fraud)
    rate = auth_e6[orders.market, method] * orders.issuers_e4 // 10_000
    rate = rate * terms.factor_e6[asked.astype(np.int64), orders.market] // 1_000_000
    code = issuers_answer(terms, luck, day, orders, method, rate, policy.retries)
    reason = np.select(
        [left, refused, stopped > 0], [Refusal.NO_METHOD, Refusal.FRAUD_SCREEN, _STOPPED[stopped]], default=code
    )
    screen = asked * Screen.THREE_D_SECURE + fraud * Screen.FRAUD
    return Outcome(method, reason == 0, screen, reason)


_MOST_SCORE = 100
_STOPPED = np.array([0, Refusal.ABANDONED_3DS, Refusal.FAILED_3DS])


def _asks(policy: Ints, score: Ints, risk_score: int) -> Bools:
    return np.asarray((policy == Authentication.ALWAYS) | ((policy == Authentication.RISK) & (score >= risk_score)))


def offered_method(terms: Acceptance, luck: Luck, day: int, orders: Attempt, offered: Ints) -> tuple[Ints, Bools]:
    """The method each buyer ends up with, and who leaves: some of those whose own method is not there, all where nothing is."""
    method, left = orders.method.copy(), np.zeros(len(offered), dtype=bool)
    missing = np.flatnonzero(offered >> method & 1 == 0)
    row, slot = orders.world[missing], orders.slot[missing]
    weight = terms.share_e4[orders.market[missing]] * (offered[missing, None] >> np.arange(terms.share_e4.shape[1]) & 1)
    total = weight.sum(axis=1)
    leaves = rng.chance_e6(luck, "payments.method_missing", day, slot, row=row) < terms.leave_e6
    drawn = rng.chance_e6(luck, "payments.method_instead", day, slot, row=row) * total // 1_000_000
    other = (np.cumsum(weight, axis=1) <= drawn[:, None]).sum(axis=1)
    method[missing] = np.where(total > 0, other, method[missing])
    left[missing] = leaves | (total == 0)
    return method, left


def fraudulent(terms: Acceptance, luck: Luck, day: int, orders: Attempt, method: Ints) -> Bools:
    """Orders paid with stolen details; dear ones more often."""
    rate = fraud_rate_e6(terms, orders.market, method, orders.amount_home_minor)
    return np.asarray(rng.chance_e6(luck, "payments.fraud", day, orders.slot, row=orders.world) < rate)


def fraud_rate_e6(terms: Acceptance, market: Ints, method: Ints, amount_home_minor: Ints) -> Ints:
    """The share of orders like these [n] that are paid with stolen details."""
    band = np.searchsorted(terms.amount_edge_minor, amount_home_minor, side="right")
    return np.asarray(terms.fraud_e6[market, method] * terms.amount_factor_e4[band] // 10_000)


def unseen_e6(terms: Acceptance) -> Ints:
    """The share of fraudulent orders that score below each threshold, [101]."""
    below = np.searchsorted(terms.score[1], np.arange(_MOST_SCORE + 1), side="left")
    return np.asarray(below * 1_000_000 // rng.QUANTILES)


def fraud_score(terms: Acceptance, luck: Luck, day: int, orders: Attempt, fraud: Bools) -> Ints:
    """What the provider's model makes of each order, 0..99."""
    drawn = rng.bins(luck, "payments.fraud_score", day, orders.slot, row=orders.world)
    return np.asarray(terms.score[fraud.astype(np.int64), drawn])


def authentication(terms: Acceptance, luck: Luck, day: int, orders: Attempt, asked: Bools, fraud: Bools) -> Ints:
    """0 authenticated or not asked, 1 given up, 2 failed. Fraudsters fail; of the others only those who are challenged can."""
    stopped, some = np.zeros(len(asked), dtype=np.int64), np.flatnonzero(asked)
    market = orders.market[some]
    drawn = rng.chance_e6(luck, "payments.three_d_secure", day, orders.slot[some], row=orders.world[some])
    # one draw tells it all: the lowest part of the challenged share gives up, the next part fails
    given_up = terms.challenge_e6[market] * terms.abandon_e6[market] // 1_000_000
    failed = given_up + terms.challenge_e6[market] * terms.fail_e6[market] // 1_000_000
    good = np.where(drawn < given_up, 1, np.where(drawn < failed, 2, 0))
    stopped[some] = np.where(fraud[some], np.where(drawn < terms.fraud_stopped_e6, 2, 0), good)
    return stopped


def issuers_answer(
    terms: Acceptance, luck: Luck, day: int, orders: Attempt, method: Ints, rate_e6: Ints, retries: Ints
) -> Ints:
    """0 for yes, else the code of the refusal. A second try may turn a soft refusal."""
    asked = rng.chance_e6(luck, "payments.authorisation", day, orders.slot, row=orders.world)
    code, refused = np.zeros(len(asked), dtype=np.int64), np.flatnonzero(asked >= rate_e6)
    row, slot = orders.world[refused], orders.slot[refused]
    family = terms.family[orders.market[refused], method[refused]]
    drawn = rng.bins(luck, "payments.decline_code", day, slot, row=row)
    again = rng.chance_e6(luck, "payments.retry", day, slot, row=row)
    turned = (retries[refused] > 0) & (again < terms.retry_e6[family, drawn])
    code[refused] = np.where(turned, 0, terms.answers[family, drawn])
    return code
