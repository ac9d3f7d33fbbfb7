"""Real invoices of a British gift-ware shop selling mostly to wholesalers in 38 countries (UCI Online Retail I) as tables of the facts.

An order is an invoice of goods; its lines for postage, fees and corrections are left out. Days are calendar days in London.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from fidelity.facts import Tables
from fidelity.tables import dates, hours, numbers, read_columns, weekdays

LINES = "online_retail_lines.csv.gz"
COUNTRIES = (
    *("United Kingdom", "Germany", "France", "EIRE", "Netherlands"),
    *("Belgium", "Spain", "Switzerland", "Portugal", "Australia"),
)
OTHER = len(COUNTRIES)
_FEES = ("POST", "DOT", "M", "m", "D", "C2", "S", "AMAZONFEE", "BANK CHARGES", "B", "CRUK", "PADS")
SOONEST_RETURN_DAYS = 2  # what is cancelled sooner has not been delivered and sent back
_GUEST = 10**9


def read_tables(directory: Path) -> Tables:
    """Every table, or none if the file is not there."""
    file = directory / LINES
    return tables_of_lines(_lines(file)) if file.exists() else {}


def _lines(file: Path) -> dict[str, np.ndarray]:
    raw = read_columns(file)
    goods = ~np.isin(raw["stock_code"], _FEES) & (numbers(raw["unit_price_gbp"]) > 0)
    raw = {name: column[goods] for name, column in raw.items()}
    stamped = raw["invoice_ts"]
    country = {name: place for place, name in enumerate(COUNTRIES)}
    cancelled = np.char.startswith(raw["invoice"], "C")
    invoice = np.unique(raw["invoice"], return_inverse=True)[1]
    known = raw["customer_id"] != ""
    return {
        "invoice": invoice,
        "cancelled": cancelled,
        "sku": np.unique(raw["stock_code"], return_inverse=True)[1],
        "units": numbers(raw["quantity"]),
        "value": numbers(raw["quantity"]) * numbers(raw["unit_price_gbp"]),
        "day": dates(stamped),
        "hour": hours(stamped),
        "known": known,
        # every guest invoice is a customer of its own
        "customer": np.where(
            known, np.where(known, raw["customer_id"], "0").astype(float).astype(np.int64), _GUEST + invoice
        ),
        "country": np.array([country.get(name, OTHER) for name in raw["country"].tolist()]),
    }


def tables_of_lines(lines: dict[str, np.ndarray]) -> Tables:
    """Tables "orders", "days", "customers", "accounts" (customers weighted by their orders), "gaps", "skus" and "returns"."""
    bought = {name: column[~lines["cancelled"] & (lines["units"] > 0)] for name, column in lines.items()}
    orders = orders_of(bought)
    customers = customers_of(orders)
    return {
        "orders": orders,
        "days": days_of(orders["day"], np.zeros(len(orders["day"]), dtype=np.int64)),
        "customers": customers,
        "accounts": {**customers, "weight": customers["orders"]},
        "gaps": gaps_of(orders),
        "skus": skus_of(bought["sku"], bought["value"]),
        "returns": _returns(bought, {name: column[lines["cancelled"]] for name, column in lines.items()}),
    }


def orders_of(bought: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """One row an invoice."""
    _, first, invoice = np.unique(bought["invoice"], return_index=True, return_inverse=True)
    orders = {name: bought[name][first] for name in ("day", "hour", "customer", "country", "known")}
    return {
        **orders,
        "weekday": weekdays(orders["day"]),
        "month": months(orders["day"]),
        "value": np.bincount(invoice, weights=bought["value"]),
        "lines": np.bincount(invoice),
        "weight": np.ones(len(first)),
        "cluster": orders["customer"],
    }


def months(day: np.ndarray) -> np.ndarray:
    """Months since 1970-01 of day numbers since 1970."""
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def days_of(day: np.ndarray, world: np.ndarray) -> dict[str, np.ndarray]:
    """One row per open day of a world: its orders, what the averages of its month and its weekday lead to, and their ratio.

    before: the ratio of the open day before; not-a-number on a world's first.
    """
    places, count = np.unique(np.stack([world, day]), axis=1, return_counts=True)
    world, day = places
    month, weekday = months(day), weekdays(day)
    expected = np.full(len(day), float(count.mean()))
    for _ in range(20):
        for label in (month, weekday):
            expected *= (np.bincount(label, weights=count) / np.maximum(np.bincount(label, weights=expected), 1e-9))[
                label
            ]
    ratio = count / expected
    return {
        "weight": np.ones(len(day)),
        "day": day,
        "month": month,
        "weekday": weekday,
        "orders": count,
        "expected": expected,
        "ratio": ratio,
        "before": np.where(np.diff(world, prepend=-1) == 0, np.roll(ratio, 1), np.nan),
    }


def customers_of(orders: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """One row a customer: orders (on how many days), revenue, orders by country."""
    _, first, customer = np.unique(orders["customer"], return_index=True, return_inverse=True)
    buys = np.unique(customer * np.int64(100_000) + orders["day"] - orders["day"].min()) // 100_000
    return {
        "weight": np.ones(len(first)),
        "known": orders["known"][first],
        "orders": np.bincount(customer),
        "days": np.bincount(buys, minlength=len(first)),
        "revenue": np.bincount(customer, weights=orders["value"]),
        "country": orders["country"][first],
    }


def gaps_of(orders: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Days between two days on which a known customer ordered."""
    known = orders["known"].astype(bool)
    customer, day, country = np.unique(
        np.stack([orders[name][known] for name in ("customer", "day", "country")]), axis=1
    )
    same = customer[1:] == customer[:-1]
    gap = (day[1:] - day[:-1])[same]
    return {"weight": np.ones(len(gap)), "gap_days": gap, "country": country[1:][same], "cluster": customer[1:][same]}


def skus_of(sku: np.ndarray, value: np.ndarray) -> dict[str, np.ndarray]:
    """Revenue of every article sold."""
    revenue = np.bincount(sku, weights=value)
    return {"weight": np.ones(int((revenue > 0).sum())), "revenue": revenue[revenue > 0]}


def _returns(bought: dict[str, np.ndarray], back: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """One row per cancellation invoice: the median of its lines' days since the customer last bought the article."""
    back = {name: column[back["known"].astype(bool)] for name, column in back.items()}
    keys = bought["customer"] * np.int64(10_000) + bought["sku"]
    order = np.lexsort((bought["day"], keys))
    dated = keys[order] * 100_000 + bought["day"][order]
    wanted = (back["customer"] * np.int64(10_000) + back["sku"]) * 100_000 + back["day"]
    place = np.searchsorted(dated, wanted, side="right") - 1
    lag = wanted - dated[np.maximum(place, 0)]
    matched = (place >= 0) & (lag < 100_000 // 2)
    invoices, row = np.unique(back["invoice"][matched], return_inverse=True)
    medians = np.array([np.floor(np.median(lag[matched][row == number])) for number in range(len(invoices))])
    kept = medians >= SOONEST_RETURN_DAYS
    return {"weight": np.ones(int(kept.sum())), "lag_days": medians[kept]}
