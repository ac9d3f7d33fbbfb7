"""Money that sellers give back or are charged besides returns: marketplaces keep it from the next payout, own sites pay it from the provider's balance."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Ints, add_at
from simlab.core.rows import EitherRows
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.provider import added_up, pay_back, purses
from simlab.engine.stages.today import Today


def refund_orders(today: Today, cause: Cause, rows: EitherRows, amount_minor: Ints) -> None:
    """Money back on single orders [n], in their markets' currencies."""
    own, purse = today.world.payments.own_front[today.world.listings.front[rows["listing"]]], purses(today, rows)
    kept, paid = (added_up(today, purse, amount_minor * mine) for mine in (~own, own))
    _take(today, cause, Account.GOODWILL, kept, paid)


def refund_listings(today: Today, cause: Cause, amount_minor: Ints) -> None:
    """Money back on the sales of listings, [B, L]."""
    refund_fronts(today, cause, today.by_front(amount_minor))


def refund_fronts(today: Today, cause: Cause, amount_minor: Ints) -> None:
    """Money back on the sales of fronts, [B, S, F]."""
    charge_fronts(today, cause, Account.GOODWILL, amount_minor)


def charge_fronts(today: Today, cause: Cause, account: Account, amount_minor: Ints) -> None:
    """What is taken from each front, [B, S, F] in its market's currency."""
    own = today.world.payments.own_front
    kept, paid = (_by_currency(today, amount_minor * mine) for mine in (~own, own))
    _take(today, cause, account, kept, paid)


def _by_currency(today: Today, amount_minor: Ints) -> Ints:
    total = np.zeros((*today.per_store, today.world.sizes.currencies), dtype=np.int64)
    add_at(total, (slice(None), slice(None), today.world.trade.front_currency), amount_minor)
    return total


def _take(today: Today, cause: Cause, account: Account, kept: Ints, paid: Ints) -> None:
    """Amounts [B, S, C]: kept by the marketplace, and paid by the provider."""
    state = today.state
    state.payable_minor = state.payable_minor - kept
    state.receivable_minor = state.receivable_minor - kept
    pay_back(today, paid, np.zeros_like(paid))
    lines = {account: kept + paid, Account.RECEIVABLE: -kept, Account.PROVIDER: -paid}
    today.book_currencies(cause, lines)
