"""A few orders a week become cases that the store decides itself: which ones, and what an answer leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints, tally
from simlab.core.rng import Luck

_PLACE_BITS = 6


class CaseKind(IntEnum):
    """What the buyer complains of."""

    LATE = 0
    NOT_AS_DESCRIBED = 1
    REVIEW_THREAT = 2


class Answer(IntEnum):
    """What the store replies, from the cheapest to the dearest."""

    REFUSE = 0
    APOLOGISE = 1
    PARTIAL_REFUND = 2
    FULL_REFUND = 3


@dataclass(frozen=True)
class Cases:
    """Rates of cases among deliveries; [kinds, answers]: refund_e4 of the order, claim_e6 and bad_review_e6 chances."""

    per_week: int
    answer_days: int
    late_case_rate_e6: int
    defect_case_rate_e6: int
    threat_case_rate_e6: int
    refund_e4: Ints
    claim_e6: Ints
    bad_review_e6: Ints


def case_kind(cases: Cases, drawn_e6: Ints, late: Bools, quality_bins: Ints) -> Ints:
    """Kind of case that a delivery [n] becomes, -1 for none; poor goods bring more of them."""
    defect = cases.defect_case_rate_e6 * (200 - quality_bins) // 200
    kind = np.where(drawn_e6 < defect + cases.threat_case_rate_e6, CaseKind.REVIEW_THREAT, -1)
    kind = np.where(drawn_e6 < defect, CaseKind.NOT_AS_DESCRIBED, kind)
    return np.where(late, np.where(drawn_e6 < cases.late_case_rate_e6, CaseKind.LATE, -1), kind)


def first_of_each(luck: Luck, day: int, slot: Ints, world: Ints, store: Ints, places: int) -> tuple[Ints, Ints]:
    """Rows in the order of a draw within each store, and the place of each in it; store [n] is flat over worlds."""
    word = rng.words(luck, "orders.case_order", day, slot, row=world)
    order = np.lexsort((word, store))
    count = tally(store, places)
    first = np.cumsum(count) - count
    return order, np.arange(len(order)) - first[store[order]]


def case_number(day: int, place: Ints) -> Ints:
    """A store's case of this day, in order of their making."""
    return np.asarray(day << _PLACE_BITS | place, dtype=np.int64)


def case_day(case_no: Ints) -> Ints:
    """The day on which a case was opened."""
    return case_no >> _PLACE_BITS
