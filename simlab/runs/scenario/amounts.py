"""Decimal amounts of a scenario file as whole numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from simlab.runs.scenario.tables import keyed


def scaled(value: float, unit: int) -> int:
    """`value` x `unit` as a whole number, rounded half up on what was written."""
    return int((Decimal(repr(value)) * unit).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def minor_digits(currency: str) -> int:
    """Decimal places of a currency."""
    return int(keyed("currencies", "currency")[currency,]["minor_digits"])


def minor(value: float, currency: str) -> int:
    """An amount in minor units."""
    return scaled(value, 10 ** minor_digits(currency))


def fits(value: float, currency: str) -> bool:
    """Does the amount have no more decimal places than its currency?"""
    return Decimal(repr(value)) * 10 ** minor_digits(currency) % 1 == 0
