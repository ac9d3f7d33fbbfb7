"""What is compared of the world `uk-gifts`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fidelity.facts import Fact, distribution, number, share_of
from fidelity.statistics import Table
from fidelity.uk_data import COUNTRIES
from simlab.core.arrays import Bools

WORLD = "uk-gifts"
FIRST_MONTH = 12 * (2010 - 1970) + 11  # December 2010
MONTHS = 13
_WEEKDAYS = {"Monday": 0, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Sunday": 6}
_VALUES = np.round(np.geomspace(10, 5000, 60), 1)
_GAPS = np.arange(1.0, 301.0)


def facts() -> list[Fact]:
    """All facts of the world."""
    return [*_calendar(), *_countries(), *_orders(), *_returns(), *_customers(), *_concentration()]


def _calendar() -> list[Fact]:
    weekdays = [
        share_of(WORLD, f"orders on {name}", "orders", lambda rows, day=day: rows["weekday"] == day)  # type: ignore[misc]
        for name, day in _WEEKDAYS.items()
    ]
    return [
        distribution(WORLD, "hour of the order", "orders", "hour", np.arange(24.0)),
        *weekdays,
        distribution(
            WORLD, "month of the order", "orders", "month", np.arange(FIRST_MONTH, FIRST_MONTH + MONTHS * 1.0)
        ),
        number(WORLD, "spread of daily orders beyond Poisson", "days", _overdispersion),
        number(WORLD, "the same without month and weekday", "days", _residual_spread),
        number(WORLD, "day after day correlation of the residual", "days", _autocorrelation),
    ]


def _overdispersion(days: Table) -> float:
    """Coefficient of variation of the daily counts that is left when Poisson's share of it is taken out: free of the level."""
    orders = days["orders"]
    return float(np.sqrt(max(orders.var() - orders.mean(), 0.0)) / orders.mean())


def _residual_spread(days: Table) -> float:
    return float(np.sqrt(max(days["ratio"].var() - (1 / days["expected"]).mean(), 0.0)))


def _autocorrelation(days: Table) -> float:
    known = ~np.isnan(days["before"])
    return float(np.corrcoef(days["ratio"][known], days["before"][known])[0, 1])


def _countries() -> list[Fact]:
    def country(place: int) -> Fact:
        return share_of(WORLD, f"orders from {COUNTRIES[place]}", "accounts", lambda rows: rows["country"] == place)

    abroad = share_of(WORLD, "orders from abroad", "accounts", lambda rows: rows["country"] > 0)
    return [abroad, *(country(place) for place in range(1, 8))]


def _orders() -> list[Fact]:
    return [distribution(WORLD, "order value", "orders", "value", _VALUES)]


def _returns() -> list[Fact]:
    return [
        distribution(WORLD, "days from order to return", "returns", "lag_days", np.arange(2.0, 200.0)),
        share_of(WORLD, "returns within 30 days", "returns", lambda rows: rows["lag_days"] <= 30),
    ]


def _customers() -> list[Fact]:
    def bought(times: int) -> Fact:
        name = f"customers at home with {times} or more orders"
        return share_of(WORLD, name, "customers", lambda rows: rows["orders"] >= times, _known_at_home)

    return [
        *(bought(times) for times in (2, 3, 5, 10)),
        distribution(
            WORLD, "days between orders of a customer", "gaps", "gap_days", _GAPS, lambda rows: rows["country"] == 0
        ),
    ]


def _concentration() -> list[Fact]:
    return [
        number(WORLD, "order share of the best tenth of customers", "customers", _top("orders", 0.1, _known_at_home)),
        number(
            WORLD, "revenue share of the best tenth of customers", "customers", _top("revenue", 0.1, _known_at_home)
        ),
        number(WORLD, "revenue share of the best fifth of articles", "skus", _top("revenue", 0.2)),
        number(WORLD, "revenue share of the best twentieth of articles", "skus", _top("revenue", 0.05)),
    ]


def _known_at_home(rows: Table) -> Bools:
    return np.asarray(rows["known"], dtype=bool) & (rows["country"] == 0)


def _top(column: str, share: float, where: Callable[[Table], Bools] | None = None) -> Callable[[Table], float]:
    """Share of the total that the largest `share` of the rows have."""

    def measure(rows: Table) -> float:
        values = np.sort(rows[column][where(rows)] if where else rows[column])[::-1]
        return float(values[: round(len(values) * share)].sum() / values.sum())

    return measure
