"""Fit the parameters of `olist-br` on calibration data. Only `make fit` calls this; the result is kept in fitted/olist-br.json."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from fidelity import lognormal, olist_world, statistics
from fidelity.olist_data import METHODS, MOST_INSTALMENTS, ORDERS, PAYMENTS, read_tables
from fidelity.olist_facts import KM_BANDS
from fidelity.statistics import Table, mean, share
from simlab.core.arrays import Bools, Floats

REGION_KM = (0, 15, 50, 100, 200, 320, 450, 575, 700, 1000, 1500, 2200, 10_000)
AMOUNTS = (
    *(0, 15, 20, 25, 30, 35, 40, 45, 50, 60, 75, 90, 105, 125),
    *(150, 165, 180, 200, 225, 250, 275, 300, 350, 400, 450, 500, 650, 800, 1000, 1500),
)
PRICE_SHARES = (
    *(
        0.0005,
        0.003,
        0.01,
        0.02,
        0.035,
        0.05,
        0.075,
        0.1,
        0.125,
        0.15,
        0.2,
        0.25,
        0.3,
        0.4,
        0.5,
        0.6,
        0.65,
        0.7,
        0.75,
        0.8,
        0.83,
        0.86,
        0.89,
    ),
    *(0.92, 0.94, 0.96, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9995),
)
LATE_FROM = (-14, -7, -2, 1, 4, 8, 15)  # days past the promise at which the next class of stars begins
_MOST_APPROVAL_DAYS, _MOST_HANDLING_DAYS = 8, 30
_SKUS = 160
_MOST_ITEMS = 5


def _quantiles(values: Floats, weight: Floats) -> Floats:
    order = np.argsort(values)
    return np.interp(PRICE_SHARES, np.cumsum(weight[order]) / weight.sum(), values[order])


@dataclass(frozen=True)
class Load:
    """Log kilograms of orders and how common they are, both [n]."""

    log_kg: Floats
    weight: Floats


def fit(directory: Path) -> dict[str, Any]:
    """All parameters, rounded."""
    tables = read_tables(directory)
    orders, payments = tables["orders"], tables["payments"]
    arrived = _where(orders, np.asarray(orders["delivered"]))
    handling = _day_shares(arrived["handling_days"], arrived["weight"], _MOST_HANDLING_DAYS)
    approval = [_approval(arrived, method) for method in range(len(METHODS))]
    mix = [share(payments["method"] == method, payments["weight"]) for method in range(len(METHODS))]
    goods = _goods(arrived, payments)
    item_share = _items(orders)
    load = _loads(goods, item_share)
    before = np.convolve(np.array(mix) @ np.array(approval), np.array(handling))
    return {
        "source": f"Olist Brazilian e-commerce, calibration part: {ORDERS}, {PAYMENTS}",
        "as_of": "2018-10",
        "weekday_factor": [round(7 * share(orders["weekday"] == day, orders["weight"]), 4) for day in range(7)],
        "hour_share": [round(share(orders["hour"] == hour, orders["weight"]), 4) for hour in range(24)],
        "method_share": [round(value, 4) for value in mix],
        "approval_day_share": approval,
        "instalments": _instalments(payments),
        "withdrawal_rate": round(share(orders["withdrawn"], orders["weight"]), 5),
        "handling_day_share": handling,
        "item_share": item_share,
        "goods": goods,
        "regions": _regions(arrived, before, load),
        **_stars(arrived),
    }


def _where(rows: Table, kept: Bools) -> dict[str, np.ndarray]:
    return {name: column[kept] for name, column in rows.items()}


def _approval(arrived: Table, method: int) -> list[float]:
    own = arrived["method"] == method
    return _day_shares(arrived["approval_days"][own], arrived["weight"][own], _MOST_APPROVAL_DAYS)


def _day_shares(days: np.ndarray, weight: Floats, most_days: int) -> list[float]:
    """Share of 0, 1, 2, ... days; the last holds all longer ones."""
    days = np.clip(days, 0, most_days)
    return [round(share(days == day, weight), 4) for day in range(most_days + 1)]


def _instalments(payments: Table) -> list[dict[str, Any]]:
    """Shares of 1..12 instalments on cards, for each band of amounts."""
    cards = _where(payments, payments["method"] == 0)
    return [_band(cards, low, high) for low, high in pairwise((*AMOUNTS, 10**9))]


def _band(cards: Table, low: float, high: float) -> dict[str, Any]:
    within = (cards["amount"] >= low) & (cards["amount"] < high)
    counts = cards["instalments"][within]
    shares = [share(counts == count, cards["weight"][within]) for count in range(1, MOST_INSTALMENTS + 1)]
    return {"from": low, "share": [round(value, 4) for value in shares]}


def _items(orders: Table) -> list[float]:
    """Share of orders of 1, 2, ... items; the last holds all larger ones."""
    items = np.clip(orders["items"], 1, _MOST_ITEMS)
    return [round(share(items == count, orders["weight"]), 4) for count in range(1, _MOST_ITEMS + 1)]


def _goods(arrived: Table, payments: Table) -> dict[str, Any]:
    """Prices by a few quantiles; weight rises with value.

    The quantiles are those of all payments, moved by how the orders of one item differ from all orders in the smaller sample.
    """
    sold = _where(arrived, (arrived["value"] > 0) & (arrived["kg"] > 0) & (arrived["items"] == 1))
    log_price, log_kg, weight = np.log(sold["value"]), np.log(sold["kg"]), sold["weight"]
    middle, at_mean = mean(log_price, weight), mean(log_kg, weight)
    slope = float(statistics.slopes(log_kg, [log_price], weight)[0])
    rest = log_kg - at_mean - slope * (log_price - middle)
    valued = _where(arrived, arrived["value"] > 0)
    moved = _quantiles(log_price, weight) - _quantiles(np.log(valued["value"]), valued["weight"])
    prices = np.quantile(np.log(payments["amount"][payments["amount"] > 0]), PRICE_SHARES) + moved
    return {
        "skus": _SKUS,
        "log_price_mean": round(middle, 4),
        "log_price_quantiles": [
            [part, round(float(price), 4)] for part, price in zip(PRICE_SHARES, np.sort(prices), strict=True)
        ],
        "log_kg_at_mean": round(at_mean, 4),
        "log_kg_slope": round(slope, 4),
        "log_kg_sd": round(mean(rest**2, weight) ** 0.5, 4),
    }


def _loads(goods: dict[str, Any], item_share: list[float]) -> Load:
    """Log weight of the world's orders: every article in every number of items."""
    kg = np.array([sku["weight_g"] / 1000 for sku in olist_world.skus(goods, [])])
    count = np.arange(1, len(item_share) + 1)
    weight = np.broadcast_to(np.array(item_share)[:, None], (len(count), len(kg)))
    return Load(np.log(count[:, None] * kg).ravel(), weight.ravel())


def _regions(arrived: Table, before: Floats, load: Load) -> list[dict[str, Any]]:
    """Each region's share of orders, transit, freight, and the promise that is missed as often as its band's."""
    located = _where(arrived, arrived["km"] >= 0)
    regions = [_region(located, before, load, low, high) for low, high in pairwise(REGION_KM)]
    kg = mean(np.exp(load.log_kg), load.weight)
    told = sum(region["share"] * (region["freight_base"] + region["freight_per_kg"] * kg) for region in regions)
    # the tariffs have the level of the median freight so far
    scale = mean(located["freight"], located["weight"]) / told
    return [
        {**region, **{name: round(region[name] * scale, 3) for name in ("freight_base", "freight_per_kg")}}
        for region in regions
    ]


def _region(located: Table, before: Floats, load: Load, low: float, high: float) -> dict[str, Any]:
    own = _where(located, (located["km"] >= low) & (located["km"] < high))
    transit = lognormal.fitted_days(own["transit_days"], own["weight"])
    total = np.cumsum(np.convolve(before, lognormal.day_shares(transit)))
    base, per_kg = _tariff(own, load)
    return {
        "code": f"KM-{low}",
        "km": round(float(np.exp(mean(np.log(np.maximum(own["km"], 1.0)), own["weight"]))), 1),
        "share": round(float(own["weight"].sum() / located["weight"].sum()), 4),
        "transit": transit,
        "promise_days": int(np.abs(1 - total - _late_share(located, low)).argmin()),
        "freight_base": base,
        "freight_per_kg": per_kg,
    }


def _late_share(located: Table, km: float) -> float:
    low, high = next(band for band in KM_BANDS if band[0] <= km < band[1])
    within = (located["km"] >= low) & (located["km"] < high)
    return share(located["days_late"][within] > 0, located["weight"][within])


def _tariff(own: Table, load: Load) -> tuple[float, float]:
    """Parcel fee and price per kilogram: over the world's orders log freight rises with log weight as in the data."""
    paid = _where(own, (own["freight"] > 0) & (own["kg"] > 0))
    log_freight, own_kg, weight = np.log(paid["freight"]), np.log(paid["kg"]), paid["weight"]
    wanted = statistics.slopes(log_freight, [own_kg], weight)[0]
    level = mean(log_freight, weight) + wanted * (mean(load.log_kg, load.weight) - mean(own_kg, weight))
    ratios = np.geomspace(0.005, 2.0, 200)
    logs = [np.log1p(ratio * np.exp(load.log_kg)) for ratio in ratios]
    slopes = np.array([statistics.slopes(log, [load.log_kg], load.weight)[0] for log in logs])
    best = int(np.abs(slopes - wanted).argmin())
    base = float(np.exp(level - mean(logs[best], load.weight)))
    return round(base, 3), round(base * float(ratios[best]), 4)


def _stars(arrived: Table) -> dict[str, Any]:
    reviewed = _where(arrived, arrived["stars"] > 0)
    late = reviewed["days_late"]
    edges = (-10_000, *LATE_FROM, 10_000)
    return {
        "star_share_e4": {"on_time": _star_shares(reviewed, late <= 0), "late": _star_shares(reviewed, late > 0)},
        "stars_by_lateness": [
            {"from_days": low, "share_e4": _star_shares(reviewed, (late >= low) & (late < high))}
            for low, high in pairwise(edges)
        ],
    }


def _star_shares(reviewed: Table, kept: Bools) -> list[int]:
    stars, weight = reviewed["stars"][kept], reviewed["weight"][kept]
    return [round(10_000 * share(stars == count, weight)) for count in range(1, 6)]
