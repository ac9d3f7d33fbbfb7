"""Fit the parameters of `uk-gifts` on calibration data. Only `make fit` calls this; the result is kept in fitted/uk-gifts.json."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np

from fidelity import lognormal
from fidelity.statistics import Table, share
from fidelity.uk_data import LINES, OTHER, read_tables
from fidelity.uk_facts import FIRST_MONTH, MONTHS
from fidelity.uk_world import SELLING_DAYS, START, popularity
from simlab.core import exact

VALUE_SHARES = (
    *(0.002, 0.01, 0.03, 0.06, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.43, 0.46, 0.49, 0.52, 0.55),
    *(0.58, 0.62, 0.66, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.998),
)
_ARTICLES = 200
_RETURN_RATE = 0.12
_MOST_ORDERS = 400
_PEOPLE = 1000
_RHO = 0.5  # what the day before leaves: only its product with the variance shows in the data


def fit(directory: Path) -> dict[str, Any]:
    """All parameters, rounded."""
    tables = read_tables(directory)
    days, orders, accounts = tables["days"], tables["orders"], tables["accounts"]
    countries = [share(accounts["country"] == place, accounts["weight"]) for place in range(OTHER + 1)]
    returns = tables["returns"]
    return {
        "source": f"UCI Online Retail I, calibration part: {LINES}",
        "as_of": "2011-12",
        "orders_per_open_day": round(float(days["orders"].mean()), 3),
        **_season(days),
        "mood": _mood(days, countries),
        "hour_share": [round(share(orders["hour"] == hour, orders["weight"]), 4) for hour in range(24)],
        "customers": _customers(tables["customers"], float(orders["weight"][orders["country"] == 0].sum())),
        "country_share": [round(value, 5) for value in countries],
        "log_value_quantiles": _quantiles(np.log(orders["value"][orders["value"] > 0])),
        "popularity": _popularity(tables["skus"]),
        "return_rate": _RETURN_RATE,
        # an article is delivered the day after its order, and comes back from there
        "return_delay": lognormal.fitted_days(returns["lag_days"] - 1, returns["weight"]),
    }


def _season(days: Table) -> dict[str, Any]:
    """Factors of months and weekdays whose product, day by day, is the expected number of orders; and when the shop is shut."""
    mean = float(days["orders"].mean())
    weekday = (
        np.array(
            [
                np.mean(days["orders"][days["weekday"] == day]) if (days["weekday"] == day).any() else 0
                for day in range(7)
            ]
        )
        / mean
    )
    month = np.ones(MONTHS)
    for place in range(MONTHS):
        own = days["month"] == FIRST_MONTH + place
        month[place] = np.mean(days["expected"][own] / (mean * weekday[days["weekday"][own]]))
    return {
        "month_factor": np.round(month, 4).tolist(),
        "weekday_factor": np.round(weekday, 4).tolist(),
        "closed_days": _closed(days),
    }


def _closed(days: Table) -> list[str]:
    opened = set(days["day"].tolist())
    first = min(opened)
    every = [START + dt.timedelta(days=day) for day in range(SELLING_DAYS)]
    return [day.isoformat() for place, day in enumerate(every) if first + place not in opened]


def _mood(days: Table, countries: list[float]) -> dict[str, float]:
    """Variance beyond Poisson, split into what carries over to the next day and what does not.

    Every market has a mood of its own, so the total moves by less: the sum of the squared shares.
    """
    lost = 1 - (MONTHS + 5) / len(days["ratio"])  # degrees of freedom that the factors of months and weekdays took
    total = (float(days["ratio"].var()) / lost - float((1 / days["expected"]).mean())) / sum(
        value**2 for value in countries
    )
    known = ~np.isnan(days["before"])
    carried = float(np.cov(days["ratio"][known], days["before"][known])[0, 1])
    lasting = min(max(carried / _RHO, 0.0), total)
    return {
        "rho": _RHO,
        "sigma": round((lasting * (1 - _RHO**2)) ** 0.5, 4),
        "day_cv": round((total - lasting) ** 0.5, 4),
    }


def _quantiles(values: np.ndarray) -> list[list[float]]:
    return [[part, round(float(np.quantile(values, part)), 4)] for part in VALUE_SHARES]


def _popularity(skus: Table) -> dict[str, float]:
    """Spread and bend of log popularity that give the best fifth and the best twentieth of articles their shares of revenue."""
    wanted = _best_shares(skus["revenue"])
    tried = [
        {"articles": _ARTICLES, "spread": round(float(spread), 3), "bend": round(float(bend), 3)}
        for spread in np.arange(1.0, 2.6, 0.02)
        for bend in np.arange(-0.3, 0.31, 0.02)
    ]
    misses = [float(np.abs(_best_shares(np.exp(popularity(point))) - wanted).max()) for point in tried]
    return tried[int(np.argmin(misses))]


def _best_shares(revenue: np.ndarray) -> np.ndarray:
    ordered = np.sort(revenue)[::-1]
    return np.array([ordered[: round(len(ordered) * part)].sum() for part in (0.2, 0.05)]) / ordered.sum()


def _customers(customers: Table, home_orders: float) -> dict[str, Any]:
    """A pool of people at home whose log rates are normal: nearest in how many bought often, and in what the best tenth bought."""
    counts = customers["orders"][(customers["country"] == 0) & customers["known"].astype(bool)]
    wanted = _loyal(np.bincount(counts, minlength=_MOST_ORDERS)[:_MOST_ORDERS] / len(counts))
    # gamma rates (the NBD model) were tried first: they leave the best tenth too small
    tried = [_pool(float(spread), float(counts.mean())) for spread in np.arange(0.9, 1.8, 0.02)]
    misses = [float(np.abs(_loyal(_buyers(*pool)) / wanted - 1).sum()) for pool in tried]
    median, spread = tried[int(np.argmin(misses))]
    rate = float(np.exp(np.log(median) + spread**2 / 2))
    return {"people": round(home_orders / rate), "spread": round(spread, 2)}


def _pool(spread: float, mean: float) -> tuple[float, float]:
    """Median orders per person of a pool of this spread whose buyers order `mean` times."""
    low, high = 1e-3, 10.0
    while high / low > 1.001:
        middle = (low * high) ** 0.5
        shares = _buyers(middle, spread)
        low, high = (low, middle) if (shares * np.arange(_MOST_ORDERS)).sum() > mean else (middle, high)
    return low, spread


def _buyers(median: float, spread: float) -> np.ndarray:
    """Share of the buyers with 0, 1, 2, ... orders: Poisson over log-normal rates, without those who never order; [_MOST_ORDERS]."""
    log_rate = np.log(median) + spread * exact.normal_quantile((np.arange(_PEOPLE) + 0.5) / _PEOPLE)
    count = np.arange(_MOST_ORDERS)
    log_factorial = np.cumsum(np.log(np.maximum(count, 1)))
    shares = np.exp(log_rate[:, None] * count - np.exp(log_rate)[:, None] - log_factorial).mean(axis=0)
    shares[0] = 0.0
    return shares / shares.sum()


def _loyal(shares: np.ndarray) -> np.ndarray:
    """Share of buyers with 2, 3, 5 and 10 orders or more, and the order share of the best tenth."""
    from_top = np.cumsum(shares[::-1])[::-1]
    within_tenth = np.diff(np.minimum(from_top, 0.1)[::-1], prepend=0.0)[::-1]
    count = np.arange(len(shares))
    return np.append(from_top[[2, 3, 5, 10]], (within_tenth * count).sum() / (shares * count).sum())
