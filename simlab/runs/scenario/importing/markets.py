"""Which markets an imported scenario can have, and what their money is worth on its first day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from simlab.runs.scenario import exchange
from simlab.runs.scenario.duties import duty_layers, rule_on
from simlab.runs.scenario.tables import keyed, rows

HOME, HOME_WAREHOUSE = "CNY", "SZX"
USUAL_START = dt.date(2026, 9, 14)
LANES = ("express", "line", "economy")


@dataclass(frozen=True)
class Rates:
    """Reference rates of the first day of a game."""

    start: dt.date

    def cny(self, currency: str) -> float | None:
        """CNY for one unit; None for a currency without a rate."""
        if currency == HOME:
            return 1.0
        try:
            return exchange.history((currency,), HOME, self.start, 0)[-1][1][0]
        except exchange.RatesMissingError:
            return None


def playable_markets(start: dt.date = USUAL_START) -> list[str]:
    """Markets that every table knows on a first day: import rule, duties, lanes from home, ways to pay, exchange rate."""
    paid = {row["market"] for row in rows("payment_methods")}
    lanes, rates = keyed("lanes", "warehouse", "market", "lane"), Rates(start)
    return [
        row["market"]
        for row in rows("markets")
        if row["market"] in paid
        and rule_on(row["market"], start)
        and all((HOME_WAREHOUSE, row["market"], lane) in lanes for lane in LANES)
        and all(duty_layers(category["hs6"], row["duty_region"], start) for category in rows("categories"))
        and rates.cny(row["currency"])
    ]
