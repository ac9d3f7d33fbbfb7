"""Papers: registrations and certificates that markets want, and what happens to a listing without them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck

MISSING, HELD, APPLIED_FOR = 0, 1, -1


@dataclass(frozen=True)
class Papers:
    """P papers: days until they are granted, cost_minor in home money, and whether each is for one article (a certificate)."""

    days: Ints
    cost_minor: Ints
    per_sku: Bools
    held: Bools  # [P, K] what every store opens with


@dataclass(frozen=True)
class Requirements:
    """R requirements: the paper wanted, in_force [R, T], applies [R, F, K], daily chance that its lack is found, fine in home money."""

    paper: Ints
    in_force: Bools
    applies: Bools
    found_e6: Ints
    fine_minor: Ints


@dataclass(frozen=True)
class Lacks:
    """What listings lack today, [B, S, F, K]: chance a day to be found out, and the fine."""

    found_e6: Ints
    fine_minor: Ints
    missing: Bools


def nothing_lacking() -> Lacks:
    """Where nobody asks for papers."""
    nothing = np.zeros((1, 1, 1, 1), dtype=np.int64)
    return Lacks(nothing, nothing, nothing > 0)


def lacking(requirements: Requirements, papers: Ints, day: int) -> Lacks:
    """Compare what is wanted with the papers held [B, S, P, K]."""
    worlds, stores, _, skus = papers.shape
    shape = (requirements.applies.shape[1], worlds, stores, skus)
    found, fine, missing = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, bool)
    not_held = papers != HELD
    for number in np.flatnonzero(requirements.in_force[:, day]):
        without = not_held[:, :, requirements.paper[number]]
        # most requirements are for one market: its fronts alone are looked at
        for front in np.flatnonzero(requirements.applies[number].any(axis=1)):
            lack = requirements.applies[number, front] & without
            if lack.any():
                missing[front] |= lack
                found[front] += lack * requirements.found_e6[number]
                fine[front] += lack * requirements.fine_minor[number]
    return Lacks(np.moveaxis(found, 0, 2), np.moveaxis(fine, 0, 2), np.moveaxis(missing, 0, 2))


def found_out(lacks: Lacks, luck: Luck, day: int, on_sale: Bools) -> Ints:
    """Places (flat) of the listings [B, S, F, K] on sale whose lack is found today."""
    exposed = np.flatnonzero(on_sale & (lacks.found_e6 > 0))
    worlds = on_sale.shape[0]
    cells = on_sale.size // worlds
    drawn = rng.chance_e6(luck, "logistics.compliance", day, exposed % cells, row=exposed // cells)
    return exposed[drawn < lacks.found_e6.ravel()[exposed]]
