"""What a store owns once all that is owed is settled."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.money import convert
from simlab.engine.state import State


def wealth_minor(state: State) -> Ints:
    """Cash, money on its way and what the marketplace owes at today's rates, less loans; [B, S]."""
    owed = convert(state.receivable_minor, state.rate_e8[:, None, :]).sum(axis=-1)
    return np.asarray(state.cash_minor + state.payout_minor.sum(axis=-1) + owed - state.loan_minor)
