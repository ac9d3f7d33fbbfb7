"""Which markets an imported scenario can have, and what their money is worth on its first day."""

from __future__ import annotations

import datetime as dt

from simlab.runs.scenario import exchange
from simlab.runs.scenario.duties import duty_layers, rule_on
from simlab.runs.scenario.tables import keyed, rows

HOME, HOME_WAREHOUSE = "CNY", "SZX"
START = dt.date(2026, 9, 14)
LANES = ("express", "line", "economy")


def playable_markets() -> list[str]:
    """Markets that every table knows: import rule, duties, lanes from home, ways to pay, exchange rate."""
    paid = {row["market"] for row in rows("payment_methods")}
    lanes = keyed("lanes", "warehouse", "market", "lane")
    return [
        row["market"]
        for row in rows("markets")
        if row["market"] in paid
        and rule_on(row["market"], START)
        and all((HOME_WAREHOUSE, row["market"], lane) in lanes for lane in LANES)
        and all(duty_layers(category["hs6"], row["duty_region"], START) for category in rows("categories"))
        and rate_cny(row["currency"])
    ]


def rate_cny(currency: str) -> float | None:
    """CNY for one unit at the reference rate of the first day; None for a currency without one."""
    if currency == HOME:
        return 1.0
    try:
        return exchange.history((currency,), HOME, START, 0)[-1][1][0]
    except exchange.RatesMissingError:
        return None
