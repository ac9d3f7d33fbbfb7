"""Buyer service: messages are answered or not, goodwill is offered, returns are sent for or not, and platforms charge their fees."""

from __future__ import annotations

import numpy as np

from orders.domain import care, health
from payments.domain import platform_fees
from simlab.core import rng
from simlab.core.arrays import Bools, Ints, add_at, each_at, tally
from simlab.core.counts import poisson
from simlab.core.money import convert, share
from simlab.core.rows import Rows, take
from simlab.core.states import DisputeGround as Ground
from simlab.core.states import HealthMetric as Metric
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages import accounts
from simlab.engine.stages.concessions import charge_fronts, refund_fronts, refund_orders
from simlab.engine.stages.grievances import by_bank
from simlab.engine.stages.today import Shelf, Today

_MOST_GOODWILL_E4 = 3_000


def greet_shoppers(today: Today, shelf: Shelf) -> None:
    """Questions that stay unanswered keep shoppers from buying, and buyers remember it in their reviews."""
    care_, state, listings = today.world.care, today.state, today.world.listings
    if not care_.on:
        return
    slow, everything = state.reply_sums[..., 0], state.reply_sums[..., 1]
    slow_e3 = slow * 1000 // np.maximum(everything, 1)
    loss_e3 = slow_e3 * care_.slow_appeal_loss_e3 // 1000
    shelf.appeal_e3 = shelf.appeal_e3 - each_at(loss_e3, listings.store, listings.front)
    state.conduct_e3 = -(slow.sum(axis=-1) * 1000 // np.maximum(everything.sum(axis=-1), 1))


def answer_messages(today: Today, units: Ints, delivered: Rows) -> None:
    """Messages of a day by front; those not answered within 24 hours may become claims."""
    care_, state = today.world.care, today.state
    if not care_.on:
        return
    late = delivered["promised_day"] < today.day
    arrived, arrived_late = _by_front(today, delivered, late)
    sold = today.by_front(units)
    messages = _counts(today, "orders.messages", care.mean_messages(care_, sold, arrived, arrived_late))
    load = care.by_language(care_, messages)
    hours = state.settings["agents"] * state.settings["agent_hours"]
    answered = care.answer(care_, load, state.message_backlog, hours)
    state.message_backlog = answered.backlog
    slow = care.slow_by_front(care_, messages, load, answered.slow)
    window = np.full(today.world.sizes.fronts, care_.reply_window_days)
    state.reply_sums = health.next_sums(state.reply_sums, np.stack([slow, messages], axis=-1), window)
    claims = _counts(today, "orders.unanswered_claim", slow * (care_.unanswered_claim_rate_e6 * 1e-6))
    _count_replies(today, messages, slow, claims)
    mean_price = today.by_front(today.state.settings["price_minor"])
    refund_fronts(today, Cause.BUYER_CLAIM, claims * (mean_price // today.world.sizes.skus))
    _record(today, messages, slow, claims)


def _by_front(today: Today, rows: Rows, late: Bools) -> tuple[Ints, Ints]:
    """Orders of each front, [B, S, F]: all of them, and the late ones."""
    listings, fronts = today.world.listings, today.world.sizes.fronts
    worlds, stores = today.per_store
    of_listing = listings.store * fronts + listings.front
    flat = rows["world"] * np.int64(stores * fronts) + of_listing.take(rows["listing"])
    shape = (worlds, stores, fronts)
    return tally(flat, int(np.prod(shape))).reshape(shape), tally(flat[late], int(np.prod(shape))).reshape(shape)


def _counts(today: Today, stream: str, mean: np.ndarray) -> Ints:
    """Poisson counts of a mean [B, S, F]; the slot is store x front."""
    slot = np.arange(mean[0].size)
    return poisson(today.luck, stream, today.day, slot, mean.reshape(len(mean), -1)).reshape(mean.shape)


def _count_replies(today: Today, messages: Ints, slow: Ints, claims: Ints) -> None:
    """What marketplaces see of the messages on their fronts."""
    account = today.world.health.account_of_front
    fronts = np.flatnonzero(account >= 0)
    for metric, column, counts in (
        (Metric.SLOW_REPLY, 0, slow),
        (Metric.SLOW_REPLY, 1, messages),
        (Metric.ORDER_DEFECT, 0, claims),
    ):
        place = (slice(None), slice(None), account[fronts], metric, column)
        add_at(today.health_counts, place, counts[..., fronts])


def _record(today: Today, messages: Ints, slow: Ints, claims: Ints) -> None:
    if today.recorded is not None:
        world, store, front = np.nonzero(messages)
        place = (world, store, front)
        rows = {"messages": messages[place], "slow": slow[place], "claims": claims[place]}
        today.record("service_day", world=world, store=store, front=front, **rows)


def offer_goodwill(today: Today, delivered: Rows) -> None:
    """Buyers of late goods who complain get a share of their money back; the less is offered, the more file a claim."""
    care_ = today.world.care
    if not care_.on:
        return
    place = np.flatnonzero((delivered["promised_day"] < today.day) & (delivered["ground"] != Ground.FRAUD))
    late = take({name: delivered[name] for name in ("world", "listing", "slot", "price_minor")}, place)
    goodwill_e4 = _of_store(today, late, "goodwill_e4")
    drawn = rng.chance_e6(today.luck, "orders.complaint", today.day, late["slot"], row=late["world"])
    claim_e6 = care_.late_claim_rate_e6 * (_MOST_GOODWILL_E4 - goodwill_e4) // _MOST_GOODWILL_E4
    claimed = (drawn < claim_e6) & ~by_bank(today, late)
    accounts.count_defects(today, take(late, claimed))
    refund_orders(today, Cause.BUYER_CLAIM, take(late, claimed), late["price_minor"][claimed])
    asked = (drawn < care_.complaint_rate_e6) & ~claimed
    delivered["ground"][place[asked & (goodwill_e4 > 0)]] = 0
    refund_orders(
        today, Cause.GOODWILL, take(late, asked), share(late["price_minor"][asked], goodwill_e4[asked], 10_000)
    )


def _of_store(today: Today, rows: Rows, setting: str) -> Ints:
    return np.asarray(
        today.state.settings[setting][rows["world"], today.world.listings.store[rows["listing"]], 0], dtype=np.int64
    )


def pay_platforms_and_agents(today: Today, units: Ints, orders: Ints, shelf: Shelf) -> None:
    """Fees and wages of the day; units and orders [B, L]."""
    charge_fees(today, units, orders, shelf)
    pay_agents(today)


def pay_agents(today: Today) -> None:
    """Wages of the day."""
    if today.world.care.on:
        hours = today.state.settings["agents"] * today.state.settings["agent_hours"]
        today.spend(Cause.SERVICE_WAGES, Account.SERVICE, (hours * today.world.care.wage_minor).sum(axis=-1))


def charge_fees(today: Today, units: Ints, orders: Ints, shelf: Shelf) -> None:
    """Subscriptions, closing fees and dated fee rises; units and orders [B, L]."""
    fees = today.world.fees
    if fees.rise_e4[today.day].any():
        charged = today.fees_paid * (shelf.postage.fee_minor - shelf.postage.tax_minor)
        sales = today.by_front(units * (shelf.price_minor - shelf.tax_minor) + charged)
        rise = platform_fees.rise_minor(fees, today.day, sales)
        charge_fronts(today, Cause.PLATFORM_FEE, Account.FEES, rise)
    if fees.closing_cents.any() or fees.subscription_cents[today.day]:
        cents = platform_fees.charged_cents(fees, today.day, today.by_front(orders))
        home = convert(cents, today.state.rate_e8[:, today.world.trade.dollar][:, None])
        today.spend(Cause.PLATFORM_FEE, Account.FEES, home)
