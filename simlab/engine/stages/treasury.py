"""After hours at the bank: forwards fall due and are bought, foreign accounts are converted, the credit line moves."""

from __future__ import annotations

import numpy as np

from payments.domain import treasury
from simlab.core.arrays import Ints, add_at
from simlab.core.money import convert
from simlab.core.rows import EitherRows, size
from simlab.core.settings import Kind
from simlab.core.states import Deal
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.today import Today


def deal(today: Today) -> None:
    """The day's dealings in foreign money, and the credit line."""
    _settle_forwards(today)
    _buy_forwards(today)
    _convert(today)
    _draw_credit(today)


def _rows(today: Today, kind: Kind) -> np.ndarray:
    decisions = today.events.decisions
    return np.asarray(decisions[decisions["kind"] == kind])


def _settle_forwards(today: Today) -> None:
    """A forward is settled in cash: the difference between its price and today's rate."""
    due, state = today.state.queues["forwards"].pop(today.day), today.state
    if not size(due):
        return
    place = (due["world"], due["store"])
    worth = convert(due["amount_minor"], state.rate_e8[due["world"], due["currency"]])
    result = np.zeros(today.per_store, dtype=np.int64)
    add_at(result, place, due["home_minor"] - worth)
    add_at(state.writable("forward_minor"), (*place, due["currency"]), -due["amount_minor"])
    add_at(state.writable("forward_home_minor"), place, -due["home_minor"])
    state.cash_minor = state.cash_minor + result
    today.journal.move(Cause.FORWARD, Account.CASH, Account.FORWARD_RESULT, result)
    _record(today, Deal.FORWARD_SETTLED, due, worth)


def _record(today: Today, deal: Deal, rows: EitherRows, home_minor: Ints) -> None:
    today.record(
        "deal",
        **{name: rows[name] for name in ("world", "store", "currency", "amount_minor")},
        deal=int(deal),
        home_minor=home_minor,
        rate_e8=today.state.rate_e8[rows["world"], rows["currency"]],
    )


def _buy_forwards(today: Today) -> None:
    """Sell foreign money ahead, as far as the bank's limit goes."""
    bought, state, terms = _rows(today, Kind.BUY_FORWARD), today.state, today.world.payments.treasury
    if not len(bought):
        return
    world, store, currency = bought["world"], bought["store"], bought["target"]
    spot = state.rate_e8[world, currency]
    value = convert(bought["value"], spot)
    opened = convert(state.forward_minor, state.rate_e8[:, None, :]).sum(axis=-1)[world, store]
    taken = treasury.within_limit(value, world * today.world.sizes.stores + store, opened, terms.forward_limit_minor)
    rate = treasury.forward_rate_e8(terms, spot, currency, bought["field"])
    deals = {
        "world": world[taken],
        "store": store[taken],
        "currency": currency[taken],
        "amount_minor": bought["value"][taken],
        "home_minor": convert(bought["value"], rate)[taken],
    }
    state.queues["forwards"].push(deals, today.day + bought["field"][taken])
    add_at(state.writable("forward_minor"), (deals["world"], deals["store"], deals["currency"]), deals["amount_minor"])
    add_at(state.writable("forward_home_minor"), (deals["world"], deals["store"]), deals["home_minor"])
    _record(today, Deal.FORWARD_BOUGHT, deals, deals["home_minor"])


def _convert(today: Today) -> None:
    """Sell money of the foreign currency accounts at today's rate."""
    asked, state = _rows(today, Kind.CONVERT), today.state
    if not len(asked):
        return
    wanted = np.zeros_like(state.foreign_minor)
    add_at(wanted, (asked["world"], asked["store"], asked["target"]), asked["value"])
    spread_e4 = today.world.payments.treasury.conversion_spread_e4
    done = treasury.conversion(wanted, state.foreign_minor, state.rate_e8, spread_e4)
    state.foreign_minor = state.foreign_minor - done.sold_minor
    received, spread = done.received_minor.sum(axis=-1), done.spread_minor.sum(axis=-1)
    state.cash_minor = state.cash_minor + received
    today.book_currencies(Cause.CONVERSION, {Account.EXCHANGE: done.sold_minor, Account.FOREIGN_CASH: -done.sold_minor})
    lines = {Account.CASH: received, Account.EXCHANGE_COST: spread, Account.EXCHANGE: -received - spread}
    today.journal.book(Cause.CONVERSION, 0, lines)
    world, store, currency = np.nonzero(done.sold_minor)
    rows = {
        "world": world,
        "store": store,
        "currency": currency,
        "amount_minor": done.sold_minor[world, store, currency],
    }
    _record(today, Deal.CONVERSION, rows, done.received_minor[world, store, currency])


def _draw_credit(today: Today) -> None:
    """Interest on the credit line, and its balance moves to what the store wants to owe."""
    state, terms = today.state, today.world.payments.treasury
    if not terms.credit_limit_minor:
        return
    line = treasury.credit(terms, state.settings["credit_minor"][..., 0], state.credit_minor, state.cash_minor)
    state.cash_minor = state.cash_minor + line.drawn_minor - line.interest_minor
    state.credit_minor = line.credit_minor
    today.journal.move(Cause.CREDIT, Account.CASH, Account.CREDIT_LINE, line.drawn_minor)
    today.journal.move(Cause.INTEREST, Account.INTEREST, Account.CASH, line.interest_minor)
