"""When a parcel does not arrive whole: refunds fall due, insurers and carriers are asked to pay."""

from __future__ import annotations

import numpy as np

from logistics.domain import insurance
from logistics.domain.returns import Terms
from simlab.core.arrays import Ints, each_at
from simlab.core.money import convert
from simlab.core.rows import Records, take
from simlab.core.states import DisputeGround, Outcome, RefundReason
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.grievances import tire_of_waiting
from simlab.engine.stages.today import Shelf, Today

# by outcome, from LOST on
_REASONS = np.array([RefundReason.LOST, RefundReason.DAMAGED, RefundReason.SENT_BACK, RefundReason.SEIZED])


def end_badly(today: Today, parcels: Records, outcome: Ints) -> None:
    """Parcels [n] whose end is not a delivery: the refund of each is due, and for lost and broken ones a claim is made."""
    world, tomorrow = today.world, today.day + 1
    due = np.full(len(outcome), tomorrow)
    due[outcome == Outcome.DAMAGED] += max(world.parcels.policy.damage_refund_days - 1, 0)
    lost = outcome == Outcome.LOST  # the buyer waits until well past the promise
    due[lost] = np.maximum(parcels["promised_day"][lost].astype(np.int64) + world.returns.lost_after_days, tomorrow)
    screen = parcels["screen"].copy()
    since = np.full(int(lost.sum()), today.day)
    screen[lost] = tire_of_waiting(today, take(parcels, lost), since, due[lost], DisputeGround.LOST)
    order = np.argsort(outcome, kind="stable")
    changed = {"reason": _REASONS[outcome - Outcome.LOST], "screen": screen}
    today.state.queues["losses"].push(parcels, due[order], order, **changed)
    _claim(today, take(parcels, lost | (outcome == Outcome.DAMAGED)))


def _claim(today: Today, parcels: Records) -> None:
    world, state = today.world, today.state
    terms, row = world.parcels.insurance, parcels["world"]
    store = world.listings.store[parcels["listing"]]
    currency = world.trade.currency[world.listings.market[parcels["listing"]]]
    value = convert(parcels["price_minor"], state.rate_e8[row, currency])
    liability = convert(terms.liability_minor[parcels["lane"]], state.rate_e8[row, world.trade.dollar])
    amount = insurance.claim_minor(terms, value, parcels["terms"] & Terms.INSURED, liability)
    claimed = today.count("claims_minor", row, store, amount)
    state.writable("claim_minor")[..., (today.day + terms.claim_days) % state.claim_minor.shape[-1]] += claimed
    today.journal.move(Cause.CLAIM, Account.CLAIMS_RECEIVABLE, Account.CLAIMS, claimed)


def insure(today: Today, units: Ints, shelf: Shelf) -> None:
    """Premiums for what was sold insured; units [B, L]."""
    world, state = today.world, today.state
    insured = units * (shelf.terms & Terms.INSURED > 0)
    if not insured.any():
        return
    value = convert(shelf.price_minor, each_at(state.rate_e8, world.trade.currency[world.listings.market]))
    premium = today.by_store(insured * insurance.premium_minor(world.parcels.insurance, value))
    state.cash_minor = state.cash_minor - premium
    today.journal.move(Cause.INSURANCE, Account.INSURANCE, Account.CASH, premium)


def collect_claims(today: Today) -> None:
    """Claims that are due are paid."""
    state = today.state
    slot = today.day % state.claim_minor.shape[-1]
    paid = state.claim_minor[..., slot].copy()
    state.writable("claim_minor")[..., slot] = 0
    state.cash_minor = state.cash_minor + paid
    today.journal.move(Cause.CLAIM_PAYMENT, Account.CASH, Account.CLAIMS_RECEIVABLE, paid)
