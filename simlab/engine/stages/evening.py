"""After hours: the day's money is booked, goods are ordered, the marketplace pays out, the books are closed."""

from __future__ import annotations

import numpy as np

from payments.domain import financing, settlement
from simlab.core.arrays import Ints
from simlab.core.money import convert
from simlab.core.states import AccountStanding
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.marketing import Advertised, ad_spend_minor
from simlab.engine.stages.today import Shelf, Today
from simlab.engine.wealth import wealth_minor


def book_sales(today: Today, units: Ints, parcels: Ints, shelf: Shelf) -> None:
    """Marketplace sales in their currencies (own sites' were captured), and in home money the shipping, the duty and the cost of what was sold; units and parcels [B, L]."""
    state, world = today.state, today.world
    brokered, fees = (count * ~world.payments.own_listing for count in (units, today.fees_paid))
    net = today.by_store_and_currency(brokered * shelf.net_minor + fees * shelf.postage.net_minor)
    taxed = fees * (shelf.postage.fee_minor - shelf.postage.tax_minor)
    sales = today.by_store_and_currency(brokered * (shelf.price_minor - shelf.tax_minor) + taxed)
    state.receivable_minor = state.receivable_minor + net
    today.book_currencies(Cause.SALE, {Account.RECEIVABLE: net, Account.FEES: sales - net, Account.SALES: -sales})
    today.sums["sales_minor"] = convert(sales + today.sums.pop("captured"), state.rate_e8[:, None, :]).sum(axis=-1)
    cost = today.by_store(units * world.suppliers.unit_cost_minor[world.listings.sku])
    today.journal.move(Cause.COST_OF_SALES, Account.COST_OF_SALES, Account.STOCK, cost)
    today.sums["shipping_minor"] = today.by_store(
        units * shelf.shipping_minor - (units - parcels) * shelf.together_minor
    )
    today.spend(Cause.SHIPPING, Account.SHIPPING, today.sums["shipping_minor"])
    duty = units * shelf.duty_minor - (units - parcels) * shelf.formalities.duty_together_minor
    levied = today.by_store(duty) + today.duty_beyond_minor
    today.spend(Cause.DUTY, Account.DUTY, levied)
    today.running_minor = today.sums["shipping_minor"] + levied


def book_refunds(today: Today, receivable: Ints) -> None:
    """Take refunded sales back, with the part of the fee that the marketplace returns."""
    names = ("sales", "fee", "tax", "provider", "courier")
    sales, fee, tax, provider, courier = (today.sums.pop(f"refund_{name}") for name in names)
    lines = {Account.RECEIVABLE: -receivable, Account.PROVIDER: -provider, Account.COURIER_CASH: -courier}
    today.book_currencies(Cause.REFUND, {Account.SALES: sales, Account.FEES: -fee, Account.TAX_DUE: tax, **lines})
    today.sums["refunds_minor"] = convert(sales, today.state.rate_e8[:, None, :]).sum(axis=-1)


def advertise(today: Today, shelf: Shelf, advertised: Advertised | None) -> None:
    """Clicks are paid for; without auctions, budgets are spent on every front where the store has something to sell."""
    if advertised is None:
        selling = shelf.live[:, today.world.listings.number].any(axis=3)
        spend = (today.state.settings["ad_budget_minor"] * selling).sum(axis=-1)
    else:
        spend = ad_spend_minor(advertised)
    today.sums["ad_spend_minor"] = spend
    today.spend(Cause.ADVERTISING, Account.ADVERTISING, today.sums["ad_spend_minor"])


def settle(today: Today) -> None:
    """Released money becomes payable; on its cycle the marketplace pays out; earlier payouts reach the bank."""
    state, terms = today.state, today.world.terms
    slot = today.day % state.release_minor.shape[-1]
    state.payable_minor = state.payable_minor + state.release_minor[..., slot]
    state.writable("release_minor")[..., slot] = 0
    slot = today.day % state.payout_minor.shape[-1]
    arrived = state.payout_minor[..., slot].copy()
    state.writable("payout_minor")[..., slot] = 0
    state.cash_minor = state.cash_minor + arrived
    today.journal.move(Cause.PAYOUT_ARRIVAL, Account.CASH, Account.PAYOUT_IN_TRANSIT, arrived)
    if today.day % terms.every_days == terms.every_days - 1:
        _pay_out(today)


def _pay_out(today: Today) -> None:
    state, terms = today.state, today.world.terms
    suspended = (state.standing >= AccountStanding.ACCOUNT_SUSPENDED).any(axis=-1, keepdims=True)
    held = suspended | (today.levers["payouts_held"][:, :, None] > 0)
    payouts = settlement.pay_out(terms, np.where(held, 0, state.payable_minor), state.rate_e8)
    state.payable_minor = state.payable_minor - payouts.paid_minor
    state.receivable_minor = state.receivable_minor - payouts.paid_minor
    state.writable("payout_minor")[..., (today.day + terms.delay_days) % state.payout_minor.shape[-1]] += (
        payouts.received_minor.sum(axis=-1)
    )
    today.book_currencies(Cause.PAYOUT, {Account.EXCHANGE: payouts.paid_minor, Account.RECEIVABLE: -payouts.paid_minor})
    received, spread = payouts.received_minor.sum(axis=-1), payouts.spread_minor.sum(axis=-1)
    today.journal.book(
        Cause.PAYOUT,
        0,
        {Account.PAYOUT_IN_TRANSIT: received, Account.EXCHANGE_COST: spread, Account.EXCHANGE: -received - spread},
    )
    world, store, currency = np.nonzero(payouts.paid_minor)
    place = (world, store, currency)
    amounts = {
        "amount_minor": payouts.paid_minor[place],
        "received_minor": payouts.received_minor[place],
        "rate_e8": state.rate_e8[world, currency],
    }
    today.record("payout", world=world, store=store, currency=currency, **amounts)


def finance(today: Today) -> None:
    """Interest on emergency loans, new ones where cash ran out, repayment where it came back."""
    state = today.state
    balance = financing.finance(state.cash_minor, state.loan_minor, today.world.penal_rate_e4)
    state.cash_minor, state.loan_minor = balance.cash_minor, balance.loan_minor
    today.journal.move(Cause.INTEREST, Account.INTEREST, Account.CASH, balance.interest_minor)
    today.journal.move(Cause.LOAN, Account.CASH, Account.LOAN, balance.drawn_minor)


def open_books(today: Today) -> None:
    """The first entry of every store: its opening cash and stock against equity."""
    opening, cost = today.world.opening, today.world.suppliers.unit_cost_minor
    cash = np.full(today.per_store, opening.cash_minor)
    stock = np.full(today.per_store, (opening.stock_units.sum(axis=-1) * cost).sum())
    today.journal.book(Cause.OPENING, 0, {Account.CASH: cash, Account.STOCK: stock, Account.EQUITY: -cash - stock})


def close_books(today: Today) -> None:
    """One row of sums per store, for every store, and the ledger of the recorded ones."""
    if today.recorded is None:
        return
    state, cost = today.state, today.world.suppliers.unit_cost_minor
    owed = state.loan_minor + state.credit_minor + state.supplier_due_minor
    today.sums |= {
        "cash_minor": state.cash_minor,
        "loan_minor": state.loan_minor,
        "wealth_minor": wealth_minor(state),
        "receivable_minor": wealth_minor(state) + owed - state.cash_minor,
        "stock_minor": (state.stock_units.sum(axis=-1) * cost).sum(axis=-1),
        "pipeline_minor": (state.pipeline_units * cost).sum(axis=-1),
        "rating_sum": state.rating_sum.sum(axis=-1),
        "rating_count": state.rating_count.sum(axis=-1),
    }
    world, store = (axis.ravel() for axis in np.indices(today.per_store))
    today.events.add(
        "store_day", None, world=world, store=store, **{name: column.ravel() for name, column in today.sums.items()}
    )
    today.record("ledger", **today.journal.table(today.recorded))
    today.events.close()
