"""The worked examples of docs/algorithms/fx.md, and what no deal may do."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from payments.domain import treasury
from payments.domain.treasury import Treasury

TERMS = Treasury(
    credit_limit_minor=5_000_000,
    credit_rate_e4=800,
    conversion_spread_e4=30,
    forward_spread_e4=30,
    forward_limit_minor=50_000_000,
    carry_e4=np.array([0, -220, -30]),
)
DOLLAR = np.array([1])


def test_a_dollar_in_ninety_days_is_worth_less_than_today() -> None:
    """fx.md: 7.1200 less 0.0386 points, less 0.3% spread."""
    rate = treasury.forward_rate_e8(TERMS, np.array([712_000_000]), DOLLAR, np.array([90]))
    assert rate.tolist() == [706_013_231]


def test_a_conversion_is_what_comes_in_and_the_spread() -> None:
    """fx.md: 1,000 dollars at 7.12 with 0.3%; the account has 800."""
    rates = np.array([[10**8, 712_000_000]])
    done = treasury.conversion(np.array([[[0, 100_000]]]), np.array([[[0, 80_000]]]), rates, 30)
    assert (done.sold_minor[0, 0, 1], done.received_minor[0, 0, 1], done.spread_minor[0, 0, 1]) == (
        80_000,
        567_891,
        1_709,
    )


def test_the_bank_stops_at_its_limit() -> None:
    taken = treasury.within_limit(
        np.array([30, 40, 60, 20]), np.array([1, 0, 1, 0]), np.array([10, 0, 10, 0]), limit_minor=70
    )
    assert taken.tolist() == [True, True, False, True]


@given(st.integers(0, 10**7), st.integers(0, 5_000_000), st.integers(0, 10**8))
def test_credit_moves_money_and_makes_none(wanted: int, owed: int, cash: int) -> None:
    line = treasury.credit(TERMS, np.array([wanted]), np.array([owed]), np.array([cash]))
    assert 0 <= line.credit_minor[0] <= TERMS.credit_limit_minor
    assert line.credit_minor[0] - owed == line.drawn_minor[0]
    assert line.interest_minor[0] == -(-owed * 800 // 3_650_000)
    assert line.drawn_minor[0] >= 0 or cash - line.interest_minor[0] + line.drawn_minor[0] >= 0
