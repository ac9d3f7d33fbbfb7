"""Goods travel between warehouses, are received, stored, aged and removed."""

from __future__ import annotations

import numpy as np

from logistics.domain import forecast, inbound, warehousing
from logistics.domain.replenishment import SPEED_ONE, sales_speed
from logistics.domain.warehousing import Dock
from simlab.core.arrays import Ints, add_at, each_at, looked_up, tally
from simlab.core.money import convert, share
from simlab.core.rows import Rows, size, take, widened
from simlab.core.settings import Kind
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.shocks import scaled
from simlab.engine.stages.border import struck_e4
from simlab.engine.stages.dues import claim_on_departure
from simlab.engine.stages.today import Today

LIQUIDATE = 1  # the field of a removal that sells the goods off


def put_on_shelf(today: Today, place: tuple[Ints, Ints, Ints, Ints | int], units: Ints) -> None:
    """Units arrive at (world, store, SKU, warehouse): they are stock, and young."""
    add_at(today.state.writable("stock_units"), place, units)
    if today.state.received_units.shape[-1]:
        add_at(today.state.writable("received_units"), (*place, 0), units)


def handling_minor(today: Today, warehouse: Ints, on_hand: Ints) -> Ints:
    """The warehouse's own fee for a unit sold, with the surcharge on goods that run low there; [B, L] home money."""
    houses, listings = today.world.supply.warehouses, today.world.listings
    fees, low = houses.handling_cents[..., None], np.zeros((1, 1), dtype=bool)
    if today.state.market_speed.size and houses.low_cents.any():
        speed = each_at(today.state.market_speed, listings.store, listings.sku, listings.market)
        low = on_hand * SPEED_ONE < speed * houses.low_days
        fees = np.stack([houses.handling_cents, houses.handling_cents + houses.low_cents], axis=-1)
    # every SKU and warehouse once, then one look-up per listing
    charged = convert(fees, today.state.rate_e8[:, today.world.trade.dollar, None, None, None])
    place = (listings.sku * fees.shape[1] + warehouse) * fees.shape[2] + low
    return looked_up(charged, place)


def watch_demand(today: Today, orders: Rows) -> None:
    """How fast each market buys each SKU of each store; only placement asks."""
    world, speed = today.world, today.state.market_speed
    if not speed.size:
        return
    listing, paid = orders["listing"], np.flatnonzero(orders["paid"])
    cell = (world.listings.store * world.sizes.skus + world.listings.sku) * world.sizes.markets + world.listings.market
    flat = orders["world"][paid] * np.int64(speed[0].size) + cell[listing[paid]]
    sold = tally(flat, speed.size, orders["units"][paid]).reshape(speed.shape)
    today.state.market_speed = sales_speed(speed, sold)


def run_warehouses(today: Today, one_off: np.ndarray) -> None:
    """A night's fees, removals, and consignments that set out."""
    _store_goods(today)
    _remove_stock(today, one_off)
    _ship_inbound(today, one_off)


def _ship_inbound(today: Today, one_off: np.ndarray) -> None:
    """Consignments set out: what teams sent by hand, and on review days what the placement rule misses."""
    world, state, freight = today.world, today.state, today.world.supply.freight
    if not freight.routes:
        return
    mine, review = one_off[one_off["kind"] == Kind.SHIP_INBOUND], today.day % world.sizes.round_days == 0
    if not len(mine) and not review:
        return
    wanted = np.zeros((*today.per_store, world.sizes.skus, freight.routes), dtype=np.int64)
    add_at(wanted, (mine["world"], mine["store"], mine["target"], mine["field"]), mine["value"])
    if review:
        _place(today, wanted)
    if not wanted.any():
        return
    sent = inbound.available(freight, wanted, state.stock_units)
    world_no, store, sku, route = np.nonzero(sent)
    if not len(route):
        return
    rows = {"world": world_no, "store": store, "sku": sku, "route": route, "units": sent[world_no, store, sku, route]}
    rows["ship_no"] = ((np.int64(today.day) * world.sizes.stores + store) * world.sizes.skus + sku) * np.int64(
        freight.routes
    ) + route
    _depart(today, rows)


def _place(today: Today, wanted: Ints) -> None:
    """Every warehouse abroad is filled up from home by its own mode; a store that lives on an emergency loan sends nothing."""
    world, state, freight = today.world, today.state, today.world.supply.freight
    shape = (*today.per_store, world.sizes.skus, world.sizes.warehouses)
    cover = state.settings["placement_days"].reshape(shape)
    if not cover.any():
        return
    position = state.stock_units + state.inbound_units
    serves = world.supply.warehouses.markets_served
    missing = warehousing.placement_units(state.market_speed, serves, cover, position)
    mode = state.settings["placement_mode"].reshape(shape)
    route = freight.number[0, np.arange(shape[-1]), mode]
    goes = (missing > 0) & (route >= 0) & (state.loan_minor == 0)[:, :, None, None]
    row, store, sku, place = np.nonzero(goes)
    add_at(wanted, (row, store, sku, route[row, store, sku, place]), missing[row, store, sku, place])


def _depart(today: Today, rows: Rows) -> None:
    world, state, freight = today.world, today.state, today.world.supply.freight
    route, units, sku = rows["route"], rows["units"], rows["sku"]
    goods = (rows["world"], rows["store"], sku)
    add_at(state.writable("stock_units"), (*goods, freight.origin[route]), -units)
    add_at(state.writable("pipeline_units"), goods, units)
    add_at(state.writable("inbound_units"), (*goods, freight.destination[route]), units)
    due = inbound.arrival_day(freight, today.luck, today.day, rows["ship_no"], route, rows["world"])
    lots = (route, units)
    rows["lost_units"] = inbound.lost_units(freight, today.luck, today.day, rows["ship_no"], lots, rows["world"])
    receiving = world.supply.warehouses.receiving_days[freight.destination[route]]
    later = np.where(freight.by_sea[route], _lever(today, "inbound_add_days", rows), 0)
    state.queues["shipments"].push(rows, due + receiving + later)
    carriage, duty = _carriage_minor(today, rows), _duty_minor(today, rows)
    place = (rows["world"], rows["store"])
    today.spend(Cause.INBOUND_FREIGHT, Account.INBOUND_FREIGHT, today.per_store_sum(*place, carriage))
    today.spend(Cause.INBOUND_DUTY, Account.DUTY, today.per_store_sum(*place, duty))
    market = world.supply.warehouses.market[freight.destination[route]]
    exported = np.flatnonzero((freight.origin[route] == 0) & (market >= 0))
    claim_on_departure(today, take(rows, exported), market[exported])
    _move_goods(today, rows, units, Account.GOODS_IN_TRANSIT, Account.STOCK)
    _record(today, rows, inbound.DEPARTED, units, carriage, duty)


def _lever(today: Today, name: str, rows: Rows) -> Ints:
    """What shocks make of a lever at the warehouse that each shipment goes to, [n]."""
    return today.lever(name, rows["world"], today.world.supply.freight.destination[rows["route"]])


def _carriage_minor(today: Today, rows: Rows) -> Ints:
    """Freight in home money; what one store sends on one route on one day is one consignment."""
    world, freight, route = today.world, today.world.supply.freight, rows["route"]
    weight = inbound.chargeable_g(
        freight, route, world.goods.weight_g[rows["sku"]], world.goods.volume_mm3[rows["sku"]], rows["units"]
    )
    sender = (rows["world"] * np.int64(world.sizes.stores) + rows["store"]) * freight.routes + route
    _, consignment = np.unique(sender, return_inverse=True)
    carried = inbound.shared_cents(freight, route, consignment.ravel(), weight).astype(np.int64)
    dearer = scaled(carried, _lever(today, "inbound_freight_e4", rows))
    cents = np.where(freight.by_sea[route], dearer, carried) + rows["units"] * freight.unit_cents[route]
    return convert(cents.astype(np.int64), today.state.rate_e8[rows["world"], world.trade.dollar])


def _duty_minor(today: Today, rows: Rows) -> Ints:
    """Duty of shipments [n] in home money, as the tariff and its shocks stand today; the flat duty of shocks is for parcels."""
    world, freight, route, sku = today.world, today.world.supply.freight, rows["route"], rows["sku"]
    value, market = rows["units"] * world.suppliers.unit_cost_minor[sku], freight.duty_market[route]
    rate = forecast.duty_rate_e4(freight, today.day, route, sku)
    struck = struck_e4(today, rows["world"], market, world.customs.tariff.heading[sku, 0])
    rate = np.maximum(rate - struck, 0) + today.lever("duty_add_e4", rows["world"], market)
    return share(value, np.where(market >= 0, rate, 0), 10_000)


def _move_goods(today: Today, rows: Rows, units: Ints, to: Account, of: Account) -> None:
    cost = units * today.world.suppliers.unit_cost_minor[rows["sku"]]
    today.journal.move(Cause.TRANSFER, to, of, today.per_store_sum(rows["world"], rows["store"], cost))


def _record(today: Today, rows: Rows, event: int, units: Ints, carriage: Ints | int = 0, duty: Ints | int = 0) -> None:
    if today.recorded is None:
        return
    freight, route = today.world.supply.freight, rows["route"]
    mode = np.argwhere(freight.number >= 0)[np.argsort(freight.number[freight.number >= 0]), 2]
    today.record(
        "inbound_shipment",
        **{name: rows[name] for name in ("world", "store", "ship_no", "sku", "lost_units")},
        origin=freight.origin[route],
        destination=freight.destination[route],
        mode=mode[route],
        event=event,
        units=units,
        freight_minor=carriage,
        duty_minor=duty,
    )


def receive_shipments(today: Today) -> None:
    """What is due comes in as far as the door and the shelves allow; the rest waits for tomorrow. Lost units are written off."""
    state, freight = today.state, today.world.supply.freight
    due = state.queues["shipments"].pop(today.day)
    if not size(due):
        return
    rows = widened(due)
    destination = freight.destination[rows["route"]]
    sound = rows["units"] - rows["lost_units"]
    taken = warehousing.admitted(dock_of(today, rows, destination, sound))
    goods = (rows["world"], rows["store"], rows["sku"])
    put_on_shelf(today, (*goods, destination), taken)
    gone = taken + rows["lost_units"]
    add_at(state.writable("pipeline_units"), goods, -gone)
    add_at(state.writable("inbound_units"), (*goods, destination), -gone)
    _move_goods(today, rows, taken, Account.STOCK, Account.GOODS_IN_TRANSIT)
    _move_goods(today, rows, rows["lost_units"], Account.LOSSES, Account.GOODS_IN_TRANSIT)
    came = np.flatnonzero(gone)
    _record(today, take(rows, came), inbound.RECEIVED, taken[came])
    waits = np.flatnonzero(sound > taken)
    rows["units"], rows["lost_units"] = sound - taken, np.zeros_like(taken)
    state.queues["shipments"].push(rows, today.day + 1, waits)


def dock_of(today: Today, rows: Rows, warehouse: Ints | int, units: Ints) -> Dock:
    """Rows at the doors of warehouses, with each store's limits there."""
    houses, sizes, volume = today.world.supply.warehouses, today.world.sizes, today.world.goods.volume_mm3
    place = np.broadcast_to(warehouse, len(units))
    used = warehousing.space_mm3(today.state.stock_units, volume)[rows["world"], rows["store"], place]
    group = (rows["world"].astype(np.int64) * sizes.stores + rows["store"]) * sizes.warehouses + place
    limit = houses.inbound_units[place]
    return Dock(group, units, volume[rows["sku"]], limit, np.maximum(houses.capacity_mm3[place] - used, 0))


def _remove_stock(today: Today, one_off: np.ndarray) -> None:
    """Goods that teams have destroyed or sold off, as far as they are there."""
    for method in (0, LIQUIDATE):
        mine = one_off[(one_off["kind"] == Kind.REMOVE_STOCK) & (one_off["field"] == method)]
        if len(mine):
            _remove(today, mine, method)


def _remove(today: Today, mine: np.ndarray, method: int) -> None:
    world, state, houses = today.world, today.state, today.world.supply.warehouses
    units = np.zeros_like(state.stock_units)
    sku, place = np.divmod(mine["target"], world.sizes.warehouses)
    add_at(units, (mine["world"], mine["store"], sku, place), mine["value"])
    units = np.minimum(units, state.stock_units)
    state.stock_units = state.stock_units - units
    cost = (units.sum(axis=-1) * world.suppliers.unit_cost_minor).sum(axis=-1)
    today.journal.move(Cause.STOCK_LOSS, Account.LOSSES, Account.STOCK, cost)
    cents = (units.sum(axis=2) * houses.removal_cents).sum(axis=-1)
    fee = convert(cents, state.rate_e8[:, [world.trade.dollar]])
    income = share(cost, houses.liquidation_e4, 10_000) if method == LIQUIDATE else np.zeros_like(cost)
    today.spend(Cause.REMOVAL, Account.REMOVAL, fee - income)


def _store_goods(today: Today) -> None:
    """Warehouses charge for every unit and night, some by space and age; a period ends now and then."""
    state, world, houses = today.state, today.world, today.world.supply.warehouses
    fee_e2 = (state.stock_units.sum(axis=2) * world.trade.storage_fee_e2).sum(axis=-1)
    fee = (fee_e2 + 50) // 100
    if houses.volume_fee_e2[today.day].any() or houses.periods:
        cents = warehousing.space_fee_cents(
            houses, today.day, warehousing.space_mm3(state.stock_units, world.goods.volume_mm3)
        )
        cents = cents + warehousing.aged_fee_cents(
            houses, state.stock_units, state.received_units, world.goods.volume_mm3
        )
        fee = fee + convert(cents, state.rate_e8[:, [world.trade.dollar]])
    today.spend(Cause.STORAGE, Account.STORAGE, fee)
    if today.day % warehousing.AGE_DAYS == warehousing.AGE_DAYS - 1:
        state.received_units = warehousing.older(state.received_units)
