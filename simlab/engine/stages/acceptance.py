"""At the till of the stores' own sites."""

from __future__ import annotations

import numpy as np

from payments.domain import acceptance
from payments.domain.acceptance import Attempt, Policy
from simlab.core.money import convert
from simlab.core.rows import Rows, take
from simlab.engine.stages.today import Shelf, Today
from simlab.engine.stages.trading import order_sum


def take_payments(today: Today, orders: Rows, shelf: Shelf) -> Rows:
    """The orders with what happened at an own site's till: method, paid, reason (0: the issuer's own) and screen."""
    world, terms = today.world, today.world.payments.acceptance
    orders["screen"] = np.zeros(len(orders["slot"]), dtype=np.int64)
    orders["reason"] = np.zeros(len(orders["slot"]), dtype=np.int64)
    own = np.flatnonzero(world.payments.own_listing[orders["listing"]])
    if not own.size:
        return orders
    row, listing = orders["world"][own], orders["listing"][own]
    market = world.listings.market[listing]
    price = order_sum(take(orders, own), shelf.price_minor, shelf.postage.fee_minor)
    amount = convert(price, today.state.rate_e8[row, world.trade.currency[market]])
    issuers_e4 = today.lever("authorisation_e4", row, market)
    attempt = Attempt(row, orders["slot"][own], market, orders["method"][own], amount, issuers_e4)
    policy = _policy(today, row, world.listings.store[listing], world.listings.front[listing])
    outcome = acceptance.take_payments(terms, world.methods.auth_e6, today.luck, today.day, attempt, policy)
    for name in ("method", "paid", "screen", "reason"):
        orders[name] = orders[name].copy()
        orders[name][own] = getattr(outcome, name)
    return orders


def _policy(today: Today, world: np.ndarray, store: np.ndarray, front: np.ndarray) -> Policy:
    names = ("offered_methods", "three_d_secure", "fraud_threshold", "retries")
    return Policy(*(today.state.settings[name][world, store, front] for name in names))
