"""Banks take payments back; the store contests or not; banks rule, and card networks watch. Money of the provider's balance."""

from __future__ import annotations

import numpy as np

from payments.domain import disputes, monitoring, provider
from simlab.core.arrays import Ints, add_at
from simlab.core.money import convert, share
from simlab.core.rows import EitherRows, Rows, last_match, size, take, widened
from simlab.core.settings import Kind
from simlab.core.states import DisputeGround as Ground
from simlab.core.states import DisputeState as Stands
from simlab.core.states import Evidence, Screen
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.grievances import complain
from simlab.engine.stages.provider import pay_back, per_currency
from simlab.engine.stages.today import Today, order_names

_STANDING = tuple(f"contest_{ground.name.lower()}" for ground in Ground if ground)
_NUMBER_BITS = 32
_OVERCLAIMS = 2  # the strongest level of claims promises what the goods are not


def hear_banks(today: Today, delivered: Rows) -> None:
    """A day of disputes: new ones, answers, deadlines, rulings, and at the end of a month the networks' judgement."""
    if not today.world.payments.disputes.on:
        return
    complain(today, delivered)
    state = today.state
    state.exposed_minor = state.exposed_minor - state.exposed_minor // today.world.payments.disputes.memory_days
    _open(today, widened(state.queues["grievances"].pop(today.day)))
    _answer(today)
    _write_off(today, widened(state.queues["disputes"].pop(today.day)), Stands.EXPIRED)
    _rule(today, widened(state.queues["rulings"].pop(today.day)))
    _end_month(today)


def _store(today: Today, rows: EitherRows) -> Ints:
    return today.world.listings.store[rows["listing"]]


def _currency(today: Today, rows: Rows) -> Ints:
    return today.world.trade.currency[today.world.listings.market[rows["listing"]]]


def _from_cents(today: Today, rows: Rows, cents: Ints) -> Ints:
    """Dollar cents in the currency of each row."""
    dollar_e8 = provider.dollars_e8(today.state.rate_e8, today.world.trade.dollar)
    return convert(cents, dollar_e8[rows["world"], _currency(today, rows)])


def _open(today: Today, rows: Rows) -> None:
    """The money is gone at once, and the provider's fee; where the store has said so, the dispute is contested at once."""
    if not size(rows):
        return
    terms, state = today.world.payments.disputes, today.state
    _count(today, take(rows, rows["ground"] <= Ground.FRAUD), monitoring.FRAUD)
    rows = take(rows, rows["ground"] != Ground.SHIFTED_FRAUD)
    _count(today, rows, monitoring.DISPUTES)
    store = _store(today, rows)
    place = disputes.places(rows["world"] * np.int64(today.world.sizes.stores) + store)
    rows["dispute_no"] = disputes.dispute_number(today.day, place)
    fee = _from_cents(today, rows, terms.fee_cents[rows["code"]])
    due = today.day + terms.response_days[rows["code"]]
    taken, fees = (per_currency(today, rows, amount) for amount in (rows["net_minor"], fee))
    state.disputed_minor = state.disputed_minor + taken
    _pay(today, Cause.CHARGEBACK, taken + fees, {Account.DISPUTED: taken, Account.DISPUTE_FEES: fees})
    _record_opened(today, rows, fee, due)
    standing = np.stack([state.settings[name][..., 0] for name in _STANDING], axis=-1)
    evidence = standing[rows["world"], store, rows["ground"] - 1]
    _contest(today, take(rows, evidence > 0), evidence[evidence > 0])
    waits = np.flatnonzero(evidence == 0)
    state.queues["disputes"].push(rows, due[waits], waits)


def _count(today: Today, rows: Rows, what: int) -> None:
    place = (rows["world"], _store(today, rows), np.full(size(rows), what))
    add_at(today.state.month_counts, place, 1)


def _pay(today: Today, cause: Cause, amount: Ints, lines: dict[Account, Ints]) -> None:
    """Out of the balance at the provider (or into it, below zero), [B, S, C]."""
    pay_back(today, amount, np.zeros_like(amount))
    today.book_currencies(cause, {**lines, Account.PROVIDER: -amount})


def _record_opened(today: Today, rows: Rows, fee: Ints, due: Ints) -> None:
    today.record(
        "dispute",
        **order_names(rows, today.world),
        **{name: rows[name] for name in ("dispute_no", "ground", "code")},
        proofs=disputes.proofs(_strength_e4(today, rows)),
        amount_minor=rows["net_minor"],
        fee_minor=fee,
        currency=_currency(today, rows),
        due_day=due,
    )


def _strength_e4(today: Today, rows: Rows) -> Ints:
    """How good the evidence is that the store has, [n, evidence]."""
    world, settings, listings = today.world, today.state.settings, today.world.listings
    place = (rows["world"], _store(today, rows), listings.front[rows["listing"]])
    tracked = world.health.tracked_e6[rows["lane"] % world.sizes.services] // 100 * (rows["ground"] != Ground.LOST)
    slow, everything = (today.state.reply_sums[(*place, part)] for part in (0, 1))
    replied = 10_000 - slow * 10_000 // np.maximum(everything, 1)
    honest = (settings["pattern_level"][place] == 0) & (settings["claims"][place] < _OVERCLAIMS)
    strength = {
        Evidence.TRACKING: tracked,
        Evidence.AUTHENTICATION: (rows["screen"] & Screen.THREE_D_SECURE > 0) * np.int64(10_000),
        Evidence.CORRESPONDENCE: replied,
        Evidence.POLICY: honest * np.int64(10_000),
    }
    return np.stack([strength[bit] for bit in Evidence], axis=1)


def _answer(today: Today) -> None:
    """Disputes that the team answers today: the last answer to each counts, and no evidence accepts it."""
    made = today.events.decisions
    made = made[made["kind"] == Kind.REPRESENT]
    if not len(made):
        return
    stores = np.int64(today.world.sizes.stores)
    known = (made["world"] * stores + made["store"]) << _NUMBER_BITS | made["target"]

    def number(rows: EitherRows) -> Ints:
        return np.asarray((rows["world"] * stores + _store(today, rows)) << _NUMBER_BITS | rows["dispute_no"])

    rows = widened(today.state.queues["disputes"].draw_out(lambda waiting: np.isin(number(waiting), known)))
    last, _ = last_match(known, number(rows))
    evidence = made["value"][last]
    _contest(today, take(rows, evidence > 0), evidence[evidence > 0])
    _write_off(today, take(rows, evidence == 0), Stands.ACCEPTED)


def _contest(today: Today, rows: Rows, evidence: Ints) -> None:
    """Evidence goes to the bank: the provider charges a fee, agents are paid for the work."""
    if not size(rows):
        return
    terms, state = today.world.payments.disputes, today.state
    odds = disputes.odds_e4(terms, rows["ground"], evidence, _strength_e4(today, rows))
    fee = _from_cents(today, rows, np.full(size(rows), terms.represent_cents))
    fees = per_currency(today, rows, fee)
    _pay(today, Cause.REPRESENTMENT, fees, {Account.DISPUTE_FEES: fees})
    work = convert(
        disputes.evidence_cents(terms, evidence), state.rate_e8[:, today.world.trade.dollar].take(rows["world"])
    )
    today.spend(Cause.REPRESENTMENT, Account.SERVICE, today.per_store_sum(rows["world"], _store(today, rows), work))
    state.hoped_minor = state.hoped_minor + per_currency(today, rows, share(rows["net_minor"], odds, 10_000))
    contested = rows | {"odds_e4": odds, "fee_minor": fee}
    state.queues["rulings"].push(contested, today.day + terms.ruling_days)
    _record_step(today, rows, Stands.CONTESTED, evidence=evidence, odds_e4=odds, fee_minor=fee)


def _record_step(today: Today, rows: Rows, stands: Stands, **told: Ints) -> None:
    columns = {"evidence": 0, "odds_e4": 0, "amount_minor": 0, "fee_minor": 0} | told
    today.record(
        "dispute_step", **order_names(rows, today.world), dispute_no=rows["dispute_no"], state=stands, **columns
    )


def _rule(today: Today, rows: Rows) -> None:
    """What is won comes back with the provider's fee for contesting."""
    if not size(rows):
        return
    state = today.state
    won = disputes.won(today.luck, today.day, rows["slot"], rows["world"], rows["odds_e4"])
    state.hoped_minor = state.hoped_minor - per_currency(today, rows, share(rows["net_minor"], rows["odds_e4"], 10_000))
    winners = take(rows, won)
    back, fees = (per_currency(today, winners, winners[name]) for name in ("net_minor", "fee_minor"))
    state.disputed_minor = state.disputed_minor - back
    _pay(today, Cause.DISPUTE_END, -back - fees, {Account.DISPUTED: -back, Account.DISPUTE_FEES: -fees})
    _record_step(today, winners, Stands.WON, amount_minor=winners["net_minor"], fee_minor=-winners["fee_minor"])
    _write_off(today, take(rows, ~won), Stands.LOST)


def _write_off(today: Today, rows: Rows, stands: Stands) -> None:
    """The sale is lost for good; tax that was collected on it is no longer owed."""
    if not size(rows):
        return
    own_site = today.world.customs.own_site[today.world.listings.front[rows["listing"]]]
    lost, tax = (per_currency(today, rows, amount) for amount in (rows["net_minor"], rows["tax_minor"] * own_site))
    today.state.disputed_minor = today.state.disputed_minor - lost
    today.state.tax_due_minor = today.state.tax_due_minor - tax
    today.book_currencies(
        Cause.DISPUTE_END, {Account.CHARGEBACKS: lost - tax, Account.TAX_DUE: tax, Account.DISPUTED: -lost}
    )
    _record_step(today, rows, stands)


def _end_month(today: Today) -> None:
    """Fines for every case of a bad month; good months lead out of the programme."""
    terms, state = today.world.payments.monitoring, today.state
    if not monitoring.ends_month(terms, today.day):
        return
    counts = state.month_counts
    bad = monitoring.bad_months(terms, today.day, counts, today.levers["monitor_limit_e4"])
    dollar_e8 = state.rate_e8[:, today.world.trade.dollar][:, None]
    fine = convert(monitoring.cases(counts) * terms.fine_cents * bad, dollar_e8)
    today.spend(Cause.MONITORING, Account.DISPUTE_FEES, fine)
    state.monitored = monitoring.next_months(terms, state.monitored, bad)
    _record_month(today, counts, fine)
    state.month_counts = np.zeros_like(counts)


def _record_month(today: Today, counts: Ints, fine: Ints) -> None:
    if today.recorded is None:
        return
    world, store = (axis.ravel() for axis in np.indices(today.per_store))
    columns = {name: counts[..., place].ravel() for place, name in enumerate(("fraud", "disputes", "settled"))}
    columns |= {"months_left": today.state.monitored.ravel(), "fine_minor": fine.ravel()}
    today.record("monitoring_month", world=world, store=store, **columns)
