"""Goods are ordered, inspected, paid for and received."""

from __future__ import annotations

import numpy as np

from logistics.domain import inspection, replenishment, sourcing
from logistics.domain.warehousing import admitted
from payments.domain import financing
from simlab.core.arrays import Ints, add_at
from simlab.core.money import share
from simlab.core.rows import Records, Rows, size, take, widened
from simlab.core.settings import Kind
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.storing import dock_of, put_on_shelf, receive_shipments
from simlab.engine.stages.today import Today


def receive_goods(today: Today) -> None:
    """What makers and consignments bring is received."""
    _receive_purchases(today)
    receive_shipments(today)


def _receive_purchases(today: Today) -> None:
    """Purchase orders that are due reach the domestic warehouse, and their suppliers get the rest of the money."""
    due = today.state.queues["purchases"].pop(today.day)
    if today.levers["supplier_closed"].any():
        waits = today.lever("supplier_closed", due["world"]) > 0
        today.state.queues["purchases"].push(due, today.day + 1, np.flatnonzero(waits))
        due = take(due, ~waits)
    rows = _let_in(today, due) if today.world.supply.warehouses.limited_at_home else widened(due)
    place = (rows["world"], rows["store"], rows["sku"])
    _mix_defects(today, rows)
    put_on_shelf(today, (*place, 0), rows["units"])
    add_at(today.state.writable("pipeline_units"), place, -rows["units"])
    cost = rows["units"] * today.world.suppliers.unit_cost_minor[rows["sku"]]
    today.count("receipts_minor", rows["world"], rows["store"], cost)
    _pay_balance(today, today.per_store_sum(rows["world"], rows["store"], rows["due_minor"]))
    today.record("receipt", **{name: rows[name] for name in ("world", "store", "po_no", "sku", "units")})


def _let_in(today: Today, due: Records) -> Rows:
    """What comes through the door of the domestic warehouse today; the rest waits there, paid for."""
    rows = widened(due)
    taken = admitted(dock_of(today, rows, 0, rows["units"]))
    left = {"units": rows["units"] - taken, "due_minor": np.where(taken > 0, 0, rows["due_minor"])}
    today.state.queues["purchases"].push(due, today.day + 1, np.flatnonzero(left["units"]), **left)
    return take(rows | {"units": taken}, np.flatnonzero(taken))


def _mix_defects(today: Today, rows: Rows) -> None:
    if not size(rows):
        return
    state = today.state
    units = np.zeros_like(state.defect_e6)
    defects = np.zeros_like(units)
    place = (rows["world"], rows["store"], rows["sku"])
    add_at(units, place, rows["units"])
    add_at(defects, place, rows["units"] * rows["defect_e6"])
    state.defect_e6 = sourcing.mixed_defect_e6(state.defect_e6, state.stock_units.sum(axis=-1), units, defects)


def _pay_balance(today: Today, due: Ints) -> None:
    today.state.supplier_due_minor = today.state.supplier_due_minor - due
    today.spend(Cause.SUPPLIER_BALANCE, Account.SUPPLIERS_OWED, due)


def replenish(today: Today, one_off: np.ndarray) -> None:
    """Weekly review by the store's cover and safety rule, and what teams ordered by hand; both within the purse."""
    world, state, day = today.world, today.state, today.day
    supplier = state.settings["supplier"]
    down = sourcing.down_minor(world.supply.sourcing, supplier)
    purse = financing.purse_minor(state.cash_minor, state.loan_minor)
    units = _by_hand(today, one_off[one_off["kind"] == Kind.PLACE_PURCHASE_ORDER], supplier)
    units = replenishment.affordable(down, units, purse)
    if day % world.sizes.round_days == 0:
        # freight and duty of the coming round go out before its sales come in
        kept = world.sizes.round_days * today.running_minor + (units * down).sum(axis=-1)
        units = units + replenishment.affordable(down, _by_rule(today, supplier), purse - kept)
    row, store, sku = np.nonzero(units)
    orders = {"world": row, "store": store, "sku": sku, "units": units[row, store, sku]}
    orders["po_no"] = (np.int64(day) * world.sizes.stores + store) * world.sizes.skus + sku
    orders["supplier"] = supplier[row, store, sku]
    _order(today, orders)
    state.pipeline_units = state.pipeline_units + units
    today.journal.move(Cause.RECEIPT, Account.STOCK, Account.GOODS_ON_ORDER, today.sums.pop("receipts_minor"))
    _inspect_fee(today, orders)


def _by_hand(today: Today, rows: np.ndarray, supplier: Ints) -> Ints:
    """Orders by hand [B, S, K]; below the minimum of the supplier that stands today they are raised to it."""
    units: Ints = np.zeros((*today.per_store, today.world.sizes.skus), dtype=np.int64)
    if not len(rows):
        return units
    add_at(units, (rows["world"], rows["store"], rows["target"]), rows["value"])
    least = today.world.supply.sourcing.moq_units[supplier, np.arange(today.world.sizes.skus)]
    return np.where(units > 0, np.maximum(units, least), 0)


def _by_rule(today: Today, supplier: Ints) -> Ints:
    world, state, source = today.world, today.state, today.world.supply.sourcing
    sku = np.arange(world.sizes.skus)
    position = state.stock_units.sum(axis=-1) + state.pipeline_units
    target = replenishment.cover_units(state.speed, state.settings["cover_days"])
    factor = state.settings["safety_e2"]
    if factor.any():
        lead = (source.lead_mean_e2[supplier, sku], source.lead_variance_e4[supplier, sku])
        target = target + replenishment.safety_units(
            state.speed, lead, world.sizes.round_days, world.supply.day_cv, factor
        )
    return replenishment.order_up_to(source.moq_units[supplier, sku], target, position)


def _order(today: Today, orders: Rows) -> None:
    """Place purchase orders: when they arrive, what is wrong with them, what is paid now and what on receipt."""
    world, luck, day = today.world, today.luck, today.day
    source, row, supplier, sku = world.supply.sourcing, orders["world"], orders["supplier"], orders["sku"]
    level = today.state.settings["inspection"][row, orders["store"], sku]
    plan = world.supply.inspection
    failed = inspection.rejected(plan, luck, day, orders["po_no"], (level, orders["units"], supplier), row)
    usual = source.defect_e6[supplier]
    cost = sourcing.order_cost_minor(source, supplier, sku, orders["units"])
    paid = share(cost, source.deposit_e4[supplier], sourcing.ALL)
    due = sourcing.arrival_day(source, luck, day, orders["po_no"], (supplier, sku), row) + failed * plan.rework_days
    orders |= {"defect_e6": np.where(failed, share(usual, plan.left_e4, sourcing.ALL), usual), "due_minor": cost - paid}
    orders["inspected"] = (level != inspection.NONE).astype(np.int64)
    today.state.queues["purchases"].push(orders, due)
    _book_orders(today, orders, cost, paid)
    names = ("world", "store", "po_no", "sku", "units")
    today.record("purchase_order", **{name: orders[name] for name in names}, cost_minor=cost)


def _book_orders(today: Today, orders: Rows, cost: Ints, paid: Ints) -> None:
    """Goods on order stand at the usual price of their article."""
    standard = orders["units"] * today.world.suppliers.unit_cost_minor[orders["sku"]]
    place = (orders["world"], orders["store"])
    ordered, spent, left, beyond = (
        today.per_store_sum(*place, amount) for amount in (standard, paid, cost - paid, cost - standard)
    )
    today.state.cash_minor = today.state.cash_minor - spent
    today.state.supplier_due_minor = today.state.supplier_due_minor + left
    lines = {
        Account.GOODS_ON_ORDER: ordered,
        Account.CASH: -spent,
        Account.SUPPLIERS_OWED: -left,
        Account.PURCHASE_VARIANCE: beyond,
    }
    today.journal.book(Cause.PURCHASE, 0, lines)


def _inspect_fee(today: Today, orders: Rows) -> None:
    fee = today.per_store_sum(
        orders["world"], orders["store"], orders["inspected"] * today.world.supply.inspection.fee_minor
    )
    today.spend(Cause.INSPECTION, Account.INSPECTION, fee)
