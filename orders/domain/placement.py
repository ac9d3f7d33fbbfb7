"""Counts become single orders, each with a number that names its cell and its place in it."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Ints, tally

PLACE_SHIFT = np.int64(36)
DAY_SHIFT = np.int64(52)


def cell_number(store: Ints, front: Ints, sku: Ints, segment: Ints) -> Ints:
    """The stable number of a cell store x front x SKU x segment; below 2**36."""
    return np.asarray(((store << 8 | front) << 16 | sku) << 4 | segment, dtype=np.int64)


def order_slot(day: int, place: Ints, cell_no: Ints) -> Ints:
    """The number that drives every draw of an order, for life: day, place within the cell, cell."""
    return np.asarray(np.int64(day) << DAY_SHIFT | place << PLACE_SHIFT | cell_no)


def order_day(slot: Ints) -> Ints:
    """The day on which the order of this slot was placed."""
    return slot >> DAY_SHIFT


def expand(counts: Ints) -> tuple[Ints, Ints]:
    """Number of its cell and place within the cell of every order, in the order of the cells; counts [n]."""
    first = np.cumsum(counts) - counts
    cell = np.repeat(np.arange(len(counts)), counts)
    return cell, np.arange(cell.size, dtype=np.int64) - first[cell]


def sequence(world: Ints, worlds: int) -> Ints:
    """Position of each order among its world's orders of the day; `world` ascending."""
    per_world = tally(world, worlds)
    first = np.cumsum(per_world) - per_world
    return np.arange(world.size, dtype=np.int64) - first[world]
