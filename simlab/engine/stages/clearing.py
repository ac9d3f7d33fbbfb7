"""Parcels before import customs: held against the limit by their whole value, and inspected when they are held."""

from __future__ import annotations

import numpy as np

from logistics.domain import clearance
from logistics.domain.clearance import Outcome
from simlab.core.arrays import Bools, Ints, add_at
from simlab.core.money import convert
from simlab.core.rows import Records, Rows, take
from simlab.core.states import Incoterm, Leg
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.border import of_front, owed_minor
from simlab.engine.stages.today import Shelf, Today, order_names


def weigh_parcels(today: Today, orders: Rows, served: Bools, shelf: Shelf) -> None:
    """Parcels of several units are held against the low-value limit by their whole value.

    Keeps on the orders what that adds to the duty of their units (duty_beyond_minor, home money) where the store pays it.
    """
    orders["duty_beyond_minor"] = np.zeros(len(orders["slot"]), dtype=np.int64)
    customs, listings = today.world.customs, today.world.listings
    if not customs.active or today.world.habits.baskets.single:
        return
    low = shelf.formalities.declared_minor <= customs.tariff.limit_minor[today.day, listings.market]
    imported = ~today.world.supply.warehouses.duty_paid[shelf.warehouse]
    paid_here = of_front(today, "incoterm") == Incoterm.DDP
    many = np.flatnonzero(served & (orders["units"] > 1))
    many = many[(low & imported & paid_here)[orders["world"][many], orders["listing"][many]]]
    place, units = (orders["world"][many], orders["listing"][many]), orders["units"][many].astype(np.int64)
    market = listings.market[place[1]]
    value = units * shelf.formalities.declared_minor[place]
    owed = owed_minor(today, place[0], market, shelf.formalities.heading[place], value)
    rate = today.state.rate_e8[place[0], today.world.trade.currency[market]]
    singly = units * shelf.duty_minor[place] - (units - 1) * shelf.formalities.duty_together_minor[place]
    beyond = np.maximum(convert(owed, rate) - singly, 0)
    orders["duty_beyond_minor"][many] = beyond
    today.duty_beyond_minor = today.per_store_sum(place[0], listings.store[place[1]], beyond)


def inspect_held(today: Today, parcels: Records, leg: Ints) -> Ints:
    """End the inspections of held parcels whose hold is over; returns the places of those that are seized."""
    held = np.flatnonzero(leg == Leg.IMPORT_HOLD)
    if not today.world.customs.active:
        return held[:0]
    rows = take(parcels, held)
    store = today.world.listings.store[rows["listing"]]
    papers = today.state.settings["customs_papers"][rows["world"], store, 0]
    findings = clearance.inspect(
        today.world.customs.inspection,
        today.luck,
        today.day,
        rows["slot"],
        rows["world"],
        clearance.unpacked(rows["entry"]),
        papers,
    )
    caught = today.per_store_sum(rows["world"], store, (findings.found > 0).astype(np.int64))
    today.state.record_e2 = clearance.next_record_e2(today.world.customs.inspection, today.state.record_e2, caught)
    penalty = np.zeros(today.per_store, dtype=np.int64)
    add_at(penalty, (rows["world"], store), findings.penalty_minor)
    today.spend(Cause.PENALTY, Account.PENALTIES, penalty)
    today.record(
        "customs_case",
        **order_names(rows, today.world),
        outcome=findings.outcome,
        faults=findings.found,
        penalty_minor=findings.penalty_minor,
    )
    return np.asarray(held[findings.outcome == Outcome.SEIZED])
