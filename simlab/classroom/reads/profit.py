"""Profit and loss of a store by day or week: its books at the rates of their days, and what they do not show."""

from __future__ import annotations

from typing import Any

import numpy as np

from orders.selectors import store_days
from payments.selectors import account_days
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.figures import profit_minor
from simlab.classroom.reads.stores import store_key
from simlab.core.arrays import Ints
from simlab.core.money import convert
from simlab.core.states import LedgerAccount as Account
from simlab.engine.playing import evening_before, game_of
from simlab.engine.rates import closing_rates

Shown = dict[str, Any]
_DAYS_OF = {"day": 1, "week": 7}
# What a store owns and owes; every other account is earned or spent.
BALANCE_SHEET = frozenset(
    {
        *(Account.CASH, Account.RECEIVABLE, Account.PAYOUT_IN_TRANSIT, Account.STOCK, Account.GOODS_ON_ORDER),
        *(Account.LOAN, Account.EQUITY, Account.EXCHANGE, Account.SUPPLIERS_OWED, Account.GOODS_IN_TRANSIT),
        *(Account.FOREIGN_CASH, Account.CREDIT_LINE, Account.PROVIDER, Account.PROVIDER_RESERVE),
        *(Account.COURIER_CASH, Account.WITHDRAWAL, Account.DISPUTED, Account.CLAIMS_RECEIVABLE),
        *(Account.REBATE_RECEIVABLE, Account.TAX_DUE),
    }
)
EARNED = tuple(account for account in Account if account not in BALANCE_SHEET)


def profit_and_loss(access: StoreAccess, asked: Shown) -> Shown:
    """Per period and in sum: what every account earned (spent, below zero), in home money."""
    brief, by = briefing(access.run), asked["by"]
    made, profits = _earned(access), _profits(access, brief)
    length = _DAYS_OF[by]
    starts = range(0, access.run.day, length)
    return {
        "day": access.run.day - 1,
        "currency": brief.home_currency,
        "by": by,
        "periods": [_period(brief, made, profits, start, min(start + length, access.run.day)) for start in starts],
        "total": _period(brief, made, profits, 0, access.run.day) if access.run.day else None,
    }


def _earned(access: StoreAccess) -> Ints:
    """Home money by day and account of EARNED, [days, accounts]."""
    days, game = access.run.day, game_of(access.run)
    earned = np.zeros((days, len(EARNED)), dtype=np.int64)
    rows = account_days(store_key(access), [int(account) for account in EARNED])
    if not rows:
        return earned
    state, _ = evening_before(game, days)
    rates = closing_rates(game.world, game.luck, state.shock_day, days)[:, access.store.world.number]
    day, account, currency, amount = np.array(rows, dtype=np.int64).T
    place = np.array([EARNED.index(Account(number)) for number in account.tolist()])
    np.add.at(earned, (day, place), -convert(amount, rates[day, currency]))
    return earned


def _profits(access: StoreAccess, brief: Briefing) -> Ints:
    """What the store has gained after each day since it opened, [days]."""
    worth = brief.opening_worth_minor
    return np.array([profit_minor(row, worth) for row in store_days(store_key(access))], dtype=np.int64)


def _period(brief: Briefing, made: Ints, profits: Ints, start: int, stop: int) -> Shown:
    sums = made[start:stop].sum(axis=0)
    profit = int(profits[stop - 1] - (profits[start - 1] if start else 0))
    return {
        "first_day": start,
        "last_day": stop - 1,
        "first_date": brief.date_of(start),
        "last_date": brief.date_of(stop - 1),
        "lines": [
            {"account": account.name.lower(), "amount_minor": amount}
            for account, amount in zip(EARNED, sums.tolist(), strict=True)
            if amount
        ],
        "revaluation_minor": profit - int(sums.sum()),
        "profit_minor": profit,
    }
