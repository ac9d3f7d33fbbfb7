"""A store out of cash gets an emergency loan at a penal rate; it never leaves the class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints

_YEAR_DAYS = 365


@dataclass(frozen=True)
class Balance:
    """Cash and loan after the evening's financing, and what moved; home minor units, any shape."""

    cash_minor: Ints
    loan_minor: Ints
    drawn_minor: Ints
    interest_minor: Ints


def finance(cash_minor: Ints, loan_minor: Ints, penal_rate_e4: int) -> Balance:
    """Charge a day's interest, then borrow what is missing or pay back what is there. `drawn_minor` is negative for a repayment."""
    interest = (loan_minor * penal_rate_e4 + 10_000 * _YEAR_DAYS - 1) // (10_000 * _YEAR_DAYS)
    cash = cash_minor - interest
    drawn = np.where(cash < 0, -cash, -np.minimum(cash, loan_minor))
    return Balance(cash + drawn, loan_minor + drawn, drawn, interest)


def purse_minor(cash_minor: Ints, loan_minor: Ints) -> Ints:
    """What a store may spend on purchases: its cash; nothing while an emergency loan stands."""
    return np.asarray(np.where(loan_minor > 0, 0, np.maximum(cash_minor, 0)))
