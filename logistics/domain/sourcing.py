"""From whom goods are bought: lots, price breaks, deposits, lead times around factory holidays, and what is defective."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.money import share
from simlab.core.rng import Luck

ALL = 10_000  # shares in ten-thousandths


@dataclass(frozen=True)
class Sourcing:
    """N suppliers; number 0 is each article's usual one.

    lead_days [N, K, QUANTILES] working days; lead_mean_e2, lead_variance_e4 [N, K] of them; moq_units, list_minor [N, K] in home money;
    defect_e6 [N]; deposit_e4 [N] paid with the order, the rest on receipt; break_units, break_e4 [N, P] discount on the whole order
    from so many units. worked [T] counts working days up to a day; day_worked [W] is the day on which a count is reached.
    """

    lead_days: Ints
    lead_mean_e2: Ints
    lead_variance_e4: Ints
    moq_units: Ints
    list_minor: Ints
    defect_e6: Ints
    deposit_e4: Ints
    break_units: Ints
    break_e4: Ints
    worked: Ints
    day_worked: Ints
    defect_return_e6: int
    defect_stars: int


def working_calendar(closed: Bools, longest_lead: int) -> tuple[Ints, Ints]:
    """(worked, day_worked) of a calendar whose days [T] are closed or not; all days after it are open."""
    opened = np.concatenate([~closed, np.ones(longest_lead + 1, dtype=bool)])
    return np.cumsum(opened)[: len(closed)], np.concatenate([[-1], np.flatnonzero(opened)])


def order_cost_minor(sourcing: Sourcing, supplier: Ints, sku: Ints, units: Ints) -> Ints:
    """What whole orders [n] cost: list price less the best discount that their size earns."""
    reached = units[:, None] >= sourcing.break_units[supplier]
    discount = np.where(reached, sourcing.break_e4[supplier], 0).max(axis=1, initial=0)
    return share(units * sourcing.list_minor[supplier, sku], ALL - discount, ALL)


def down_minor(sourcing: Sourcing, supplier: Ints) -> Ints:
    """The deposit on one unit at list price, rounded up; supplier [..., K]."""
    sku = np.arange(supplier.shape[-1])
    return -(-sourcing.list_minor[supplier, sku] * sourcing.deposit_e4[supplier] // ALL)


def arrival_day(
    sourcing: Sourcing, luck: Luck, day: int, order_no: Ints, goods: tuple[Ints, Ints], world: Ints
) -> Ints:
    """The day on which orders [n] reach the domestic warehouse; goods: (supplier, SKU) numbers. A closed factory works on nothing."""
    drawn = rng.bins(luck, "logistics.supplier_lead", day, order_no, row=world)
    lead = sourcing.lead_days[(*goods, drawn)].astype(np.int64)
    return np.asarray(sourcing.day_worked[sourcing.worked[day] + lead])


def mixed_defect_e6(standing_e6: Ints, stock_units: Ints, arrived_units: Ints, arrived_defects_e6: Ints) -> Ints:
    """Defective share of a shelf after goods arrived: the mean over its units. arrived_defects_e6: sum of units x share."""
    total = stock_units + arrived_units
    mixed = (stock_units * standing_e6 + arrived_defects_e6 + total // 2) // np.maximum(total, 1)
    return np.where(arrived_units > 0, mixed, standing_e6)


def defective(luck: Luck, day: int, slot: Ints, world: Ints, share_e6: Ints) -> Bools:
    """Which delivered units [n] turn out to be defective."""
    return rng.chance_e6(luck, "logistics.defect", day, slot, row=world) < share_e6
