"""Chargebacks: which buyers go to their bank, when, under which code, and who wins.

docs/algorithms/payments.md walks one dispute through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck
from simlab.core.states import DisputeGround as Ground
from simlab.core.states import Evidence

_FORTNIGHT_DAYS = 14
_MOST_FORTNIGHTS = 2
_MIDDLING_BINS = 200  # quality that takes all complaints about the goods away
_ONE_E4 = 10_000
_MOST_ODDS_E4 = 9_500
_PLACE_BITS = 12
BITS = np.array([int(bit) for bit in Evidence])


@dataclass(frozen=True)
class Complaints:
    """Shares of buyers who go to their bank, in millionths, by what went wrong; of a method that is disputed as usual."""

    friendly_fraud_e6: int  # of authenticated fraud
    lost_e6: int
    late_e6: int  # two weeks late
    not_as_described_e6: int
    defective_e6: int
    credit_not_processed_e6: int  # two weeks without the money
    other_e6: int  # all but fraud, expected of a sale


@dataclass(frozen=True)
class Disputes:
    """Terms of disputes on own sites; `on` is False where there are none.

    disputed_e4 [M, P]: how often a method is disputed, 10,000 is usual, 0 never. delay_days [QUANTILES].
    memory_days: after which an expected chargeback has come. code_table [families, grounds, QUANTILES]; family [M, P]. window_days, response_days, fee_cents [codes].
    base_e4 [grounds], points_e4 [grounds, evidence]: odds of a contested dispute.
    """

    on: bool
    complaints: Complaints
    disputed_e4: Ints
    family: Ints
    delay_days: Ints
    memory_days: int
    code_table: Ints
    window_days: Ints
    response_days: Ints
    fee_cents: Ints
    base_e4: Ints
    points_e4: Ints
    represent_cents: int
    evidence_cents: int
    ruling_days: int


@dataclass(frozen=True)
class Delivered:
    """Deliveries [n] as their buyers see them: days past the promise, quality in star bins, and what is wrong with the goods."""

    late_days: Ints
    quality_bins: Ints
    faulty: Bools
    disputed_e4: Ints
    not_received_e4: Ints


def delivery_ground(complaints: Complaints, drawn_e6: Ints, seen: Delivered) -> Ints:
    """What the buyer of each delivery [n] will tell the bank, 0: nothing. One draw tells it all."""
    fortnights_e2 = np.clip(seen.late_days * 100 // _FORTNIGHT_DAYS, 0, _MOST_FORTNIGHTS * 100)
    late_e6 = complaints.late_e6 * fortnights_e2 // 100 * seen.not_received_e4 // _ONE_E4
    poor = np.clip(_MIDDLING_BINS - seen.quality_bins, 0, 2 * _MIDDLING_BINS)
    goods_e6 = complaints.not_as_described_e6 * poor // _MIDDLING_BINS + complaints.defective_e6 * seen.faulty
    late_e6, goods_e6 = late_e6 * seen.disputed_e4 // _ONE_E4, goods_e6 * seen.disputed_e4 // _ONE_E4
    ground = np.where(drawn_e6 < late_e6 + goods_e6, Ground.NOT_AS_DESCRIBED, 0)
    return np.asarray(np.where(drawn_e6 < late_e6, Ground.NOT_RECEIVED, ground))


def fraud_ground(complaints: Complaints, drawn_e6: Ints, authenticated: Bools) -> Ints:
    """Who answers for each fraudulent order [n]: the store, or the issuer that authenticated it."""
    friendly = drawn_e6 < complaints.friendly_fraud_e6
    return np.where(authenticated & ~friendly, Ground.SHIFTED_FRAUD, Ground.FRAUD)


def credit_rate_e6(complaints: Complaints, wait_days: Ints) -> Ints:
    """Share of the buyers who have sent goods back and wait for their money, by how long they wait."""
    days = np.minimum(wait_days, _MOST_FORTNIGHTS * _FORTNIGHT_DAYS)
    return np.asarray(complaints.credit_not_processed_e6 * days // _FORTNIGHT_DAYS)


def impatient(drawn_e6: Ints, rate_e6: Ints, wait_days: Ints) -> Bools:
    """Which buyers [n] go to their bank before a refund that is `wait_days` away; nobody does for tomorrow's."""
    return np.asarray((drawn_e6 < rate_e6) & (wait_days > 1))


def waiting_days(luck: Luck, day: int, slot: Ints, world: Ints, wait_days: Ints) -> Ints:
    """How long each of the `impatient` waits: at least a day, and less than until the refund."""
    drawn = rng.bins(luck, "payments.dispute_delay", day, slot, row=world)
    return np.asarray(1 + drawn * (wait_days - 1) // rng.QUANTILES)


def delay_days(terms: Disputes, luck: Luck, day: int, slot: Ints, world: Ints) -> Ints:
    """Days until each buyer goes to the bank."""
    return terms.delay_days[rng.bins(luck, "payments.dispute_delay", day, slot, row=world)].astype(np.int64)


def code(terms: Disputes, luck: Luck, day: int, slot: Ints, world: Ints, family: Ints, ground: Ints) -> Ints:
    """The network's reason code of each dispute."""
    drawn = rng.bins(luck, "payments.dispute_code", day, slot, row=world)
    return np.asarray(terms.code_table[family, ground, drawn])


def places(store: Ints) -> Ints:
    """The place of each dispute [n] among those of its store; `store` is flat over worlds."""
    order = np.argsort(store, kind="stable")
    ordered = store[order]
    first = np.searchsorted(ordered, ordered, side="left")
    place = np.empty_like(order)
    place[order] = np.arange(len(order)) - first
    return place


def dispute_number(day: int, place: Ints) -> Ints:
    """A store's dispute of this day, in order of their opening."""
    return np.asarray(day << _PLACE_BITS | place, dtype=np.int64)


def dispute_day(dispute_no: Ints) -> Ints:
    """The day on which a dispute was opened."""
    return dispute_no >> _PLACE_BITS


def odds_e4(terms: Disputes, ground: Ints, evidence: Ints, strength_e4: Ints) -> Ints:
    """The chance of winning contested disputes [n] with this evidence (bits); strength_e4 [n, evidence] of what there is."""
    sent = evidence[:, None] & BITS > 0
    points = terms.points_e4[ground] * strength_e4 // _ONE_E4
    return np.asarray(np.minimum(terms.base_e4[ground] + (points * sent).sum(axis=1), _MOST_ODDS_E4))


def proofs(strength_e4: Ints) -> Ints:
    """Which evidence there is at all, as bits [n]."""
    return np.asarray(((strength_e4 > 0) * BITS).sum(axis=1))


def won(luck: Luck, day: int, slot: Ints, world: Ints, odds: Ints) -> Bools:
    """How the banks rule today; odds [n] in ten-thousandths."""
    return np.asarray(rng.chance_e6(luck, "payments.ruling", day, slot, row=world) < odds * 100)


def evidence_cents(terms: Disputes, evidence: Ints) -> Ints:
    """What the work on the evidence costs, in dollar cents."""
    return np.asarray((evidence[:, None] & BITS > 0).sum(axis=1) * terms.evidence_cents)
