"""How a buyer pays and whether the issuer says yes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck


@dataclass(frozen=True)
class Methods:
    """method_table [M, QUANTILES]: the country's payment mix; auth_e6 [M, methods]; decline_codes [QUANTILES]: ISO 8583 answers."""

    method_table: Ints
    auth_e6: Ints
    decline_codes: Ints


def method(methods: Methods, luck: Luck, day: int, slot: Ints, world: Ints, market: Ints) -> Ints:
    """The payment method (number within its market) of each order."""
    return methods.method_table[market, rng.bins(luck, "payments.method", day, slot, row=world)]


def authorised(methods: Methods, luck: Luck, day: int, slot: Ints, world: Ints, auth_e6: Ints) -> Bools:
    """Which payments are authorised; auth_e6 [n] is the rate of each order's market and method."""
    return rng.chance_e6(luck, "payments.authorisation", day, slot, row=world) < auth_e6


def decline_code(methods: Methods, luck: Luck, day: int, slot: Ints, world: Ints) -> Ints:
    """The issuer's answer to a declined payment."""
    return methods.decline_codes[rng.bins(luck, "payments.decline_code", day, slot, row=world)].astype(np.int64)
