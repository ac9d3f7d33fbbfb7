"""A frozen scenario document becomes arrays. Positions in the document's lists are the entity numbers.

A world has S stores, M markets, K SKUs in categories, V service levels, H warehouses (0 is domestic), C currencies (0 is home), G segments
and L = S * M * K listings. Listings lie sorted by choice set (market x category), then store, then SKU. T days reach past the
end of the run by the grading horizon and a tail.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from logistics.domain.replenishment import Suppliers
from logistics.domain.returns import Returns
from logistics.domain.transit import Lanes
from orders.domain import choice
from orders.domain.choice import Offer, Tastes
from orders.domain.demand import Demand
from orders.domain.placement import cell_number
from orders.domain.reviews import Reviews
from payments.domain.authorisation import Methods
from payments.domain.settlement import Terms
from simlab.core import quantiles
from simlab.core.arrays import Bools, Floats, Ints
from simlab.core.rng import QUANTILES
from simlab.core.states import Leg
from simlab.engine.policies.table import POLICY_CODES

Document = Mapping[str, Any]
_LEGS = {"pick_up": Leg.PICK_UP, "export": Leg.EXPORT, "line_haul": Leg.LINE_HAUL, "last_mile": Leg.LAST_MILE}
_PROMISE_QUANTILE = 0.8  # what carriers call the usual delivery time
_REVIEW_SPREAD_BINS = 200  # quantile bins between the worst and the best quality


@dataclass(frozen=True)
class Sizes:
    """How many of each thing."""

    stores: int
    markets: int
    skus: int
    services: int
    warehouses: int
    currencies: int
    segments: int
    days: int
    reach_days: int
    round_days: int

    @property
    def listings(self) -> int:
        """Every store may list every SKU in every market."""
        return self.stores * self.markets * self.skus


@dataclass(frozen=True)
class Listings:
    """The listing grid: store, market, sku, choice set [L]; number [S, M, K] finds a listing; cell_no [L * G]."""

    store: Ints
    market: Ints
    sku: Ints
    number: Ints
    cell_no: Ints


@dataclass(frozen=True)
class Goods:
    """Per SKU [K]: weight, volume, referral fee, review shift by quality; duty_e4 [T, M, K]; duty_item_minor [T, M]."""

    category: Ints
    weight_g: Ints
    volume_mm3: Ints
    referral_e4: Ints
    quality_bins: Ints
    duty_e4: Ints
    duty_item_minor: Ints


@dataclass(frozen=True)
class Trade:
    """Per market [M]: currency, tax_e4 [T, M], whether prices include it, the local warehouse (0: none). Per warehouse: storage_fee_e2 [H]."""

    currency: Ints
    tax_e4: Ints
    tax_included: Bools
    local_warehouse: Ints
    storage_fee_e2: Ints
    dollar: int
    fx_return_e8: Ints
    fx_open: Bools


@dataclass(frozen=True)
class Opening:
    """How every store starts: cash, stock [K, H], price and reference [L], rates [C], ratings, expected sales speed [K]."""

    cash_minor: int
    stock_units: Ints
    price_minor: Ints
    service: int
    cover_days: int
    rate_e8: Ints
    rating_sum: int
    rating_count: int
    speed: Ints


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
    lanes: Lanes
    suppliers: Suppliers
    returns: Returns
    reviews: Reviews
    methods: Methods
    terms: Terms
    penal_rate_e4: int
    refund_admin_e4: int
    policy: Ints  # [S] policy number, -1 for a team


def compile_world(document: Document) -> World:
    """Arrays of a resolved scenario document. Raises KeyError or ValueError if the document is not of its format."""
    sizes = _sizes(document)
    listings = _listings(document, sizes)
    lanes = _lanes(document, sizes)
    tastes = _tastes(document, sizes, listings)
    demand = _demand(document)
    opening = _opening(document, sizes, listings)
    attraction = _opening_attraction(document, sizes, listings, lanes, tastes, opening)
    outside = _outside(document, sizes, tastes, attraction)
    opening = _with_speed(
        opening, sizes, listings, demand, choice.choose(tastes, attraction, outside, _plain_shoppers(demand))
    )
    return World(
        sizes=sizes,
        listings=listings,
        goods=_goods(document, sizes),
        trade=_trade(document),
        opening=opening,
        tastes=tastes,
        outside=outside,
        demand=demand,
        lanes=lanes,
        suppliers=_suppliers(document),
        returns=_returns(document),
        reviews=_reviews(document),
        methods=_methods(document),
        terms=_terms(document),
        penal_rate_e4=document["loan"]["penal_rate_e4_per_year"],
        refund_admin_e4=document["marketplace"]["refund_admin_e4"],
        policy=np.array(
            [-1] * document["teams"] + [POLICY_CODES.index(rival["policy"]) for rival in document["rivals"]]
        ),
    )


def _ints(values: Any) -> Ints:
    return np.array(values, dtype=np.int64)


def _codes(document: Document, name: str) -> list[str]:
    return [item["code"] for item in document[name]]


def _sku_categories(document: Document) -> Ints:
    categories = _codes(document, "categories")
    return _ints([categories.index(sku["category"]) for sku in document["skus"]])


def _sizes(document: Document) -> Sizes:
    return Sizes(
        stores=document["teams"] + len(document["rivals"]),
        markets=len(document["markets"]),
        skus=len(document["skus"]),
        services=len(document["services"]),
        warehouses=len(document["warehouses"]),
        currencies=len(document["currencies"]),
        segments=len(document["segments"]),
        days=document["days"],
        reach_days=document["days"] + document["horizon_days"] + document["tail_days"],
        round_days=document["round_days"],
    )


def _listings(document: Document, sizes: Sizes) -> Listings:
    category = _sku_categories(document)
    store, market, sku = (axis.ravel() for axis in np.indices((sizes.stores, sizes.markets, sizes.skus)))
    order = np.lexsort((sku, store, category[sku], market))
    store, market, sku = store[order], market[order], sku[order]
    number = np.empty((sizes.stores, sizes.markets, sizes.skus), dtype=np.int64)
    number[store, market, sku] = np.arange(sizes.listings)
    segment = np.arange(sizes.segments)
    cell_no = cell_number(store[:, None], market[:, None], sku[:, None], segment[None, :]).ravel()
    return Listings(store, market, sku, number, cell_no)


def _starts(label: Ints) -> Ints:
    return np.flatnonzero(np.concatenate([[True], label[1:] != label[:-1]]))


def _tastes(document: Document, sizes: Sizes, listings: Listings) -> Tastes:
    category = _sku_categories(document)
    set_no = listings.market * len(document["categories"]) + category[listings.sku]
    group_no = set_no * sizes.stores + listings.store
    set_start, group_start = _starts(set_no), _starts(group_no)
    segments, markets, skus = document["segments"], _codes(document, "markets"), document["skus"]
    elasticity = _ints([item["price_elasticity_e2"] for item in document["categories"]])[category[listings.sku]] * 1e-2
    reference = _ints([[sku["reference_price_minor"][market] for sku in skus] for market in markets])
    own_share = (1 - document["marketplace"]["outside_share_e4"] * 1e-4) / sizes.stores
    factor = _ints([item["price_factor_e2"] for item in segments]) * 1e-2
    return Tastes(
        set_start=set_start,
        group_start=group_start,
        set_of_group=np.searchsorted(set_start, group_start, side="right") - 1,
        group_of_listing=np.searchsorted(group_start, np.arange(sizes.listings), side="right") - 1,
        set_of_listing=np.searchsorted(set_start, np.arange(sizes.listings), side="right") - 1,
        # logit: own elasticity = -slope (1 - share)
        price_slope=elasticity[:, None] * factor / (1 - own_share),
        delivery_weight=_ints([item["delivery_factor_e2"] for item in segments]) * 1e-2,
        rating_weight=_ints([item["rating_factor_e2"] for item in segments]) * 1e-2,
        appeal=_ints([sku["appeal_e3"] for sku in skus])[listings.sku] * 1e-3,
        reference_minor=reference[listings.market, listings.sku].astype(np.float64),
        ad_gain=document["demand"]["ad_log_gain_e4"] * 1e-4,
        ad_unit_minor=float(document["demand"]["ad_unit_minor"]),
    )


def _demand(document: Document) -> Demand:
    demand, categories = document["demand"], _codes(document, "categories")
    markets = document["markets"]
    return Demand(
        base_e2=_ints([market["shoppers_per_day_e2"][code] for market in markets for code in categories]),
        season_e4=_ints([market["season_e4"][code] for market in markets for code in categories]).T.copy(),
        segment_share_e4=_ints([item["share_e4"] for item in document["segments"]]),
        mood_rho_e4=demand["ar_rho_e4"],
        mood_shock_e6=quantiles.normal_e6(demand["ar_sigma_e4"] * 1e-4),
        day_factor_e6=quantiles.unit_mean_e6(demand["day_cv_e4"] * 1e-4),
        set_no=np.arange(len(markets) * len(categories)),
    )


def _plain_shoppers(demand: Demand) -> Floats:
    """Shoppers of an ordinary day, [1, sets, G]."""
    return demand.base_e2[None, :, None] * 1e-2 * (demand.segment_share_e4 * 1e-4)


def _goods(document: Document, sizes: Sizes) -> Goods:
    skus, markets = document["skus"], document["markets"]
    quality = _ints([sku["quality_e4"] for sku in skus])
    return Goods(
        category=_sku_categories(document),
        weight_g=_ints([sku["weight_g"] for sku in skus]),
        volume_mm3=_ints([sku["length_mm"] * sku["width_mm"] * sku["height_mm"] for sku in skus]),
        referral_e4=_ints([document["marketplace"]["referral_e4"][sku["category"]] for sku in skus]),
        quality_bins=(quality - 5_000) * _REVIEW_SPREAD_BINS // 10_000,
        duty_e4=np.stack([_ints([market["duty_e4"][sku["category"]] for sku in skus]).T for market in markets], axis=1),
        duty_item_minor=_ints([market["duty_item_minor"] for market in markets]).T.copy(),
    )


def _trade(document: Document) -> Trade:
    currencies, markets = _codes(document, "currencies"), document["markets"]
    sites = [warehouse["market"] for warehouse in document["warehouses"]]
    returns = _ints(document["fx"]["daily_return_e8"])
    dollar = currencies.index("USD")
    start = datetime.date.fromisoformat(document["start_date"])
    reach = document["days"] + document["horizon_days"] + document["tail_days"]
    return Trade(
        currency=_ints([currencies.index(market["currency"]) for market in markets]),
        tax_e4=_ints([market["tax_e4"] for market in markets]).T.copy(),
        tax_included=np.array([market["price_includes_tax"] for market in markets]),
        local_warehouse=_ints([sites.index(market["code"]) if market["code"] in sites else 0 for market in markets]),
        storage_fee_e2=_ints([warehouse["storage_fee_e2"] for warehouse in document["warehouses"]]),
        dollar=dollar,
        # in the order of the dollar's return, so that a mirrored world meets the opposite day
        fx_return_e8=returns[np.argsort(returns[:, dollar], kind="stable")],
        fx_open=np.array([(start + datetime.timedelta(days=day)).weekday() < 5 for day in range(reach)]),
    )


def _lanes(document: Document, sizes: Sizes) -> Lanes:
    lanes = sizes.warehouses * sizes.markets * sizes.services
    days = np.ones((lanes, len(Leg), QUANTILES), dtype=np.int16)
    follows = np.full((lanes, len(Leg)), len(Leg), dtype=np.int64)
    promise = np.zeros(lanes, dtype=np.int64)
    numbers = {
        name: np.zeros(lanes, dtype=np.int64)
        for name in (
            "loss_rate_e6",
            "hold_rate_e6",
            "base_fee_minor",
            "per_kg_minor",
            "first_kg_e3",
            "volumetric_divisor",
        )
    }
    for lane in document["lanes"]:
        row = _lane_number(document, sizes, lane)
        legs = sorted((_LEGS[leg["code"]], leg) for leg in lane["legs"])
        for code, leg in legs:
            days[row, code] = quantiles.lognormal_days(leg["median_days"], leg["p95_days"])
        days[row, Leg.PICK_UP] += document["handling_days"]
        days[row, Leg.IMPORT_HOLD] = quantiles.lognormal_days(
            max(lane["hold_days_median"], 1), max(lane["hold_days_p95"], 1)
        )
        codes = [code for code, _ in legs]
        follows[row, codes] = [*codes[1:], len(Leg)]
        follows[row, Leg.IMPORT_HOLD] = Leg.LAST_MILE
        promise[row] = _promise_days(days[row, codes])
        for name, column in numbers.items():
            column[row] = lane[name]
    return Lanes(days, follows, promise, *numbers.values())


def _lane_number(document: Document, sizes: Sizes, lane: Mapping[str, Any]) -> int:
    warehouse = _codes(document, "warehouses").index(lane["warehouse"])
    market = _codes(document, "markets").index(lane["market"])
    return (warehouse * sizes.markets + market) * sizes.services + _codes(document, "services").index(lane["service"])


def _promise_days(leg_days: Ints) -> int:
    """The day by which the usual share of parcels has arrived: the legs' distributions, convolved."""
    total = np.ones(1)
    for days in leg_days:
        total = np.convolve(total, np.bincount(days) / days.size)
    return int(np.searchsorted(np.cumsum(total), _PROMISE_QUANTILE))


def _suppliers(document: Document) -> Suppliers:
    skus = document["skus"]
    lead = [
        quantiles.lognormal_days(sku["supplier"]["lead_days_median"], sku["supplier"]["lead_days_p95"]) for sku in skus
    ]
    return Suppliers(
        np.stack(lead),
        _ints([sku["supplier"]["moq_units"] for sku in skus]),
        _ints([sku["unit_cost_minor"] for sku in skus]),
    )


def _returns(document: Document) -> Returns:
    rate = _ints([item["return_rate_e4"] for item in document["categories"]]) * 100
    median, p95 = document["demand"]["return_delay_days"]
    return Returns(
        rate[_sku_categories(document)],
        quantiles.lognormal_days(median, p95),
        document["demand"].get("lost_after_days", 7),
    )


def _reviews(document: Document) -> Reviews:
    demand = document["demand"]
    median, p95 = demand["review_delay_days"]
    stars = np.stack([quantiles.categories(demand["star_share_e4"][when]) + 1 for when in ("on_time", "late")])
    return Reviews(demand["review_rate_e4"] * 100, quantiles.lognormal_days(median, p95), stars)


# ISO 8583 answers and how often issuers give them (shares are teaching values)
_DECLINES = ((5, 3200), (51, 2600), (57, 800), (54, 500), (14, 400), (61, 300), (91, 2200))


def _methods(document: Document) -> Methods:
    markets = document["markets"]
    widest = max(len(market["payment_methods"]) for market in markets)
    auth = np.zeros((len(markets), widest), dtype=np.int64)
    for number, market in enumerate(markets):
        auth[number, : len(market["payment_methods"])] = [
            method["auth_rate_e4"] * 100 for method in market["payment_methods"]
        ]
    table = np.stack(
        [quantiles.categories([method["share_e4"] for method in market["payment_methods"]]) for market in markets]
    )
    codes = _ints([code for code, _ in _DECLINES])[quantiles.categories([share for _, share in _DECLINES])]
    return Methods(table, auth, codes)


def _terms(document: Document) -> Terms:
    market = document["marketplace"]
    return Terms(
        market["payout_release_days"],
        market["payout_every_days"],
        market["payout_delay_days"],
        document["fx"]["spread_e4"],
    )


def _opening(document: Document, sizes: Sizes, listings: Listings) -> Opening:
    skus, warehouses = _codes(document, "skus"), _codes(document, "warehouses")
    stock = np.zeros((sizes.skus, sizes.warehouses), dtype=np.int64)
    for line in document["opening_stock"]:
        stock[skus.index(line["sku"]), warehouses.index(line["warehouse"])] += line["units"]
    reference = _ints(
        [[sku["reference_price_minor"][market] for sku in document["skus"]] for market in _codes(document, "markets")]
    )
    services, count = _codes(document, "services"), document["demand"]["opening_reviews"]
    return Opening(
        cash_minor=document["opening_cash_minor"],
        stock_units=stock,
        price_minor=reference[listings.market, listings.sku],
        service=services.index("line") if "line" in services else 0,
        cover_days=21,
        rate_e8=_ints(document["fx"]["rate_e8"]),
        rating_sum=(document["demand"]["opening_rating_e2"] * count + 50) // 100,
        rating_count=count,
        speed=np.zeros(sizes.skus, dtype=np.int64),
    )


def _opening_attraction(
    document: Document, sizes: Sizes, listings: Listings, lanes: Lanes, tastes: Tastes, opening: Opening
) -> Ints:
    """Attractions on the opening morning from domestic stock, [1, L, G]."""
    lane = listings.market * sizes.services + opening.service
    ones = np.ones((1, sizes.listings), dtype=np.int64)
    return choice.attractions(
        tastes,
        Offer(
            opening.price_minor[None],
            lanes.promise_days[lane][None],
            ones * opening.rating_sum,
            ones * opening.rating_count,
            ones * 0,
            ones > 0,
        ),
    )


def _outside(document: Document, sizes: Sizes, tastes: Tastes, attraction: Ints) -> Ints:
    """The outside option [sets, G]: takes its published share when the reference number of stores sells as at the opening."""
    share = document["marketplace"]["outside_share_e4"] * 1e-4
    stores = document["marketplace"]["reference_stores"] / sizes.stores
    everyone = np.add.reduceat(attraction[0], tastes.set_start, axis=0) * stores
    return np.asarray(np.rint(everyone * share / (1 - share)), dtype=np.int64)


def _with_speed(opening: Opening, sizes: Sizes, listings: Listings, demand: Demand, buyers: Floats) -> Opening:
    """Market research before the opening: a store's expected units a day per SKU, in 1/256."""
    per_sku = buyers.sum(axis=-1)[0, listings.number[0]].sum(axis=0)
    return Opening(**{**opening.__dict__, "speed": np.rint(per_sku * 256).astype(np.int64)})
