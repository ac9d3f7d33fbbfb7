"""What a sale of each listing leaves when the next day opens: previews for a team that prices and bids. They change nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logistics.domain import duties, sourcing
from logistics.domain.landed_cost import Entry, duty_parts_minor
from logistics.domain.postage import asked
from logistics.domain.replenishment import cover_units
from orders.domain import auction
from payments.domain import provider
from simlab.core.arrays import Ints
from simlab.core.money import convert, share
from simlab.core.rng import Luck
from simlab.engine.events import Events
from simlab.engine.shocks import pulled
from simlab.engine.stages import border, dues, morning, paperwork
from simlab.engine.stages.today import Shelf, Today
from simlab.engine.state import State, copied
from simlab.engine.world import World

DUTY = "duty"


@dataclass(frozen=True)
class Eve:
    """A batch before a day opens; `decisions` (DECISION_DTYPE) will have taken effect by then."""

    world: World
    state: State
    day: int
    luck: Luck
    decisions: np.ndarray


@dataclass(frozen=True)
class Margins:
    """Per listing in home money, [B, L]: price, what is left of it, and where advertising stops paying."""

    price_minor: Ints
    margin_minor: Ints
    break_even_acos_e4: Ints
    break_even_bid_minor: Ints


@dataclass(frozen=True)
class LandedCost:
    """One listing's sale of one unit. price, parts and margin in home money add up; what buyers pay is in the market's currency:
    to the store, and at the door. warehouse and service: where it would come from, and how."""

    price_minor: int
    parts: dict[str, int]
    margin_minor: int
    break_even_acos_e4: int
    break_even_bid_minor: int
    buyer_pays_minor: int
    at_door_minor: int
    warehouse: int
    service: int


def listing_margins(eve: Eve) -> Margins:
    """Price less everything that the sale itself takes; a bid pays at the usual conversion of its set."""
    today, shelf = opened_shelf(eve)
    price, parts = _parts_minor(today, shelf)
    return _margins(eve.world, price, parts)


def landed_cost(
    eve: Eve, layers: tuple[str, ...], row: int, listing: int, price_minor: int | None = None
) -> LandedCost:
    """One listing of world `row`, at the price that stands or another one; duty is told by the tariff's `layers`."""
    today, shelf = opened_shelf(eve, (row, listing, price_minor))
    price, parts = _parts_minor(today, shelf)
    margins = _margins(eve.world, price, parts)
    place = (row, listing)
    told = {name: int(part[place]) for name, part in parts.items()}
    return LandedCost(
        **{name: int(column[place]) for name, column in vars(margins).items()},
        parts=_with_layers(today, shelf, layers, told, place),
        buyer_pays_minor=int(_paid_minor(shelf)[place]),
        at_door_minor=int((shelf.landed_minor - _paid_minor(shelf))[place]),
        warehouse=int(shelf.warehouse[place]),
        service=int(shelf.lane[place]) % eve.world.sizes.services,
    )


def opened_shelf(eve: Eve, tried: tuple[int, int, int | None] | None = None) -> tuple[Today, Shelf]:
    """The shelves of the day to come at today's rates, with the shocks that have begun, and with one listing's price changed."""
    today = Today(eve.world, copied(eve.state), eve.day, eve.luck, None, None, Events(eve.decisions))
    today.levers = pulled(eve.world.shocks, eve.state.shock_day, eve.day)
    morning.set_columns(today, eve.decisions)
    if tried and tried[2] is not None:
        prices = today.state.settings["price_minor"].copy()
        prices[tried[:2]] = tried[2]
        today.state.settings["price_minor"] = prices
    paperwork.handle_papers(today)
    return today, border.declare(today, morning.price_shelves(today))


def _parts_minor(today: Today, shelf: Shelf) -> tuple[Ints, dict[str, Ints]]:
    """What a buyer of one unit pays, shipping fee included, and its parts in home money, [B, L]; what comes back is a part below zero."""
    world, listings, told = today.world, today.world.listings, shelf.formalities
    rate = today.state.rate_e8[:, world.trade.currency[listings.market]]
    pays, postage = asked(shelf.postage.free_from_minor, shelf.price_minor), shelf.postage
    price, tax, net = (
        convert(minor + pays * of_fee, rate)
        for minor, of_fee in (
            (shelf.price_minor, postage.fee_minor),
            (shelf.tax_minor, postage.tax_minor),
            (shelf.net_minor, postage.net_minor),
        )
    )
    return price, {
        "goods": _goods_minor(today),
        "shipping": shelf.shipping_minor,
        DUTY: shelf.duty_minor,
        "import_tax": told.import_tax_minor,
        "clearance": told.clearance_minor,
        "tax": tax,
        "marketplace_fee": price - tax - net,
        "payment_fee": _payment_fees_minor(today, shelf, rate),
        "rebate": -dues.rebates_minor(today, shelf),
    }


def _goods_minor(today: Today) -> Ints:
    """What a unit costs from the supplier that stands, in a lot of one round's sales and not below its minimum, [B, L]."""
    world, supplier = today.world, today.state.settings["supplier"]
    source, sku = world.supply.sourcing, np.broadcast_to(np.arange(world.sizes.skus), supplier.shape)
    lot = np.maximum(cover_units(today.state.speed, np.array(world.sizes.round_days)), source.moq_units[supplier, sku])
    cost = sourcing.order_cost_minor(source, supplier.ravel(), sku.ravel(), lot.ravel()).reshape(lot.shape)
    each = share(cost, np.ones_like(lot), lot)
    return np.asarray(each[:, world.listings.store, world.listings.sku])


def _paid_minor(shelf: Shelf) -> Ints:
    """What the buyer of one unit pays the store, in the market's currency, [B, L]."""
    return shelf.price_minor + asked(shelf.postage.free_from_minor, shelf.price_minor) * shelf.postage.fee_minor


def _payment_fees_minor(today: Today, shelf: Shelf, rate: Ints) -> Ints:
    """What an own site's payment provider takes on average over the market's mix of methods, home money."""
    world, market = today.world, today.world.listings.market
    own = np.flatnonzero(world.payments.own_listing)
    fee = np.zeros_like(shelf.price_minor)
    if not own.size:
        return fee
    drawn = world.methods.method_table[market[own]].T  # [QUANTILES, own]
    dollar = provider.dollars_e8(today.state.rate_e8, world.trade.dollar)[:, world.trade.currency[market[own]]]
    terms, price = world.payments.provider, _paid_minor(shelf)[:, None, own]
    each = provider.fee_minor(terms, market[own], drawn, price, dollar[:, None])
    each = np.where(terms.cash[market[own], drawn], 0, each)
    fee[:, own] = convert(np.rint(each.mean(axis=1)).astype(np.int64), rate[:, own])
    return fee


def _margins(world: World, price: Ints, parts: dict[str, Ints]) -> Margins:
    margin = price - sum(parts.values())
    conversion = world.marketing.auction.cvr_e4[world.marketing.page.set_of_listing]
    return Margins(
        price_minor=price,
        margin_minor=margin,
        break_even_acos_e4=auction.break_even_acos_e4(price, margin),
        break_even_bid_minor=auction.break_even_bid_minor(price, margin, conversion),
    )


def _with_layers(
    today: Today, shelf: Shelf, layers: tuple[str, ...], parts: dict[str, int], place: tuple[int, int]
) -> dict[str, int]:
    """The parts that are not nothing, with the duty told by layer; what shocks put on top of the tariff is a part of its own."""
    kept = {name: minor for name, minor in parts.items() if minor}
    owed = kept.get(DUTY, 0)
    if not owed or not today.world.customs.active:
        return kept
    tariff, told = today.world.customs.tariff, shelf.formalities
    entry = Entry(
        market=int(today.world.listings.market[place[1]]),
        heading=int(told.heading[place]),
        value_minor=int(told.declared_minor[place]),
    )
    market, heading, value = (np.array(number) for number in (entry.market, entry.heading, entry.value_minor))
    standing = border.standing_e4(today, place[0], entry.market)
    struck = border.struck_e4(today, np.array(place[0]), market, heading)
    rate = today.state.rate_e8[place[0], today.world.trade.currency[entry.market]]
    usual = min(int(convert(duties.owed_minor(tariff, today.day, market, heading, value, struck), rate)), owed)
    by_layer = duty_parts_minor(tariff, layers, today.day, entry, usual, standing) | {"duty_added": owed - usual}
    told_by_layer = {name: minor for name, minor in by_layer.items() if minor}
    return {
        name: minor
        for part, amount in kept.items()
        for name, minor in (told_by_layer if part == DUTY else {part: amount}).items()
    }
