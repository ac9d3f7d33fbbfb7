"""What is compared of the world `olist-br`."""

from __future__ import annotations

import numpy as np

from fidelity import statistics
from fidelity.facts import Fact, distribution, mean_of, number, share_of
from fidelity.olist_data import METHODS, MOST_INSTALMENTS
from fidelity.statistics import Table
from simlab.core.arrays import Bools

WORLD = "olist-br"
KM_BANDS = ((0, 200), (200, 700), (700, 1500), (1500, 100_000))
LATE_BANDS = ((1, 3), (4, 7), (8, 14), (15, 1000))
EARLY_BANDS = ((0, 2), (3, 7), (8, 14), (15, 1000))
AMOUNT_BANDS = ((0, 50), (50, 150), (150, 500), (500, 10**9))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_VALUES = np.round(np.geomspace(10, 2000, 60), 1)


def _delivered(rows: Table) -> Bools:
    return np.asarray(rows["delivered"], dtype=bool)


def _reviewed(rows: Table) -> Bools:
    return _delivered(rows) & (rows["stars"] > 0)


def _late(rows: Table) -> Bools:
    return np.asarray(rows["days_late"] > 0)


def _reviewed_on_time(rows: Table) -> Bools:
    return _reviewed(rows) & ~_late(rows)


def _reviewed_late(rows: Table) -> Bools:
    return _reviewed(rows) & _late(rows)


def _on_card(rows: Table) -> Bools:
    return np.asarray(rows["method"] == 0)


def facts() -> list[Fact]:
    """All facts of the world."""
    return [*_times(), *_lateness(), *_stars(), *_orders(), *_payments(), *_freight()]


def _times() -> list[Fact]:
    stages = (("approval_days", 15), ("handling_days", 40), ("transit_days", 90), ("delivery_days", 120))

    def of_method(place: int) -> Fact:
        name = f"approval days, {METHODS[place]}"
        days = np.arange(16.0)
        return distribution(
            WORLD, name, "orders", "approval_days", days, lambda rows: _delivered(rows) & (rows["method"] == place)
        )

    return [of_method(0), of_method(1)] + [
        distribution(WORLD, name.replace("_", " "), "orders", name, np.arange(days + 1.0), _delivered)
        for name, days in stages
    ]


def _lateness() -> list[Fact]:
    def band(low: int, high: int) -> Fact:
        label = f"late share, {low}-{high} km" if high < 100_000 else f"late share, over {low} km"
        return share_of(
            WORLD, label, "orders", _late, lambda rows: _delivered(rows) & (rows["km"] >= low) & (rows["km"] < high)
        )

    late_days = distribution(WORLD, "days late of late orders", "orders", "days_late", np.arange(1.0, 91.0), _late)
    return [late_days, share_of(WORLD, "late share", "orders", _late, _delivered), *(band(*km) for km in KM_BANDS)]


def _stars() -> list[Fact]:
    def one_star(low: int, high: int) -> Fact:
        return share_of(
            WORLD,
            f"one star, {low}-{high} days late" if high < 1000 else f"one star, {low} and more days late",
            "orders",
            lambda rows: rows["stars"] == 1,
            lambda rows: _reviewed(rows) & (rows["days_late"] >= low) & (rows["days_late"] <= high),
        )

    def stars(count: int) -> Fact:
        return share_of(
            WORLD, f"{count} stars, on time", "orders", lambda rows: rows["stars"] == count, _reviewed_on_time
        )

    return [
        *(stars(count) for count in range(1, 6)),
        share_of(WORLD, "1 star, late", "orders", lambda rows: rows["stars"] == 1, _reviewed_late),
        share_of(WORLD, "5 stars, late", "orders", lambda rows: rows["stars"] == 5, _reviewed_late),
        *(one_star(*days) for days in LATE_BANDS),
        mean_of(WORLD, "mean stars, on time", "orders", "stars", _reviewed_on_time),
        mean_of(WORLD, "mean stars, late", "orders", "stars", _reviewed_late),
    ]


def _orders() -> list[Fact]:
    def weekday(place: int) -> Fact:
        name = f"orders on {WEEKDAYS[place]}"
        return share_of(WORLD, name, "orders", lambda rows: rows["weekday"] == place)

    def items(count: int) -> Fact:
        return share_of(WORLD, f"orders of {count} items", "orders", lambda rows: rows["items"] == count)

    return [
        share_of(WORLD, "orders called off or not served", "orders", lambda rows: rows["withdrawn"]),
        distribution(WORLD, "hour of the order", "orders", "hour", np.arange(24.0)),
        *(weekday(place) for place in (0, 4, 5, 6)),
        distribution(WORLD, "order value", "orders", "value", _VALUES, _delivered),
        *(items(count) for count in (1, 2, 3)),
    ]


def _payments() -> list[Fact]:
    def method(place: int) -> Fact:
        return share_of(WORLD, f"paid by {METHODS[place]}", "payments", lambda rows: rows["method"] == place)

    def plan(low: int, high: int) -> Fact:
        name = f"mean instalments, {low}-{high} BRL" if high < 10**9 else f"mean instalments, over {low} BRL"
        return mean_of(
            WORLD,
            name,
            "payments",
            "instalments",
            lambda rows: _on_card(rows) & (rows["amount"] >= low) & (rows["amount"] < high),
        )

    counts = np.arange(1.0, MOST_INSTALMENTS + 1)
    return [
        *(method(place) for place in range(len(METHODS))),
        distribution(WORLD, "instalments on cards", "payments", "instalments", counts, _on_card),
        *(plan(*amounts) for amounts in AMOUNT_BANDS),
    ]


def _freight() -> list[Fact]:
    return [
        number(WORLD, "slope of log freight on log weight", "orders", lambda rows: _freight_slope(rows, 0)),
        number(WORLD, "slope of log freight on log distance", "orders", lambda rows: _freight_slope(rows, 1)),
        mean_of(WORLD, "mean freight", "orders", "freight", _shipped),
    ]


def _shipped(rows: Table) -> Bools:
    return _delivered(rows) & (rows["freight"] > 0) & (rows["kg"] > 0) & (rows["km"] >= 0)


def _freight_slope(rows: Table, which: int) -> float:
    kept = _shipped(rows)
    regressors = [np.log(rows["kg"][kept]), np.log(np.maximum(rows["km"][kept], 1.0))]
    return float(statistics.slopes(np.log(rows["freight"][kept]), regressors, rows["weight"][kept])[which])
