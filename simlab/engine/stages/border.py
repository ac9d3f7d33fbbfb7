"""At the border: what each listing declares, what the store and its buyer pay for it, and what the state gives back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from logistics.domain import clearance, duties
from logistics.domain.clearance import Entries, Fault
from logistics.domain.postage import Postage
from simlab.core.arrays import Bools, Ints, each_at
from simlab.core.money import convert, share
from simlab.core.states import Incoterm
from simlab.engine.stages.today import Formalities, Shelf, Today


def declare(today: Today, shelf: Shelf) -> Shelf:
    """Money and risk of a sale once every parcel is held against the limits by its own declared value.

    Delivered duty paid (DDP) the store pays at the border; delivered at place (DAP) the buyer pays at the door and may refuse.
    On a marketplace the marketplace collects the tax; on its own site the store does, under a scheme it is registered for, and
    owes it; without a scheme tax is paid parcel by parcel at the border or at the door.
    """
    customs = today.world.customs
    if not customs.active:
        return shelf
    listings, tariff, day = today.world.listings, customs.tariff, today.day
    market, imported = listings.market, ~today.world.supply.warehouses.duty_paid[shelf.warehouse]
    own = customs.own_site[listings.front]
    at_door = (of_front(today, "incoterm") == Incoterm.DAP) & imported
    tax = duties.tax_in_price_minor(tariff, day, market, shelf.price_minor, today.world.trade.tax_included[market])
    value = shelf.price_minor - tax * ~(own & at_door)
    honest = _all_honest(today)
    declared = value if honest else share(value, of_market(today, "declared_e2"), 100)
    collects = own & (_collects(today) & duties.is_low_value(tariff, day, market, declared) | ~imported)
    right_heading = tariff.heading[None, listings.sku, 0]  # [1, L]
    heading = right_heading if honest else tariff.heading[listings.sku, _of_sku(today, "heading")]
    owed = _owed(today, market, heading, declared, imported)
    right = owed if honest else _owed(today, market, right_heading, value, imported)
    border_tax = own & ~collects & today.world.trade.tax_included[market]
    tax_owed = border_tax * duties.import_tax_minor(tariff, day, market, declared, owed)
    tax_right = tax_owed if honest else border_tax * duties.import_tax_minor(tariff, day, market, value, right)
    door = (owed + tax_owed) * at_door
    door = door + (door > 0) * customs.door.fee_minor[market]
    rate = each_at(today.state.rate_e8, today.world.trade.currency[market])
    kept_tax = tax * ~(own & ~collects)
    faults = _faults(today, heading != right_heading, honest) * imported
    withheld: Ints = np.zeros((1, 1), np.int64)
    if not honest:
        withheld = convert(np.maximum(right + tax_right - owed - tax_owed, 0), rate)
    return replace(
        shelf,
        landed_minor=shelf.landed_minor + door,
        tax_minor=kept_tax,
        net_minor=shelf.net_minor + shelf.tax_minor - kept_tax,
        duty_minor=convert(owed * ~at_door, rate),
        refusal_e6=_refusal_e6(today, door, shelf.price_minor),
        formalities=Formalities(
            collected_minor=tax * collects,
            import_tax_minor=convert(tax_owed * ~at_door, rate),
            clearance_minor=_fees(today, imported, (tax_owed > 0) & ~at_door),
            duty_together_minor=_flat_minor(today, declared, imported & ~at_door),
            declared_minor=declared,
            heading=np.broadcast_to(heading, declared.shape),
            entry=clearance.packed(Entries(_hold_factor(today, heading, faults), faults, withheld)),
        ),
        postage=_taxed(shelf.postage, tax > 0, own & ~collects, collects),
    )


def _all_honest(today: Today) -> bool:
    """Whether every store declares full values under the right headings, as most do."""
    settings = today.state.settings
    return bool((settings["declared_e2"] >= clearance.FACTOR_ONE_E2).all() and not settings["heading"].any())


def _refusal_e6(today: Today, door_minor: Ints, price_minor: Ints) -> Ints:
    door = today.world.customs.door
    if not door_minor.any():
        return np.zeros_like(price_minor)
    return clearance.refusal_e6(door.refusal_base_e6, door.refusal_slope_e6, door_minor, price_minor)


def _taxed(postage: Postage, due: Bools, paid_later: Bools, collected: Bools) -> Postage:
    """The fee is taxed where the goods are, and its tax goes the way of theirs, [B, L]; the fee is no part of their value at customs."""
    if not postage.any_fee:
        return postage
    tax = np.where(due, postage.tax_minor, 0)
    kept = np.where(paid_later, 0, tax)
    net = postage.net_minor + postage.tax_minor - kept
    return replace(postage, tax_minor=kept, net_minor=net, collected_minor=np.where(collected, tax, 0))


def _flat_minor(today: Today, declared: Ints, paying: Bools) -> Ints:
    """The flat duty of a parcel, of the tariff and of shocks, in home money, which further units under the same heading do not pay again."""
    tariff, day, market = today.world.customs.tariff, today.day, today.world.listings.market
    added, rate = today.levers["item_duty_add_minor"], today.state.rate_e8[:, today.world.trade.currency]
    low, other = (each_at(convert(flat + added, rate), market) for flat in (tariff.low_flat_minor[day], 0))
    return np.asarray(paying * np.where(duties.is_low_value(tariff, day, market, declared), low, other))


def of_market(today: Today, name: str) -> Ints:
    """A setting per market for each listing, [B, L]."""
    return each_at(today.state.settings[name], today.world.listings.store, today.world.listings.market)


def of_front(today: Today, name: str) -> Ints:
    return each_at(today.state.settings[name], today.world.listings.store, today.world.listings.front)


def _of_sku(today: Today, name: str) -> Ints:
    return each_at(today.state.settings[name], today.world.listings.store, today.world.listings.sku)


def _of_store(today: Today, name: str) -> Ints:
    return each_at(today.state.settings[name], today.world.listings.store, 0)


def _owed(today: Today, market: Ints, heading: Ints, value: Ints, imported: Bools) -> Ints:
    """Duty of each listing's unit; none on goods that are already there."""
    owed = owed_minor(today, np.arange(len(value))[:, None], market, heading, value)
    return np.asarray(owed * imported)


def owed_minor(today: Today, row: Ints, market: Ints, heading: Ints, value: Ints) -> Ints:
    """Duty of the tariff on a parcel of goods under one heading in worlds `row`, and what shocks put on top of it; broadcasts."""
    struck = struck_e4(today, row, market, heading)
    owed = duties.owed_minor(today.world.customs.tariff, today.day, market, heading, value, struck)
    further_e4 = today.lever("duty_add_e4", row, market) + today.lever("parcel_duty_add_e4", row, market)
    added = share(value, further_e4, 10_000)
    return np.asarray(owed + added + today.lever("item_duty_add_minor", row, market))


def struck_e4(today: Today, row: Ints, market: Ints, heading: Ints) -> Ints | int:
    """What shocks that struck layers of a tariff down take off the duty, in worlds `row`; broadcasts."""
    standing = standing_e4(today, row, market)
    if isinstance(standing, int):
        return 0
    return duties.struck_e4(today.world.customs.tariff, today.day, market, heading, standing)


def standing_e4(today: Today, row: Ints | int, market: Ints | int) -> Ints | int:
    """The share of each layer of a tariff that shocks let stand, [..., Y]; all of it where none was struck down."""
    lever = today.levers["duty_layer_e4"]
    if lever.shape == (1, 1):
        return 10_000
    return np.asarray(lever.reshape(len(lever), today.world.sizes.markets, -1)[row, market])


def _collects(today: Today) -> Bools:
    """Whether each listing's store collects tax under its market's scheme and is registered for it, [B, L]."""
    paper = today.world.customs.scheme_paper
    registered = (today.state.papers[:, :, np.maximum(paper, 0), 0] > 0) & (paper >= 0)
    wanted = today.state.settings["collects_tax"] * registered
    return np.asarray(each_at(wanted, today.world.listings.store, today.world.listings.market) > 0)


def _faults(today: Today, wrong_heading: Bools, honest: bool) -> Ints:
    listings = today.world.listings
    lacks = each_at(today.lacks.fine_minor > 0, listings.store, listings.front, listings.sku)
    faults = lacks * int(Fault.UNLICENSED)
    if honest:
        return faults
    low = of_market(today, "declared_e2") < clearance.FACTOR_ONE_E2
    return np.asarray(faults + low * int(Fault.UNDER_DECLARED) + wrong_heading * int(Fault.WRONG_HEADING))


def _hold_factor(today: Today, heading: Ints, faults: Ints) -> Ints:
    declared, papers = of_market(today, "declared_e2"), _of_store(today, "customs_papers")
    factor = clearance.hold_factor_e2(today.world.customs.inspection, heading, faults, declared, papers)
    record = each_at(today.state.record_e2, today.world.listings.store)
    return share(factor, clearance.FACTOR_ONE_E2 + record, clearance.FACTOR_ONE_E2)


def _fees(today: Today, imported: Bools, taxed: Bools) -> Ints:
    """Export declaration, papers and, where tax is paid at the border, the broker; home money a parcel."""
    customs, settings, listings = today.world.customs, today.state.settings, today.world.listings
    papers = customs.inspection.papers_cost_minor[settings["customs_papers"]]
    leaving = each_at(customs.modes.fee_minor[settings["customs_mode"]] + papers, listings.store, listings.market)
    broker = convert(np.array(customs.door.broker_fee_minor), today.state.rate_e8[:, [today.world.trade.dollar]])
    return np.asarray(leaving * imported + broker * taxed)
