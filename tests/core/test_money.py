"""Money rounds half up, once, and never overflows in silence."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simlab.core import money

AMOUNTS = st.integers(-(10**16), 10**16)
RATES = st.integers(0, 9 * 10**10)


def half_up(value: Fraction) -> int:
    return (value + Fraction(1, 2)).__floor__()


@given(AMOUNTS, RATES)
def test_convert_rounds_half_up(minor: int, rate_e8: int) -> None:
    exact = half_up(Fraction(minor * rate_e8, money.RATE_ONE))
    if abs(exact) < 2**62:
        assert int(money.convert(np.array(minor), np.array(rate_e8))) == exact


@given(AMOUNTS, RATES)
def test_an_amount_is_converted_alike_alone_and_beside_a_large_one(minor: int, rate_e8: int) -> None:
    if abs(minor * rate_e8 // money.RATE_ONE) < 2**62:
        alone = money.convert(np.array([minor]), np.array(rate_e8))
        assert money.convert(np.array([minor, 10**16]), np.array(rate_e8))[0] == alone[0]


def test_the_home_currency_stays() -> None:
    amounts = np.array([-5, 0, 7, 10**15])
    assert np.array_equal(money.convert(amounts, np.array(money.RATE_ONE)), amounts)


@pytest.mark.parametrize(("minor", "rate_e8"), [(10**17, 1), (1, 10**12)])
def test_too_large_is_an_error(minor: int, rate_e8: int) -> None:
    with pytest.raises(OverflowError):
        money.convert(np.array(minor), np.array(rate_e8))


@given(st.integers(0, 10**12), st.integers(0, 10_000))
def test_share_rounds_half_up(minor: int, rate_e4: int) -> None:
    assert int(money.share(np.array(minor), rate_e4, 10_000)) == half_up(Fraction(minor * rate_e4, 10_000))
