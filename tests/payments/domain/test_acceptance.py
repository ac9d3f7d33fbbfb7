"""The till of an own site: shares of docs/algorithms/payments.md, and what a policy can and cannot change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from payments.domain import acceptance
from payments.domain.acceptance import Acceptance, Attempt, Outcome, Policy
from simlab.core.rng import Luck
from simlab.core.states import Refusal, Screen
from simlab.engine.parts.payments import read_payments
from simlab.engine.world import compile_world
from tests.payments.section import checkout, own_site_document

_N = 40_000
_LUCK = Luck.of_seeds([5])
_AUTH_E6 = np.array([[900_000, 970_000, 950_000]] * 2)
_TERMS: Acceptance = compile_world(own_site_document()).payments.acceptance


def _attempt(method: int = 0, amount_minor: int = 10_000) -> Attempt:
    zeros = np.zeros(_N, dtype=np.int64)
    return Attempt(zeros, np.arange(_N), zeros, zeros + method, zeros + amount_minor, zeros + 10_000)


def _policy(offered: int = 7, three_d_secure: int = 0, threshold: int = 100, retries: int = 0) -> Policy:
    ones = np.ones(_N, dtype=np.int64)
    return Policy(ones * offered, ones * three_d_secure, ones * threshold, ones * retries)


def _taken(attempt: Attempt, policy: Policy, terms: Acceptance = _TERMS) -> Outcome:
    return acceptance.take_payments(terms, _AUTH_E6, _LUCK, 3, attempt, policy)


def _share(outcome: Outcome, reason: Refusal) -> float:
    return float((outcome.reason == reason).mean())


def test_some_leave_and_the_others_take_what_is_there() -> None:
    outcome = _taken(_attempt(method=1), _policy(offered=0b101))
    assert _share(outcome, Refusal.NO_METHOD) == pytest.approx(0.45, abs=0.01)
    assert set(np.unique(outcome.method)) == {0, 2}
    assert (outcome.method == 0).mean() == pytest.approx(5_000 / 7_000, abs=0.01)


def test_where_nothing_is_offered_everybody_leaves() -> None:
    assert _share(_taken(_attempt(), _policy(offered=0)), Refusal.NO_METHOD) == 1


def test_a_quarter_is_challenged_and_one_in_thirty_lost() -> None:
    honest = replace(_TERMS, fraud_e6=_TERMS.fraud_e6 * 0)
    outcome = _taken(_attempt(), _policy(three_d_secure=2), honest)
    lost = _share(outcome, Refusal.ABANDONED_3DS), _share(outcome, Refusal.FAILED_3DS)
    assert lost == pytest.approx((0.02, 0.0125), abs=0.002)
    assert (outcome.screen == Screen.THREE_D_SECURE).all()


def test_fraudsters_fail_authentication() -> None:
    crooks = replace(_TERMS, fraud_e6=_TERMS.fraud_e6 * 0 + 1_000_000)
    asked, trusted = (_taken(_attempt(), _policy(three_d_secure=policy), crooks) for policy in (2, 0))
    assert _share(asked, Refusal.FAILED_3DS) == pytest.approx(0.85, abs=0.01)
    assert asked.paid.sum() < 0.2 * trusted.paid.sum()


def test_dear_orders_are_fraudulent_more_often() -> None:
    cheap, dear = (
        _taken(_attempt(amount_minor=amount), _policy()).screen & Screen.FRAUD for amount in (10_000, 30_000)
    )
    assert dear.astype(bool).mean() == pytest.approx(2 * cheap.astype(bool).mean(), rel=0.1)
    assert (dear >= cheap).all()


@pytest.mark.parametrize(("low", "high"), [(30, 60), (60, 100)])
def test_a_lower_threshold_refuses_what_a_higher_one_does_and_more(low: int, high: int) -> None:
    strict, lax = (_taken(_attempt(), _policy(threshold=threshold)).reason for threshold in (low, high))
    assert ((strict == Refusal.FRAUD_SCREEN) | (lax != Refusal.FRAUD_SCREEN)).all()
    assert (strict == Refusal.FRAUD_SCREEN).sum() > (lax == Refusal.FRAUD_SCREEN).sum()


def test_thresholds_as_the_page_tells_them() -> None:
    good, bad = _TERMS.score
    assert 1 / (good >= 75).mean() == pytest.approx(600, rel=0.2)
    assert (bad >= 75).mean() == pytest.approx(0.24, abs=0.02)
    assert ((good >= 45).mean(), (bad >= 45).mean()) == pytest.approx((0.10, 0.83), abs=0.02)


def test_a_second_try_only_adds_payments() -> None:
    once, twice = (_taken(_attempt(), _policy(retries=retries)) for retries in (0, 1))
    assert (twice.paid >= once.paid).all()
    # 0.9 x 0.85 say yes; of the others six in ten lack funds, and half of those are turned
    assert twice.paid.mean() - once.paid.mean() == pytest.approx((1 - 0.9 * 0.85) * 0.6 * 0.5, abs=0.01)
    assert set(np.unique(once.reason)) == {0, 14, 51}


def test_an_american_card_of_five_hundred_yuan() -> None:
    """payments.md: 0.006 x 0.48 x 0.72 = 0.2073%."""
    section: dict[str, Any] = checkout(
        amount_factor_e4=[1_700, 7_200, 13_800, 25_000], amount_edge_minor=[34_000, 119_000, 255_000]
    )
    section["markets"]["US"]["methods"][0]["fraud_e6"] = 2_880
    world = compile_world(own_site_document())
    terms = read_payments(own_site_document(checkout=section), world.sizes, world.listings).acceptance
    band = np.searchsorted(terms.amount_edge_minor, 50_000, side="right")
    assert terms.fraud_e6[0, 0] * terms.amount_factor_e4[band] // 10_000 == 2_073
