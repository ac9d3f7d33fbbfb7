"""Programmes of card networks: stores with too many disputes and too much reported fraud pay fines until they have shown good months."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Bools, Ints

FRAUD, DISPUTES, SETTLED = range(3)  # what is counted of a store's month


@dataclass(frozen=True)
class Monitoring:
    """limit_e4 [T]: cases in settled payments from which a month is bad, 0 before the programme; fewer than least_cases never are."""

    limit_e4: Ints
    least_cases: int
    fine_cents: int
    month_days: int
    months_to_leave: int


def ends_month(terms: Monitoring, day: int) -> bool:
    """Is today the last day of a month of the programme?"""
    return day % terms.month_days == terms.month_days - 1


def cases(counts: Ints) -> Ints:
    """Reported fraud and disputes of counts [..., 3]; a fraud chargeback is both."""
    return np.asarray(counts[..., FRAUD] + counts[..., DISPUTES])


def ratio_e4(counts: Ints) -> Ints:
    """Cases in settled payments, in ten-thousandths."""
    return np.asarray(cases(counts) * 10_000 // np.maximum(counts[..., SETTLED], 1))


def bad_months(terms: Monitoring, day: int, counts: Ints, factor_e4: Ints) -> Bools:
    """Whose month [B, S] was bad; a shock may move the limit by factor_e4."""
    limit = terms.limit_e4[day] * factor_e4 // 10_000
    return np.asarray((limit > 0) & (ratio_e4(counts) >= limit) & (cases(counts) >= terms.least_cases))


def next_months(terms: Monitoring, monitored: Ints, bad: Bools) -> Ints:
    """Good months still to show, 0 for stores outside of the programme."""
    return np.where(bad, terms.months_to_leave, np.maximum(monitored - 1, 0))
