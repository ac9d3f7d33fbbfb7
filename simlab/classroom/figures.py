"""Figures of a store as its team reads them, from the sums of its days. Pure arithmetic in integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WINDOW_DAYS = 7
_FLOWS = ("sales_minor", "ad_spend_minor")
_LEVELS = ("cash_minor", "stock_minor")

Day = Mapping[str, Any]
Kpis = dict[str, int | None]


def profit_minor(day: Day, opening_worth_minor: int) -> int:
    """What the store gained since it opened: money, stock and goods on order at cost, less what it opened with."""
    return int(day["wealth_minor"] + day["stock_minor"] + day["pipeline_minor"] - opening_worth_minor)


def net_orders(day: Day) -> int:
    """Orders that were paid for."""
    return int(day["orders"] - day["declined"])


def rating_e2(day: Day) -> int | None:
    return mean_stars_e2(day["rating_sum"], day["rating_count"])


def mean_stars_e2(total: int, count: int) -> int | None:
    """Mean stars x 100, rounded half up."""
    return (200 * total + count) // (2 * count) if count else None


def on_time_e4(days: Sequence[Day]) -> int | None:
    """Share of deliveries that came when promised x 10000; None without a delivery."""
    delivered = sum(day["delivered"] for day in days)
    late = sum(day["late"] for day in days)
    return (20_000 * (delivered - late) + delivered) // (2 * delivered) if delivered else None


def kpis(days: Sequence[Day], opening: Day) -> Kpis:
    """The figures at the last of these days, and what changed against seven days before."""
    now = _figures(days, opening)
    before = _figures(days[:-WINDOW_DAYS], opening) if len(days) > WINDOW_DAYS else {}
    changes = {f"{name}_delta": _change(value, before.get(name)) for name, value in now.items()}
    return now | changes


def _figures(days: Sequence[Day], opening: Day) -> Kpis:
    last, window = days[-1] if days else opening, days[-WINDOW_DAYS:]
    return {
        **{name: sum(day[name] for day in window) for name in _FLOWS},
        **{name: last[name] for name in _LEVELS},
        "orders": sum(net_orders(day) for day in window),
        "profit_minor": profit_minor(last, opening["worth_minor"]),
        "rating_e2": rating_e2(last),
        "on_time_e4": on_time_e4(window),
    }


def _change(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before
