"""Disputes and the networks' programme: the worked example of docs/algorithms/payments.md, and what no store can do about them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench.everything import everything
from payments.domain import acceptance, disputes, monitoring
from payments.domain.disputes import Delivered
from simlab.core.rng import Luck
from simlab.core.states import DisputeGround as Ground
from simlab.core.states import Evidence
from simlab.engine.world import compile_world

PAGE = (Path(__file__).parents[3] / "docs/algorithms/payments.md").read_text(encoding="utf-8")
PAYMENTS = compile_world(everything(5)).payments
TERMS, PROGRAMME = PAYMENTS.disputes, PAYMENTS.monitoring
COMPLAINTS = TERMS.complaints
_N = 20_000
_LUCK = Luck.of_seeds([9])
_FULL_E4 = np.full((1, len(Evidence)), 10_000)


def _delivered(
    late_days: int = 0, quality_bins: int = 200, faulty: bool = False, disputed_e4: int = 10_000
) -> Delivered:
    ones = np.ones(1, dtype=np.int64)
    return Delivered(ones * late_days, ones * quality_bins, ones > 1 - faulty, ones * disputed_e4, ones * 10_000)


def _share(ground: Ground, seen: Delivered) -> int:
    """Of a million draws."""
    told = disputes.delivery_ground(COMPLAINTS, np.arange(1_000_000), seen)
    return int((told == ground).sum())


def test_a_parcel_ten_days_late() -> None:
    assert _share(Ground.NOT_RECEIVED, _delivered(late_days=10)) == 21_300
    assert "2.13%" in PAGE


@pytest.mark.parametrize(("late_days", "share"), [(0, 0), (14, 30_000), (28, 60_000), (90, 60_000)])
def test_the_later_the_more_buyers_go_to_their_bank(late_days: int, share: int) -> None:
    assert _share(Ground.NOT_RECEIVED, _delivered(late_days=late_days)) == share


def test_poor_and_broken_goods_and_methods_without_disputes() -> None:
    assert _share(Ground.NOT_AS_DESCRIBED, _delivered()) == 0
    assert _share(Ground.NOT_AS_DESCRIBED, _delivered(quality_bins=0)) == COMPLAINTS.not_as_described_e6
    broken = COMPLAINTS.not_as_described_e6 + COMPLAINTS.defective_e6
    assert _share(Ground.NOT_AS_DESCRIBED, _delivered(quality_bins=0, faulty=True)) == broken
    assert _share(Ground.NOT_RECEIVED, _delivered(late_days=14, disputed_e4=0)) == 0


def test_the_example_is_contested() -> None:
    """USD 40.00, 10 days late, by a line of 98.5% valid tracking; nine of ten messages are answered in time."""
    strength = np.array([[9_850, 0, 9_000, 10_000]])
    sent = np.array([Evidence.TRACKING | Evidence.CORRESPONDENCE])
    (odds,) = disputes.odds_e4(TERMS, np.array([Ground.NOT_RECEIVED]), sent, strength).tolist()
    assert odds == 6_382
    cents = TERMS.represent_cents + int(disputes.evidence_cents(TERMS, sent)[0])
    worth = [odds * (amount + TERMS.represent_cents) // 10_000 - cents for amount in (4_000, 1_000)]
    assert (cents, worth) == (1_900, [1_610, -305])
    for told in ("63.82%", "USD 19.00", "USD 16.10", "USD 3.05"):
        assert told in PAGE


def test_every_piece_of_evidence_helps_and_none_is_sure() -> None:
    for ground in Ground:
        odds = [int(disputes.odds_e4(TERMS, np.array([ground]), np.array([bits]), _FULL_E4)[0]) for bits in range(16)]
        assert all(odds[bits | bit] >= odds[bits] for bits in range(16) for bit in (1, 2, 4, 8))
        assert max(odds) < 10_000
    authenticated = disputes.odds_e4(
        TERMS, np.array([Ground.FRAUD] * 2), np.array([0, Evidence.AUTHENTICATION]), _FULL_E4
    )
    assert authenticated.tolist() == [1_200, 6_700]


def test_evidence_that_is_not_there_proves_nothing() -> None:
    nothing = np.zeros((1, len(Evidence)), dtype=np.int64)
    odds = [disputes.odds_e4(TERMS, np.array([Ground.NOT_RECEIVED]), np.array([bits]), nothing) for bits in (0, 15)]
    assert odds[0] == odds[1]
    assert disputes.proofs(nothing).tolist() == [0]


def test_banks_rule_by_the_odds() -> None:
    zeros = np.zeros(_N, dtype=np.int64)
    won = disputes.won(_LUCK, 7, np.arange(_N), zeros, zeros + 6_382)
    assert won.mean() == pytest.approx(0.6382, abs=0.011)


def test_the_issuer_answers_for_authenticated_fraud_but_a_fiftieth() -> None:
    drawn = np.arange(1_000_000)
    ground = disputes.fraud_ground(COMPLAINTS, drawn, np.ones(drawn.size, dtype=bool))
    assert (ground == Ground.FRAUD).sum() == 20_000
    assert (disputes.fraud_ground(COMPLAINTS, drawn, np.zeros(drawn.size, dtype=bool)) == Ground.FRAUD).all()


def test_codes_follow_the_networks_and_their_shares() -> None:
    zeros = np.zeros(_N, dtype=np.int64)
    codes = [row["code"] for row in everything(5)["payments"]["chargebacks"]["codes"]]
    drawn = disputes.code(TERMS, _LUCK, 3, np.arange(_N), zeros, zeros, zeros + Ground.LOST)
    found = {codes[number]: int(count) for number, count in enumerate(np.bincount(drawn)) if count}
    assert set(found) == {"Visa 13.1", "Mastercard 4853", "Amex C08"}
    assert found["Visa 13.1"] / _N == pytest.approx(0.6, abs=0.012)
    waits = {codes[number]: int(days) for number, days in enumerate(TERMS.response_days)}
    assert (waits["Visa 13.1"], waits["Amex C08"], waits["PayPal INR"]) == (30, 20, 10)


def test_buyers_wait_two_weeks_as_a_rule() -> None:
    zeros = np.zeros(_N, dtype=np.int64)
    days = disputes.delay_days(TERMS, _LUCK, 3, np.arange(_N), zeros)
    assert np.median(days) == 14
    assert np.quantile(days, 0.95) == pytest.approx(45, abs=2)
    waits = disputes.waiting_days(_LUCK, 3, np.arange(_N), zeros, zeros + 12)
    assert (waits.min(), waits.max()) == (1, 11)
    assert not disputes.impatient(zeros, zeros + 1_000_000, zeros + 1).any()


def test_what_a_sale_lets_expect() -> None:
    """An American card, CNY 500, threshold 75: 0.2073% of fraud, of which the screen sees a quarter, and 0.312% of other disputes."""
    unseen = int(acceptance.unseen_e6(PAYMENTS.acceptance)[75])
    fraud = int(acceptance.fraud_rate_e6(PAYMENTS.acceptance, *(np.array([n]) for n in (0, 0, 50_000)))[0])
    assert (fraud, fraud * unseen // 1_000_000, COMPLAINTS.other_e6) == (2_073, 1_585, 3_120)
    assert "0.1585% + 0.3120% = 0.4705%" in PAGE
    assert (np.diff(acceptance.unseen_e6(PAYMENTS.acceptance)) >= 0).all()


def test_the_example_of_the_programme() -> None:
    counts = np.array([4, 9, 620])
    bad = monitoring.bad_months(PROGRAMME, 0, counts, np.array(10_000))
    assert (int(monitoring.ratio_e4(counts)), int(PROGRAMME.limit_e4[0]), bool(bad)) == (209, 150, True)
    assert int(monitoring.cases(counts)) * PROGRAMME.fine_cents == 10_400
    assert "2.09%" in PAGE
    assert "USD 104" in PAGE
    few = np.array([1, 3, 20])
    assert not monitoring.bad_months(PROGRAMME, 0, few, np.array(10_000))


def test_good_months_lead_out_of_the_programme() -> None:
    stands, seen = np.array([0]), []
    for bad in (False, True, False, True, False, False, False):
        stands = monitoring.next_months(PROGRAMME, stands, np.array([bad]))
        seen.append(int(stands[0]))
    assert seen == [0, 2, 1, 2, 1, 0, 0]


def test_numbers_tell_the_day_and_the_place() -> None:
    place = disputes.places(np.array([4, 2, 4, 4, 2]))
    assert place.tolist() == [0, 0, 1, 2, 1]
    number = disputes.dispute_number(300, place)
    assert len(set(zip(number.tolist(), [4, 2, 4, 4, 2], strict=True))) == 5
    assert (disputes.dispute_day(number) == 300).all()
