"""What a sale of each listing leaves at today's prices: a preview for a team that bids. It plays nothing and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from logistics.domain.postage import asked
from orders.domain import auction
from simlab.core.arrays import Ints
from simlab.core.money import convert
from simlab.core.rng import Luck
from simlab.core.settings import no_decisions
from simlab.engine.events import Events
from simlab.engine.shocks import pulled
from simlab.engine.stages.morning import price_shelves
from simlab.engine.stages.today import Today
from simlab.engine.state import State, copied
from simlab.engine.world import World


@dataclass(frozen=True)
class Margins:
    """Per listing in home money, [B, L]: price, what is left of it, and where advertising stops paying."""

    price_minor: Ints
    margin_minor: Ints
    break_even_acos_e4: Ints
    break_even_bid_minor: Ints


def listing_margins(world: World, state: State, day: int, luck: Luck) -> Margins:
    """Price less tax, fee, goods, freight and duty, with the shocks that have begun; a bid pays at the usual conversion of its set."""
    today = Today(world, copied(state), day, luck, None, None, Events(no_decisions()))
    today.levers = pulled(world.shocks, state.shock_day, day)
    shelf, listings = price_shelves(today), world.listings
    rate = state.rate_e8[:, world.trade.currency[listings.market]]
    pays_fee = asked(shelf.postage.free_from_minor, shelf.price_minor)
    price = convert(shelf.price_minor + pays_fee * shelf.postage.fee_minor, rate)
    costs = world.suppliers.unit_cost_minor[listings.sku] + shelf.shipping_minor + shelf.duty_minor
    margin = convert(shelf.net_minor + pays_fee * shelf.postage.net_minor, rate) - costs
    conversion = world.marketing.auction.cvr_e4[world.marketing.page.set_of_listing]
    return Margins(
        price_minor=price,
        margin_minor=margin,
        break_even_acos_e4=auction.break_even_acos_e4(price, margin),
        break_even_bid_minor=auction.break_even_bid_minor(price, margin, conversion),
    )
