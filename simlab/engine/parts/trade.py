"""Markets and money: currencies, taxes, warehouses, payment methods and the marketplace's terms."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from payments.domain.authorisation import Methods
from payments.domain.settlement import Terms
from simlab.core import quantiles
from simlab.core.arrays import Bools, Ints
from simlab.core.fronts import front_pairs
from simlab.engine.parts.entities import Document, Sizes, codes, ints


@dataclass(frozen=True)
class Trade:
    """Per market [M]: currency (front_currency [F]), tax_e4 [T, M], whether prices include it, the local warehouse (0: none). Per warehouse: storage_fee_e2 [H]."""

    currency: Ints
    front_currency: Ints
    tax_e4: Ints
    tax_included: Bools
    local_warehouse: Ints
    storage_fee_e2: Ints
    dollar: int
    fx_return_e8: Ints
    fx_open: Bools


def read_trade(document: Document, sizes: Sizes) -> Trade:
    """Markets, warehouses and the path of exchange rates."""
    currencies, markets = codes(document, "currencies"), document["markets"]
    sites = [warehouse["market"] for warehouse in document["warehouses"]]
    returns = ints(document["fx"]["daily_return_e8"])
    dollar = currencies.index("USD")
    start = datetime.date.fromisoformat(document["start_date"])
    currency = ints([currencies.index(market["currency"]) for market in markets])
    return Trade(
        currency=currency,
        front_currency=currency[[market for market, _ in front_pairs(document)]],
        tax_e4=ints([market["tax_e4"] for market in markets]).T.copy(),
        tax_included=np.array([market["price_includes_tax"] for market in markets]),
        local_warehouse=ints([sites.index(market["code"]) if market["code"] in sites else 0 for market in markets]),
        storage_fee_e2=ints([warehouse["storage_fee_e2"] for warehouse in document["warehouses"]]),
        dollar=dollar,
        # in the order of the dollar's return, so that a mirrored world meets the opposite day
        fx_return_e8=returns[np.argsort(returns[:, dollar], kind="stable")],
        fx_open=np.array([(start + datetime.timedelta(days=day)).weekday() < 5 for day in range(sizes.reach_days)]),
    )


def read_methods(document: Document) -> Methods:
    """Payment mix and authorisation rates per country, and how issuers decline."""
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
    declines = document["decline_codes"]
    answers = ints([item["code"] for item in declines])[quantiles.categories([item["share_e4"] for item in declines])]
    return Methods(table, auth, answers)


def read_terms(document: Document) -> Terms:
    """When the marketplace pays."""
    market = document["marketplace"]
    return Terms(
        market["payout_release_days"],
        market["payout_every_days"],
        market["payout_delay_days"],
        document["fx"]["spread_e4"],
    )
