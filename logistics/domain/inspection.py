"""Inspection before shipment by an acceptance sampling plan: a sample of every lot decides whether the factory must sort it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Floats, Ints
from simlab.core.rng import Luck

NONE = 0  # level 0 inspects nothing


@dataclass(frozen=True)
class Inspection:
    """I levels, the first of them none; lots fall into Z classes by their size.

    lot_to [Z]: largest lot of a class; accept_e6 [I, Z, N]: chance that a supplier's lot passes. fee_minor for an order that is inspected;
    a lot that fails takes rework_days longer and keeps left_e4 of its defects.
    """

    lot_to: Ints
    accept_e6: Ints
    fee_minor: int
    rework_days: int
    left_e4: int


def accepted_share(sample: int, accept: int, defect: float) -> float:
    """P(at most `accept` defects in a sample) by the binomial distribution, multiplications only."""
    good = 1.0 - defect
    term = 1.0
    for _ in range(sample):
        term *= good
    total = term
    for found in range(1, min(accept, sample) + 1):
        term *= (sample - found + 1) / found * defect / good
        total += term
    return total


def accept_table(plans: list[list[tuple[int, int]]], defect: Floats) -> Ints:
    """accept_e6 [levels, classes, N] of plans (sample size, acceptance number) per level and lot class; shares below one."""
    chances = [[[accepted_share(*plan, share) for share in defect.tolist()] for plan in level] for level in plans]
    return np.rint(np.array(chances) * 1e6).astype(np.int64)


def rejected(
    inspection: Inspection, luck: Luck, day: int, order_no: Ints, lots: tuple[Ints, Ints, Ints], world: Ints
) -> Bools:
    """Which orders [n] fail; lots: (level, units, supplier)."""
    level, units, supplier = lots
    lot_class = np.minimum(np.searchsorted(inspection.lot_to, units), len(inspection.lot_to) - 1)
    drawn = rng.chance_e6(luck, "logistics.inspection", day, order_no, row=world)
    return drawn >= inspection.accept_e6[level, lot_class, supplier]
