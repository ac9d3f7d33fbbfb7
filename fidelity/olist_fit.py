"""Fit the parameters of `olist-br` on calibration data. Only `make fit` calls this; the result is kept in fitted/olist-br.json."""

from __future__ import annotations

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
AMOUNTS = (0, 20, 30, 40, 50, 60, 75, 90, 105, 125, 150, 175, 200, 250, 300, 400, 500, 650, 800, 1000, 1500)
PRICE_SHARES = (0.0005, 0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 0.9995)
LATE_FROM = (-14, -7, -2, 1, 4, 8, 15)  # days past the promise at which the next class of stars begins
_MOST_APPROVAL_DAYS = 8
_SKUS = 120
_MOST_ITEMS = 5


def fit(directory: Path) -> dict[str, Any]:
    """All parameters, rounded."""
    tables = read_tables(directory)
    orders, payments = tables["orders"], tables["payments"]
    arrived = _where(orders, np.asarray(orders["delivered"]))
    handling = lognormal.fitted_days(arrived["handling_days"], arrived["weight"], least_days=0)
    approval = [_approval(arrived, method) for method in range(len(METHODS))]
    mix = [share(payments["method"] == method, payments["weight"]) for method in range(len(METHODS))]
    goods = _goods(arrived, payments)
    log_kg = np.log([sku["weight_g"] / 1000 for sku in olist_world.skus(goods, [])])
    before = np.convolve(np.array(mix) @ np.array(approval), lognormal.day_shares(handling, least_days=0))
    return {
        "source": f"Olist Brazilian e-commerce, calibration part: {ORDERS}, {PAYMENTS}",
        "as_of": "2018-10",
        "weekday_factor": [round(7 * share(orders["weekday"] == day, orders["weight"]), 4) for day in range(7)],
        "method_share": [round(value, 4) for value in mix],
        "approval_day_share": [[round(value, 4) for value in shares] for shares in approval],
        "instalments": _instalments(payments),
        "withdrawal_rate": round(share(orders["withdrawn"], orders["weight"]), 5),
        "handling": handling,
        "item_share": _items(orders),
        "goods": goods,
        "regions": _regions(arrived, before, log_kg),
        **_stars(arrived),
    }


def _where(rows: Table, kept: Bools) -> dict[str, np.ndarray]:
    return {name: column[kept] for name, column in rows.items()}


def _approval(arrived: Table, method: int) -> list[float]:
    """Share of a method's payments approved 0, 1, 2, ... days after the order."""
    own = arrived["method"] == method
    days = np.clip(arrived["approval_days"][own], 0, _MOST_APPROVAL_DAYS)
    return [share(days == day, arrived["weight"][own]) for day in range(_MOST_APPROVAL_DAYS + 1)]


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
    """Order values by a few of their quantiles; weight rises with value."""
    log_price = np.log(payments["amount"][payments["amount"] > 0])
    middle = float(log_price.mean())
    sold = _where(arrived, (arrived["value"] > 0) & (arrived["kg"] > 0))
    log_value, log_kg, weight = np.log(sold["value"]), np.log(sold["kg"]), sold["weight"]
    slope = float(statistics.slopes(log_kg, [log_value], weight)[0])
    at_mean = mean(log_kg, weight) + slope * (middle - mean(log_value, weight))
    rest = log_kg - at_mean - slope * (log_value - middle)
    return {
        "skus": _SKUS,
        "log_price_mean": round(middle, 4),
        "log_price_quantiles": [[share, round(float(np.quantile(log_price, share)), 4)] for share in PRICE_SHARES],
        "log_kg_at_mean": round(at_mean, 4),
        "log_kg_slope": round(slope, 4),
        "log_kg_sd": round(mean(rest**2, weight) ** 0.5, 4),
    }


def _regions(arrived: Table, before: Floats, log_kg: Floats) -> list[dict[str, Any]]:
    """Each region's share of orders, transit, freight, and the promise that is missed as often as its band's."""
    located = _where(arrived, arrived["km"] >= 0)
    regions = [_region(located, before, log_kg, low, high) for low, high in pairwise(REGION_KM)]
    kg = float(np.exp(log_kg).mean())
    told = sum(region["share"] * (region["freight_base"] + region["freight_per_kg"] * kg) for region in regions)
    # the tariffs have the level of the median freight so far
    scale = mean(located["freight"], located["weight"]) / told
    return [
        {**region, **{name: round(region[name] * scale, 3) for name in ("freight_base", "freight_per_kg")}}
        for region in regions
    ]


def _region(located: Table, before: Floats, log_kg: Floats, low: float, high: float) -> dict[str, Any]:
    own = _where(located, (located["km"] >= low) & (located["km"] < high))
    transit = lognormal.fitted_days(own["transit_days"], own["weight"])
    total = np.cumsum(np.convolve(before, lognormal.day_shares(transit)))
    base, per_kg = _tariff(own, log_kg)
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


def _tariff(own: Table, log_kg: Floats) -> tuple[float, float]:
    """Parcel fee and price per kilogram: over the weights of the world's goods, log freight rises with log weight as in the data."""
    paid = _where(own, (own["freight"] > 0) & (own["kg"] > 0))
    log_freight, own_kg, weight = np.log(paid["freight"]), np.log(paid["kg"]), paid["weight"]
    wanted = statistics.slopes(log_freight, [own_kg], weight)[0]
    level = mean(log_freight, weight) + wanted * (log_kg.mean() - mean(own_kg, weight))
    flat = np.ones_like(log_kg)
    ratios = np.geomspace(0.005, 2.0, 200)
    slopes = [statistics.slopes(np.log1p(ratio * np.exp(log_kg)), [log_kg], flat)[0] for ratio in ratios]
    ratio = float(ratios[int(np.abs(np.array(slopes) - wanted).argmin())])
    base = float(np.exp(level - np.log1p(ratio * np.exp(log_kg)).mean()))
    return round(base, 3), round(base * ratio, 4)


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
