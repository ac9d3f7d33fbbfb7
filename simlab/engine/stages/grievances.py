"""Buyers of own sites who will go to their bank: whose card was stolen, whose goods came late or never, are poor, or went back unpaid."""

from __future__ import annotations

import numpy as np

from orders.domain.placement import order_day
from payments.domain import acceptance, disputes, monitoring
from payments.domain.disputes import Delivered
from simlab.core import rng
from simlab.core.arrays import Bools, Ints, add_at
from simlab.core.money import convert, share
from simlab.core.rows import EitherRows, Records, Rows, size, take
from simlab.core.states import DisputeGround as Ground
from simlab.core.states import Screen
from simlab.engine.stages.manners import star_bins
from simlab.engine.stages.provider import per_currency
from simlab.engine.stages.today import Today

# what is known of an order whose buyer goes to the bank
_TOLD = ("world", "listing", "slot", "seq", "net_minor", "tax_minor", "lane", "method", "screen")


def by_bank(today: Today, rows: EitherRows) -> Bools:
    """Whose buyers [n] go to their bank, where a marketplace's would file a claim."""
    return today.world.payments.own_listing.take(rows["listing"]) & today.world.payments.disputes.on


def stolen(today: Today, rows: EitherRows) -> Bools:
    """Orders [n] paid with somebody else's card. Thieves send nothing back and ask for no refund."""
    return (rows["screen"] & Screen.FRAUD > 0) & today.world.payments.disputes.on


def asking(today: Today, rows: Records, reason: Ints) -> tuple[Records, Ints]:
    """The rows whose refund is still asked for, with its reason: no bank has taken, or will take, their money back."""
    if not today.world.payments.disputes.on:
        return rows, reason
    asks = np.flatnonzero(rows["screen"] & (Screen.FRAUD | Screen.DISPUTED) == 0)
    return take(rows, asks), reason[asks]


def expect_chargebacks(today: Today, parcels: Rows) -> None:
    """What today's sales let expect; the owners of stolen cards will find them on their statements."""
    world, terms = today.world, today.world.payments.disputes
    if not terms.on:
        return
    own = take({name: parcels[name] for name in (*_TOLD, "price_minor")}, by_bank(today, parcels))
    if not size(own):
        return
    own["disputed_e4"] = _disputed_e4(today, own)
    chance = _expected_e6(today, own)
    today.state.exposed_minor = today.state.exposed_minor + per_currency(
        today, own, share(own["net_minor"], chance, 1_000_000)
    )
    store = world.listings.store[own["listing"]]
    place = (own["world"], store, np.full(size(own), monitoring.SETTLED))
    add_at(today.state.month_counts, place, (own["disputed_e4"] > 0).astype(np.int64))
    thieves = take(own, stolen(today, own))
    drawn = rng.chance_e6(today.luck, "payments.friendly_fraud", today.day, thieves["slot"], row=thieves["world"])
    authenticated = thieves["screen"] & Screen.THREE_D_SECURE > 0
    go_to_bank(today, thieves, disputes.fraud_ground(terms.complaints, drawn, authenticated))


def _disputed_e4(today: Today, rows: EitherRows) -> Ints:
    market = today.world.listings.market[rows["listing"]]
    return today.world.payments.disputes.disputed_e4[market, rows["method"]]


def _expected_e6(today: Today, own: Rows) -> Ints:
    """The chance of a chargeback that the till can know of: method, amount, threshold and authentication."""
    listings, payments = today.world.listings, today.world.payments
    market, store, front = (part[own["listing"]] for part in (listings.market, listings.store, listings.front))
    amount = convert(own["price_minor"], today.state.rate_e8[own["world"], today.world.trade.currency[market]])
    fraud = acceptance.fraud_rate_e6(payments.acceptance, market, own["method"], amount)
    threshold = today.state.settings["fraud_threshold"][own["world"], store, front]
    fraud = fraud * acceptance.unseen_e6(payments.acceptance)[threshold] // 1_000_000
    passed = (1_000_000 - payments.acceptance.fraud_stopped_e6) * payments.disputes.complaints.friendly_fraud_e6
    liable = np.where(own["screen"] & Screen.THREE_D_SECURE > 0, passed // 1_000_000, 1_000_000)
    return np.asarray(
        fraud * liable // 1_000_000 + payments.disputes.complaints.other_e6 * own["disputed_e4"] // 10_000
    )


def go_to_bank(today: Today, rows: EitherRows, ground: Ints, due_day: Ints | None = None) -> None:
    """These buyers will dispute their payment, after some days or on `due_day`, unless the network's window is over by then."""
    terms, market = today.world.payments.disputes, today.world.listings.market[rows["listing"]]
    names = (today.luck, today.day, rows["slot"], rows["world"])
    due = today.day + disputes.delay_days(terms, *names) if due_day is None else due_day
    code = disputes.code(terms, *names, terms.family[market, rows["method"]], ground)
    in_time = due - order_day(rows["slot"]) <= terms.window_days[code]
    may = np.flatnonzero(in_time & (_disputed_e4(today, rows) > 0))
    today.state.queues["grievances"].push(rows, due[may], may, ground=ground, code=code)


def judge_deliveries(today: Today, parcels: Rows, late_days: Ints, faulty: Bools, back: Bools) -> Ints:
    """What each buyer of today's deliveries [n] will tell the bank if nothing is offered; FRAUD stands for thieves, who are content."""
    ground = np.zeros(len(late_days), dtype=np.int64)
    own = np.flatnonzero(by_bank(today, parcels))
    if not own.size:
        return ground
    world, listings = today.world, today.world.listings
    row, listing = parcels["world"][own], parcels["listing"][own]
    sku, store, market = listings.sku[listing], listings.store[listing], listings.market[listing]
    seen = Delivered(
        late_days=late_days[own],
        quality_bins=world.goods.quality_bins[sku] + star_bins(today)[row, store, listings.front[listing]],
        faulty=faulty[own],
        disputed_e4=world.payments.disputes.disputed_e4[market, parcels["method"][own]],
        not_received_e4=today.lever("not_received_e4", row, market),
    )
    drawn = rng.chance_e6(today.luck, "payments.complaint", today.day, parcels["slot"][own], row=row)
    told = disputes.delivery_ground(world.payments.disputes.complaints, drawn, seen)
    theirs = parcels["screen"][own] & Screen.FRAUD > 0
    ground[own] = np.where(theirs, Ground.FRAUD, np.where(back[own], 0, told))
    return ground


def complain(today: Today, delivered: Rows) -> None:
    """Buyers of today's deliveries whom nobody has offered anything."""
    ground = delivered["ground"]
    told = np.flatnonzero((ground == Ground.NOT_RECEIVED) | (ground == Ground.NOT_AS_DESCRIBED))
    if told.size:
        go_to_bank(today, take({name: delivered[name] for name in _TOLD}, told), ground[told])


def tire_of_waiting(today: Today, rows: EitherRows, since_day: Ints, refund_day: Ints, ground: Ground) -> Ints:
    """Some buyers who wait for a refund since a day go to their bank before it comes. Returns `screen` with them marked, so that it is not paid twice."""
    screen = np.array(rows["screen"])
    own = np.flatnonzero(by_bank(today, rows) & ~stolen(today, rows))
    if not own.size:
        return screen
    mine = take({name: rows[name] for name in _TOLD}, own)
    since, wait = since_day[own], (refund_day - since_day)[own]
    rate = _rate_of_waiting(today, mine, wait, ground) * _disputed_e4(today, mine) // 10_000
    drawn = rng.chance_e6(today.luck, "payments.waiting", today.day, mine["slot"], row=mine["world"])
    tired = np.flatnonzero(disputes.impatient(drawn, rate, wait))
    gone = take(mine, tired)
    days = disputes.waiting_days(today.luck, today.day, gone["slot"], gone["world"], wait[tired])
    go_to_bank(today, gone, np.full(size(gone), ground), since[tired] + days)
    screen[own[tired]] |= Screen.DISPUTED
    return screen


def _rate_of_waiting(today: Today, rows: Rows, wait_days: Ints, ground: Ground) -> Ints:
    complaints = today.world.payments.disputes.complaints
    if ground == Ground.LOST:
        market = today.world.listings.market[rows["listing"]]
        lever = np.broadcast_to(today.lever("not_received_e4", rows["world"], market), wait_days.shape)
        return np.asarray(complaints.lost_e6 * lever // 10_000)
    return disputes.credit_rate_e6(complaints, wait_days)
