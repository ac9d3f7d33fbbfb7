"""What a store owns once all that is owed is settled."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.money import convert
from simlab.engine.state import State


def wealth_minor(state: State) -> Ints:
    """Cash, money on its way, foreign accounts, what marketplace, provider and couriers owe, and claims, less loans and supplier debts; [B, S].

    Export VAT to come back counts, and collected tax that is still owed.

    Chargebacks to expect of past sales come off; of what banks have taken back, only what contested disputes should bring counts.

    An open forward counts with what it would settle at today's rate.
    """
    rate = state.rate_e8[:, None, :]
    owed = convert(state.receivable_minor, rate).sum(axis=-1)
    tax = convert(state.tax_due_minor, rate).sum(axis=-1)
    held = state.provider_minor + state.reserve_minor + state.courier_minor + state.transit_minor
    held = held + state.hoped_minor - state.exposed_minor
    foreign = convert(held + state.foreign_minor - state.forward_minor, rate).sum(axis=-1)
    return np.asarray(
        state.cash_minor
        + state.payout_minor.sum(axis=-1)
        + owed
        + foreign
        + state.claim_minor.sum(axis=-1)
        + state.forward_home_minor
        + state.rebate_minor
        - tax
        - state.loan_minor
        - state.credit_minor
        - state.supplier_due_minor
    )
