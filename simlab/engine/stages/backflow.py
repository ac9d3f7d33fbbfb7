"""Goods that come back: the way home is paid, each unit is looked at, sold again, sent home or destroyed."""

from __future__ import annotations

import numpy as np

from logistics.domain import returns
from logistics.domain.returns import Disposition, Terms
from simlab.core.arrays import Ints
from simlab.core.rows import Records, take
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.core.states import RefundReason
from simlab.engine.stages.storing import put_on_shelf
from simlab.engine.stages.today import Today


def take_back(today: Today, rows: Records, reason: Ints) -> None:
    """What becomes of refunded goods (rows of claims, [n]) that are not kept by the buyer, lost or broken."""
    kept_by_buyer = (reason == RefundReason.RETURNED) & (rows["terms"] & Terms.KEEP_GOODS > 0)
    gone = (reason == RefundReason.LOST) | (reason == RefundReason.DAMAGED)
    back = np.flatnonzero(~(kept_by_buyer | gone))
    rows, reason = take(rows, back), reason[back]
    world, flow = today.world, today.world.parcels.backflow
    listing, row = rows["listing"], rows["world"]
    store, market = world.listings.store[listing], world.listings.market[listing]
    goods = returns.Arrived(
        sku=world.listings.sku[listing],
        local=(rows["terms"] & Terms.LOCAL_ADDRESS > 0).astype(np.int64),
        sellable=returns.is_sellable(flow, today.luck, today.day, rows["slot"], row),
        disposition=_disposition(today, row, listing, world.trade.local_warehouse[market]),
        units=rows["units"].astype(np.int64),
        labelled=(rows["terms"] & Terms.FREE_RETURNS > 0) | (reason == RefundReason.SENT_BACK),
    )
    cost = today.count("backflow_minor", row, store, returns.backflow_minor(flow, goods))
    today.state.cash_minor = today.state.cash_minor - cost
    today.journal.move(Cause.RETURN, Account.RETURNS, Account.CASH, cost)
    again = np.flatnonzero(goods.sellable & (goods.disposition != Disposition.DESTROY))
    here = (goods.disposition == Disposition.RESTOCK) & (goods.local == 1)
    bulk = (goods.disposition == Disposition.SHIP_BACK) & (goods.local == 1)
    columns = {
        "world": row,
        "store": store,
        "sku": goods.sku,
        "units": goods.units,
        "warehouse": np.where(here, world.trade.local_warehouse[market], 0),
    }
    due = today.day + np.where(bulk, max(flow.ship_back_days, 1), 1)
    today.state.queues["backflow"].push(columns, due[again], again)


def _disposition(today: Today, row: Ints, listing: Ints, local_warehouse: Ints) -> Ints:
    """As decided for the listing; without a warehouse in the market the nearest shelf is at home."""
    decided = today.state.settings["disposition"][row, listing]
    nowhere = (decided == Disposition.RESTOCK) & (local_warehouse == 0)
    return np.where(nowhere, Disposition.SHIP_BACK, decided)


def restock(today: Today) -> None:
    """Returned goods that are on their shelf today; they are worth what they cost."""
    rows = today.state.queues["backflow"].pop(today.day)
    put_on_shelf(today, (rows["world"], rows["store"], rows["sku"], rows["warehouse"]), rows["units"])
    cost = rows["units"] * today.world.suppliers.unit_cost_minor[rows["sku"]]
    value = today.count("restocked_minor", rows["world"], rows["store"], cost)
    today.journal.move(Cause.RESTOCK, Account.STOCK, Account.COST_OF_SALES, value)
