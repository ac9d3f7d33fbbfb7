"""A frozen scenario document becomes arrays. Positions in the document's lists are the entity numbers.

A world has S stores, M markets, K SKUs in categories, V service levels, H warehouses (0 is domestic), C currencies (0 is home), G segments
and L = S * M * K listings. Listings lie sorted by choice set (market x category), then store, then SKU. T days reach past the
end of the run by the grading horizon and a tail.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logistics.domain.replenishment import Suppliers
from logistics.domain.returns import Returns
from logistics.domain.transit import Lanes
from orders.domain import choice
from orders.domain.assortment import Assortment
from orders.domain.care import Care
from orders.domain.cases import Cases
from orders.domain.choice import Tastes
from orders.domain.demand import Demand
from orders.domain.health import Health
from orders.domain.reviews import Reviews
from orders.domain.shortcuts import Shortcuts
from payments.domain.authorisation import Methods
from payments.domain.checkout import Checkout
from payments.domain.platform_fees import PlatformFees
from payments.domain.settlement import Terms
from payments.domain.subsidies import Subsidies
from simlab.core.arrays import Ints
from simlab.engine.parts import (
    assortment,
    buyers,
    checkout,
    conduct,
    entities,
    goods,
    habits,
    marketing,
    opening,
    parcels,
    roads,
    service,
    trade,
)
from simlab.engine.parts.customs import Customs, read_customs
from simlab.engine.parts.entities import Document, Listings, Sizes
from simlab.engine.parts.goods import Goods
from simlab.engine.parts.habits import Habits
from simlab.engine.parts.marketing import Marketing
from simlab.engine.parts.opening import Opening
from simlab.engine.parts.parcels import Parcels
from simlab.engine.parts.payments import Payments, read_payments
from simlab.engine.parts.shocks import read_shocks
from simlab.engine.parts.supply import Supply, market_share, read_supply
from simlab.engine.parts.trade import Trade
from simlab.engine.policies.table import POLICY_CODES
from simlab.engine.shocks import Shocks


@dataclass(frozen=True)
class World:
    """Everything about a world that never changes while it is played."""

    sizes: Sizes
    listings: Listings
    goods: Goods
    trade: Trade
    opening: Opening
    tastes: Tastes
    outside: Ints
    demand: Demand
    habits: Habits
    assortment: Assortment
    lanes: Lanes
    customs: Customs
    parcels: Parcels
    suppliers: Suppliers
    supply: Supply
    market_share_e4: Ints  # [K, M] of a SKU's expected sales
    returns: Returns
    reviews: Reviews
    marketing: Marketing
    methods: Methods
    checkout: Checkout
    withdrawal_e6: int
    terms: Terms
    payments: Payments
    health: Health
    fees: PlatformFees
    care: Care
    cases: Cases
    shortcuts: Shortcuts
    subsidies: Subsidies
    penal_rate_e4: int
    refund_admin_e4: int
    shocks: Shocks
    policy: Ints  # [S] policy number, -1 for a team


def compile_world(document: Document) -> World:
    """Arrays of a resolved scenario document. Raises KeyError or ValueError if the document is not of its format."""
    sizes = entities.read_sizes(document)
    listings = entities.read_listings(document, sizes)
    lanes = parcels.with_terms(roads.read_lanes(document, sizes), document, sizes)
    wares = goods.read_goods(document)
    tastes = buyers.read_tastes(document, sizes, listings)
    demand = buyers.read_demand(document)
    carried = assortment.read_assortment(document, sizes)
    start = opening.read_opening(document, sizes, listings, carried.opens)
    offer = opening.opening_offer(sizes, listings, lanes, start)
    attraction = opening.opening_attraction(listings, tastes, start, offer)
    outside = buyers.outside_option(document, sizes, tastes, attraction)
    manners = habits.read_habits(document, sizes)
    orders = choice.choose(tastes, offer, attraction, outside, buyers.plain_shoppers(demand))
    expected = orders * float(manners.baskets.units.mean())
    return World(
        sizes=sizes,
        listings=listings,
        goods=wares,
        trade=trade.read_trade(document, sizes),
        opening=opening.with_speed(start, listings, expected),
        tastes=tastes,
        outside=outside,
        demand=demand,
        habits=manners,
        assortment=carried,
        lanes=lanes,
        customs=read_customs(document, sizes),
        parcels=parcels.read_parcels(document, sizes, lanes, wares),
        suppliers=goods.read_suppliers(document),
        supply=read_supply(document, sizes),
        market_share_e4=market_share(document, demand.base_e2),
        returns=goods.read_returns(document),
        reviews=goods.read_reviews(document),
        marketing=marketing.read_marketing(document, sizes, tastes, start),
        methods=trade.read_methods(document),
        checkout=checkout.read_checkout(document),
        withdrawal_e6=checkout.withdrawal_rate_e6(document),
        terms=trade.read_terms(document),
        payments=read_payments(document, sizes, listings),
        health=service.read_health(document, listings),
        fees=service.read_fees(document, sizes),
        care=service.read_care(document),
        cases=service.read_cases(document),
        shortcuts=conduct.read_shortcuts(document),
        subsidies=conduct.read_subsidies(document),
        penal_rate_e4=document["loan"]["penal_rate_e4_per_year"],
        refund_admin_e4=document["marketplace"]["refund_admin_e4"],
        shocks=read_shocks(document, sizes, listings),
        policy=np.array(
            [-1] * document["teams"] + [POLICY_CODES.index(rival["policy"]) for rival in document["rivals"]]
        ),
    )
