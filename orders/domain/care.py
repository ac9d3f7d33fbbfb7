"""Buyer service: how many messages arrive, how many the agents answer within a day, and what unanswered ones lead to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Floats, Ints, add_at


@dataclass(frozen=True)
class Care:
    """language_of_front [F], message_factor_e2 [F]; wage_minor per agent hour [languages]. Rates per unit sold, per delivery, per late delivery."""

    on: bool
    language_of_front: Ints
    message_factor_e2: Ints
    wage_minor: Ints
    presale_rate_e6: int
    aftersale_rate_e6: int
    late_message_rate_e6: int
    contacts_per_hour: int
    unanswered_claim_rate_e6: int
    give_up_share_e4: int
    reply_window_days: int
    slow_appeal_loss_e3: int
    late_claim_rate_e6: int
    complaint_rate_e6: int


@dataclass(frozen=True)
class Answered:
    """A day's messages by language [B, S, languages]: not answered within 24 hours, and left for tomorrow."""

    slow: Ints
    backlog: Ints


def mean_messages(care: Care, units: Ints | Floats, delivered: Ints | Floats, late: Ints | Floats) -> Floats:
    """Expected messages, [B, S, F]."""
    of_day = (
        units * care.presale_rate_e6 + delivered * care.aftersale_rate_e6 + late * care.late_message_rate_e6
    ) * care.message_factor_e2
    return np.asarray(of_day * 1e-8)


def by_language(care: Care, per_front: Ints) -> Ints:
    """[B, S, F] summed to languages."""
    total = np.zeros((*per_front.shape[:2], len(care.wage_minor)), dtype=np.int64)
    add_at(total, (slice(None), slice(None), care.language_of_front), per_front)
    return total


def answer(care: Care, load: Ints, backlog: Ints, hours: Ints) -> Answered:
    """Agents answer yesterday's messages first; `hours` are agent hours. Some of those left over give up waiting."""
    capacity = hours * care.contacts_per_hour
    in_time = np.minimum(load, np.maximum(capacity - backlog, 0))
    left = np.maximum(backlog + load - capacity, 0)
    return Answered(load - in_time, left - (left * care.give_up_share_e4 + 9_999) // 10_000)


def slow_by_front(care: Care, messages: Ints, load: Ints, slow: Ints) -> Ints:
    """A language's slow answers shared over its fronts by their messages, rounded down; [B, S, F]."""
    place = (slice(None), slice(None), care.language_of_front)
    return np.asarray(messages * slow[place] // np.maximum(load[place], 1))
