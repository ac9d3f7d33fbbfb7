"""Money of the stores' own sites: captured at the sale, held by provider and courier, paid out by rail."""

from __future__ import annotations

import numpy as np

from payments.domain import provider
from simlab.core.arrays import Ints, add_at, tally
from simlab.core.money import share
from simlab.core.rows import EitherRows, Rows, size, take
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.today import Today


def per_currency(today: Today, rows: EitherRows, amount: Ints) -> Ints:
    """Amounts of order or parcel rows added up, [B, S, C]."""
    return added_up(today, purses(today, rows), amount)


def purses(today: Today, rows: EitherRows) -> Ints:
    """The store and currency of each row [n], as one number."""
    world, currencies = today.world, today.world.sizes.currencies
    of_listing = world.listings.store * currencies + world.trade.currency[world.listings.market]
    return np.asarray(rows["world"] * np.int64(world.sizes.stores * currencies) + of_listing[rows["listing"]])


def added_up(today: Today, purse: Ints, amount: Ints) -> Ints:
    """Amounts of rows [n] by their purses, [B, S, C]."""
    shape = (*today.per_store, today.world.sizes.currencies)
    return tally(purse, int(np.prod(shape)), amount).reshape(shape)


def _push(today: Today, queue: str, due_day: int, **amounts: Ints) -> None:
    """One row per store and currency that has something, due on one day; amounts [B, S, C]."""
    world, store, currency = place = np.nonzero(np.any([amount != 0 for amount in amounts.values()], axis=0))
    rows: Rows = {"world": world, "store": store, "currency": currency}
    rows |= {name: amount[place] for name, amount in amounts.items()}
    today.state.queues[queue].push(rows, due_day)


def _pop(today: Today, queue: str, *names: str) -> list[Ints]:
    """What is due today, added up by store and currency, [B, S, C] each."""
    rows = today.state.queues[queue].pop(today.day)
    totals = []
    for name in names:
        total = np.zeros_like(today.state.available_minor)
        add_at(total, (rows["world"], rows["store"], rows["currency"]), rows[name])
        totals.append(total)
    return totals


def capture(today: Today, parcels: Rows) -> None:
    """Own-site orders of today: the provider takes its fee, keeps a reserve, and has the rest available some days later."""
    world = today.world
    names = ("world", "listing", "method", "price_minor", "net_minor", "tax_minor")
    own = take({name: parcels[name] for name in names}, world.payments.own_listing[parcels["listing"]])
    purse = purses(today, own)
    collected = own["tax_minor"] * world.customs.own_site[world.listings.front[own["listing"]]]
    today.sums["captured"] = added_up(today, purse, own["net_minor"] - collected)
    if not size(own):
        return
    terms, market = world.payments.provider, world.listings.market[own["listing"]]
    cash = terms.cash[market, own["method"]]
    dollar_e8 = provider.dollars_e8(today.state.rate_e8, world.trade.dollar)[own["world"], world.trade.currency[market]]
    fee = np.where(cash, 0, provider.fee_minor(terms, market, own["method"], own["price_minor"], dollar_e8))
    reserve = np.where(cash, 0, share(own["net_minor"], _reserve_e4(today, own), 10_000))
    ready = np.where(cash, 0, own["net_minor"] - fee - reserve)
    days = terms.settlement_days[market, own["method"]]
    for wait in np.unique(days[~cash]).tolist():
        _push(today, "settlements", today.day + wait, amount_minor=added_up(today, purse, ready * (days == wait)))
    carried = own["net_minor"] * cash
    _book_capture(today, *(added_up(today, purse, amount) for amount in (fee, reserve, collected, carried)))


def _reserve_e4(today: Today, own: Rows) -> Ints:
    terms = today.world.payments.provider
    watched = today.state.monitored[own["world"], today.world.listings.store[own["listing"]]]
    return np.where(watched > 0, terms.monitored_reserve_e4, terms.reserve_e4)


def _book_capture(today: Today, fees: Ints, kept: Ints, tax: Ints, carried: Ints) -> None:
    """What the provider takes, keeps and passes on, and couriers carry, [B, S, C]."""
    state, sales = today.state, today.sums["captured"]
    held = sales + tax - fees - kept - carried
    state.provider_minor = state.provider_minor + held
    state.reserve_minor = state.reserve_minor + kept
    state.courier_minor = state.courier_minor + carried
    state.tax_due_minor = state.tax_due_minor + tax
    _push(today, "reserves", today.day + today.world.payments.provider.reserve_days, amount_minor=kept)
    lines = {Account.PROVIDER: held, Account.PROVIDER_RESERVE: kept, Account.COURIER_CASH: carried}
    lines |= {Account.PROCESSING_FEES: fees, Account.TAX_DUE: -tax}
    today.book_currencies(Cause.CAPTURE, {**lines, Account.SALES: -sales})


def ask_for_cash(today: Today, parcels: Rows) -> None:
    """Buyers who have not paid yet may refuse the parcel at the door; writes into refusal_e6."""
    world, terms = today.world, today.world.payments.provider
    if terms.cash.any():
        own = world.payments.own_listing[parcels["listing"]]
        refusal = terms.refusal_e6[world.listings.market[parcels["listing"]], parcels["method"]]
        parcels["refusal_e6"] = parcels["refusal_e6"] + own * refusal


def expect_cash(today: Today, parcels: Rows) -> None:
    """Parcels paid at the door today: the courier passes the cash on some days later, less its fee."""
    world, terms = today.world, today.world.payments.provider
    market = world.listings.market[parcels["listing"]]
    paid = take(parcels, terms.cash[market, parcels["method"]] & world.payments.own_listing[parcels["listing"]])
    if not size(paid):
        return
    market = world.listings.market[paid["listing"]]
    dollar_e8 = provider.dollars_e8(today.state.rate_e8, world.trade.dollar)
    fee = provider.fee_minor(
        terms, market, paid["method"], paid["price_minor"], dollar_e8[paid["world"], world.trade.currency[market]]
    )
    days = terms.settlement_days[market, paid["method"]]
    for wait in np.unique(days).tolist():
        amounts = [per_currency(today, paid, amount * (days == wait)) for amount in (paid["net_minor"], fee)]
        _push(today, "remittances", today.day + wait, amount_minor=amounts[0], fee_minor=amounts[1])


def pay_back(today: Today, provider_minor: Ints, courier_minor: Ints) -> None:
    """Refunds of own-site orders come out of the balance, which may fall below zero; of unpaid parcels out of the courier's."""
    state = today.state
    state.provider_minor = state.provider_minor - provider_minor
    state.available_minor = state.available_minor - provider_minor
    state.courier_minor = state.courier_minor - courier_minor


def settle(today: Today) -> None:
    """Money becomes available, couriers remit, transfers arrive, and on their days balances are sent home."""
    if not today.world.payments.own_listing.any():
        return
    state = today.state
    (ready,) = _pop(today, "settlements", "amount_minor")
    (released,) = _pop(today, "reserves", "amount_minor")
    carried, fee = _pop(today, "remittances", "amount_minor", "fee_minor")
    state.available_minor = state.available_minor + ready + released + carried - fee
    state.provider_minor = state.provider_minor + released + carried - fee
    state.reserve_minor = state.reserve_minor - released
    state.courier_minor = state.courier_minor - carried
    today.book_currencies(Cause.RESERVE_RELEASE, {Account.PROVIDER: released, Account.PROVIDER_RESERVE: -released})
    today.book_currencies(
        Cause.REMITTANCE,
        {Account.PROVIDER: carried - fee, Account.PROCESSING_FEES: fee, Account.COURIER_CASH: -carried},
    )
    _arrive(today)
    _send_home(today)


def _arrive(today: Today) -> None:
    state = today.state
    (landed,) = _pop(today, "transfers", "amount_minor")
    state.transit_minor = state.transit_minor - landed
    home, foreign = landed[..., 0], landed.copy()
    foreign[..., 0] = 0
    state.cash_minor = state.cash_minor + home
    state.foreign_minor = state.foreign_minor + foreign
    today.journal.move(Cause.WITHDRAWAL_ARRIVAL, Account.CASH, Account.WITHDRAWAL, home)
    today.book_currencies(Cause.WITHDRAWAL_ARRIVAL, {Account.FOREIGN_CASH: foreign, Account.WITHDRAWAL: -foreign})


def _send_home(today: Today) -> None:
    state, world = today.state, today.world
    every = state.settings["payout_every_days"]
    turn = (every > 0) & (today.day % np.maximum(every, 1) == every - 1)
    turn &= today.levers["payouts_held"][:, :, None] == 0
    if not turn.any():
        return
    sent = provider.transfer(
        world.payments.rails,
        today.luck,
        today.day,
        state.settings["payout_rail"],
        np.maximum(state.available_minor, 0) * turn,
        state.rate_e8,
        provider.dollars_e8(state.rate_e8, world.trade.dollar),
    )
    keep = state.settings["keep_currency"] > 0
    state.provider_minor = state.provider_minor - sent.paid_minor
    state.available_minor = state.available_minor - sent.paid_minor
    kept, sold = sent.landed_minor * keep, sent.landed_minor * ~keep
    received, spread = sent.received_minor * ~keep, sent.spread_minor * ~keep
    _put_on_the_way(today, sent, kept, received)
    lines = {Account.WITHDRAWAL: kept, Account.EXCHANGE: sold, Account.PROCESSING_FEES: sent.fee_minor}
    today.book_currencies(Cause.WITHDRAWAL, {**lines, Account.PROVIDER: -sent.paid_minor})
    got, cost = received.sum(axis=-1), spread.sum(axis=-1)
    lines = {Account.WITHDRAWAL: got, Account.EXCHANGE_COST: cost, Account.EXCHANGE: -got - cost}
    today.journal.book(Cause.WITHDRAWAL, 0, lines)


def _put_on_the_way(today: Today, sent: provider.Transfers, kept: Ints, received: Ints) -> None:
    state = today.state
    world, store, currency = place = np.nonzero(sent.paid_minor)
    home = kept[place] == 0
    rows = {
        "world": world,
        "store": store,
        "currency": np.where(home, 0, currency),
        "amount_minor": np.where(home, received[place], kept[place]),
    }
    add_at(state.writable("transit_minor"), (world, store, rows["currency"]), rows["amount_minor"])
    due = today.day + sent.days[place]
    state.queues["transfers"].push(rows, due)
    today.record(
        "transfer",
        world=world,
        store=store,
        rail=state.settings["payout_rail"][place],
        currency=currency,
        amount_minor=sent.paid_minor[place],
        fee_minor=sent.fee_minor[place],
        landed_currency=rows["currency"],
        landed_minor=rows["amount_minor"],
        due_day=due,
    )
