"""Dues at the end of the day: border taxes and fees, tax collected and paid on, and the export VAT that comes back."""

from __future__ import annotations

import numpy as np

from logistics.domain import export
from simlab.core.arrays import Ints, add_at, each_at
from simlab.core.money import convert
from simlab.core.rows import Rows, size
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.border import of_market
from simlab.engine.stages.today import Shelf, Today


def book_borders(today: Today, units: Ints, parcels: Ints, shelf: Shelf) -> None:
    """Import tax, fees, tax collected, and the refund of VAT that the units sold [B, L] earn; refunds that are due arrive."""
    if not today.world.customs.active:
        return
    told, state = shelf.formalities, today.state
    today.spend(Cause.IMPORT_TAX, Account.IMPORT_TAX, today.by_store(units * told.import_tax_minor))
    today.spend(Cause.CLEARANCE, Account.CLEARANCE, today.by_store(parcels * told.clearance_minor))
    # where the store takes its own payments, its provider's capture has the tax in it
    tax = units * told.collected_minor + today.fees_paid * shelf.postage.collected_minor
    collected = today.by_store_and_currency(tax * ~today.world.payments.own_listing)
    state.receivable_minor = state.receivable_minor + collected
    state.tax_due_minor = state.tax_due_minor + collected
    today.book_currencies(Cause.TAX_COLLECTED, {Account.RECEIVABLE: collected, Account.TAX_DUE: -collected})
    _claim_rebates(today, units, shelf)
    _receive_rebates(today)


def rebates_minor(today: Today, shelf: Shelf) -> Ints:
    """The export VAT that comes back for a unit of each listing when it is sold, [B, L]."""
    modes, listings = today.world.customs.modes, today.world.listings
    if not today.world.customs.active:
        return np.zeros_like(shelf.duty_minor)
    mode = of_market(today, "customs_mode")
    each = export.rebate_minor(modes, mode, listings.sku, today.world.suppliers.unit_cost_minor[listings.sku])
    filed = each_at(today.state.papers[:, :, modes.filing, 0], listings.store) > 0
    return np.asarray(each * (filed & export.earns_by_parcel(mode, shelf.warehouse)))


def _claim_rebates(today: Today, units: Ints, shelf: Shelf) -> None:
    listings = today.world.listings
    mode = today.state.settings["customs_mode"][:, :, listings.market[listings.number[0, :, 0]]]
    earned = today.by_front(units * rebates_minor(today, shelf))
    for number in range(len(today.world.customs.modes.days)):
        _claim(today, number, (earned * (mode == number)).sum(axis=-1))


def claim_on_departure(today: Today, rows: Rows, market: Ints) -> None:
    """Goods [n] (world, store, sku, units) that leave home in bulk for a warehouse of a market earn their refund under 9810 now."""
    modes, state = today.world.customs.modes, today.state
    if not today.world.customs.active or not size(rows):
        return
    place, sku = (rows["world"], rows["store"]), rows["sku"]
    mode = state.settings["customs_mode"][(*place, market)]
    filed = state.papers[(*place, modes.filing, 0)] > 0
    each = export.rebate_minor(modes, mode, sku, today.world.suppliers.unit_cost_minor[sku])
    earned = rows["units"] * each * (filed & export.earns_in_bulk(mode))
    _claim(today, export.Mode.OVERSEAS_WAREHOUSE_9810, today.per_store_sum(*place, earned))


def _claim(today: Today, mode: int, amount: Ints) -> None:
    """What a mode's exports of today earned, [B, S]: the state owes it until it pays."""
    state, (world, store) = today.state, np.nonzero(amount)
    rows = {"world": world, "store": store, "amount_minor": amount[world, store]}
    state.queues["rebates"].push(rows, today.day + int(today.world.customs.modes.days[mode]))
    state.rebate_minor = state.rebate_minor + amount
    today.journal.move(Cause.REBATE, Account.REBATE_RECEIVABLE, Account.REBATES, amount)


def _receive_rebates(today: Today) -> None:
    rows, state = today.state.queues["rebates"].pop(today.day), today.state
    if not size(rows):
        return
    arrived = np.zeros(today.per_store, dtype=np.int64)
    add_at(arrived, (rows["world"], rows["store"]), rows["amount_minor"])
    state.rebate_minor = state.rebate_minor - arrived
    state.cash_minor = state.cash_minor + arrived
    today.journal.move(Cause.REBATE_ARRIVAL, Account.CASH, Account.REBATE_RECEIVABLE, arrived)


def pay_taxes(today: Today) -> None:
    """At the end of a period stores pay the tax they collected; what refunds took back is carried forward."""
    state, period = today.state, today.world.customs.tax_period_days
    if today.day % period != period - 1:
        return
    due = np.maximum(state.tax_due_minor, 0)
    home = convert(due, state.rate_e8[:, None, :]).sum(axis=-1)
    state.tax_due_minor = state.tax_due_minor - due
    state.cash_minor = state.cash_minor - home
    today.book_currencies(Cause.TAX_PAYMENT, {Account.TAX_DUE: due, Account.EXCHANGE: -due})
    today.journal.move(Cause.TAX_PAYMENT, Account.EXCHANGE, Account.CASH, home)
