"""Sales, payouts, loans and entries add up to the minor unit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.domain import financing, settlement
from payments.domain.fees import split_sale
from payments.domain.ledger import Journal
from payments.domain.settlement import Terms
from simlab.core.states import LedgerAccount, LedgerCause


@given(st.integers(1, 10**8), st.integers(0, 3000), st.booleans(), st.integers(0, 2000))
def test_price_is_tax_fee_and_net(price: int, tax_e4: int, included: bool, referral_e4: int) -> None:
    split = split_sale(np.array([price]), np.array([tax_e4]), np.array([included]), np.array([referral_e4]))
    assert split.tax_minor[0] + split.fee_minor[0] + split.net_minor[0] == price
    assert split.tax_minor[0] >= 0


def test_german_vat_is_taken_out_of_the_price() -> None:
    split = split_sale(np.array([11_900]), np.array([1900]), np.array([True]), np.array([1500]))
    assert (split.tax_minor[0], split.fee_minor[0], split.net_minor[0]) == (1900, 1785, 8215)


def test_negative_balances_wait() -> None:
    payouts = settlement.pay_out(
        Terms(7, 7, 3, 50), np.array([[[0, -500, 10_000]]]), np.array([[10**8, 7 * 10**8, 7 * 10**8]])
    )
    assert payouts.paid_minor.tolist() == [[[0, 0, 10_000]]]
    assert payouts.received_minor[0, 0, 2] + payouts.spread_minor[0, 0, 2] == 70_000


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_financing_moves_money_and_makes_none(cash: int, loan: int) -> None:
    balance = financing.finance(np.array([cash]), np.array([loan]), 3600)
    before, after = cash - loan, balance.cash_minor[0] - balance.loan_minor[0]
    assert after == before - balance.interest_minor[0]
    assert balance.cash_minor[0] >= 0
    assert balance.loan_minor[0] >= 0
    assert balance.cash_minor[0] == 0 or balance.loan_minor[0] == 0


def test_an_entry_that_does_not_balance_is_refused() -> None:
    lines = {LedgerAccount.CASH: np.array([[5]]), LedgerAccount.SALES: np.array([[-4]])}
    journal = Journal()
    journal.book(LedgerCause.SALE, 0, lines)
    with pytest.raises(ValueError, match="SALE"):
        journal.table(np.array([True]))
