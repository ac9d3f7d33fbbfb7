"""A store's own dealings with its bank: foreign currency accounts, forwards and a credit line. docs/algorithms/fx.md has examples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Bools, Ints
from simlab.core.money import convert, share

_YEAR_DAYS = 365


@dataclass(frozen=True)
class Treasury:
    """Terms of the bank. carry_e4 [C]: home interest less that of each currency, a year, in ten-thousandths; limits in home minor units."""

    credit_limit_minor: int
    credit_rate_e4: int
    conversion_spread_e4: int
    forward_spread_e4: int
    forward_limit_minor: int
    carry_e4: Ints


@dataclass(frozen=True)
class Conversion:
    """Foreign money sold [B, S, C], what came in and what the spread cost, in home minor units."""

    sold_minor: Ints
    received_minor: Ints
    spread_minor: Ints


def conversion(wanted_minor: Ints, balance_minor: Ints, rate_e8: Ints, spread_e4: int) -> Conversion:
    """Sell what was asked for, as far as the account [B, S, C] has it, at today's rates [B, C]."""
    sold = np.minimum(wanted_minor, np.maximum(balance_minor, 0))
    gross = convert(sold, rate_e8[:, None, :])
    spread = share(gross, spread_e4, 10_000)
    return Conversion(sold, gross - spread, spread)


def forward_rate_e8(treasury: Treasury, spot_e8: Ints, currency: Ints, tenor_days: Ints) -> Ints:
    """What the bank pays for a unit in `tenor_days`, [n]: covered interest parity on simple interest, less its spread."""
    points = share(spot_e8 * treasury.carry_e4[currency], tenor_days, 10_000 * _YEAR_DAYS)
    fair = spot_e8 + points
    return np.asarray(fair - share(fair, treasury.forward_spread_e4, 10_000))


def within_limit(value_minor: Ints, group: Ints, open_minor: Ints, limit_minor: int) -> Bools:
    """Which deals the bank takes, [n]: in their order, until a store's (`group`) open value [n] and its deals so far pass the limit."""
    order = np.argsort(group, kind="stable")
    running = np.cumsum(value_minor[order])
    first = np.r_[True, group[order][1:] != group[order][:-1]][: len(order)]
    before = np.maximum.accumulate(np.where(first, running - value_minor[order], 0))
    taken = np.empty(len(order), dtype=bool)
    taken[order] = open_minor[order] + running - before <= limit_minor
    return taken


@dataclass(frozen=True)
class Credit:
    """Credit line after the evening, what was drawn (negative: paid back) and the day's interest; home minor units."""

    credit_minor: Ints
    drawn_minor: Ints
    interest_minor: Ints


def credit(treasury: Treasury, wanted_minor: Ints, credit_minor: Ints, cash_minor: Ints) -> Credit:
    """Move the drawn credit towards what the store wants, within the limit and, paying back, within its cash."""
    yearly = 10_000 * _YEAR_DAYS
    interest = (credit_minor * treasury.credit_rate_e4 + yearly - 1) // yearly
    change = np.minimum(wanted_minor, treasury.credit_limit_minor) - credit_minor
    drawn = np.where(change < 0, -np.minimum(-change, np.maximum(cash_minor - interest, 0)), change)
    return Credit(credit_minor + drawn, drawn, interest)
