"""Rows of a simulated day: computed ids, and how event columns become table columns.

id = run << 39 | day << 28 | world << 21 | position     (24 + 11 + 7 + 21 bits)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import models

RUN_SHIFT, DAY_SHIFT, WORLD_SHIFT = 39, 28, 21
POSITION_MASK = (1 << WORLD_SHIFT) - 1
WORLD_MASK = (1 << (DAY_SHIFT - WORLD_SHIFT)) - 1
DAY_MASK = (1 << (RUN_SHIFT - DAY_SHIFT)) - 1
MOST_WORLDS = WORLD_MASK + 1  # of a run

Column = npt.NDArray[np.int64]
Columns = dict[str, Column]


def row_id(*, run_id: int, day: int, world: int = 0, position: int = 0) -> int:
    return run_id << RUN_SHIFT | day << DAY_SHIFT | world << WORLD_SHIFT | position


def day_range(run_id: int, first_day: int, last_day: int) -> tuple[int, int]:
    """The half-open id range of the days first..last of a run."""
    return row_id(run_id=run_id, day=first_day), row_id(run_id=run_id, day=last_day + 1)


@dataclass(frozen=True)
class StoreKey:
    """A store as the day tables name it."""

    run_id: int
    world: int
    store: int


class RowQuerySet(models.QuerySet[Any]):
    def of_run(self, run_id: int) -> RowQuerySet:
        return self.filter(id__gte=run_id << RUN_SHIFT, id__lt=(run_id + 1) << RUN_SHIFT)

    def of_days(self, run_id: int, first_day: int, last_day: int) -> RowQuerySet:
        start, stop = day_range(run_id, first_day, last_day)
        return self.filter(id__gte=start, id__lt=stop)

    def of_store(self, key: StoreKey) -> RowQuerySet:
        return self.of_run(key.run_id).filter(world=key.world, store=key.store)

    def of_order(self, order_id: int) -> RowQuerySet:
        """Rows that name this order; they belong to its run."""
        return self.of_run(order_id >> RUN_SHIFT).filter(order_id=order_id)


class DayRow(models.Model):
    """Plain integers only, and no foreign keys: rows of a day are joined by their ids."""

    id = models.BigIntegerField(primary_key=True)
    world = models.SmallIntegerField()
    store = models.SmallIntegerField()
    day = models.SmallIntegerField()

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Table:
    """How one event table is kept: `columns` are the event's columns under their own names."""

    event: str
    model: type[DayRow]
    columns: tuple[str, ...]
    # An event that names an order by (order_day, seq) keeps the order's id instead.
    names_order: bool = False
    # Current-state columns start as a copy of an event column and are no part of the digest.
    current: Mapping[str, str] = field(default_factory=dict)
    # Event columns kept under another name.
    renamed: Mapping[str, str] = field(default_factory=dict)
    # Row ids end in this column instead of the position within the day.
    position: str = ""

    def db_column(self, column: str) -> str:
        return self.renamed.get(column, column)

    @property
    def event_columns(self) -> tuple[str, ...]:
        """The columns whose bytes are the day's table digest, in digest order."""
        order = ("order_day", "seq") if self.names_order else ()
        return ("world", "store", *order, *self.columns)

    def in_id_order(self, events: Columns) -> Columns:
        """The event's columns in the order of their row ids."""
        keys = (events[self.position], events["world"]) if self.position else (events["world"],)
        if not _ascending(keys):
            order = np.lexsort(keys)
            return {name: events[name][order] for name in self.event_columns}
        return {name: events[name] for name in self.event_columns}

    def to_rows(self, run_id: int, day: int, events: Columns) -> Columns:
        """Table columns of a day's events, which must be in id order."""
        size = events["world"].size
        rows: Columns = {
            "id": self._ids(run_id, day, events),
            "world": events["world"],
            "store": events["store"],
            "day": np.full(size, day, np.int64),
        }
        if self.names_order:
            rows["order_id"] = order_ids(run_id, events)
        rows |= {self.db_column(name): events[name] for name in self.columns}
        return rows | {name: events[source] for name, source in self.current.items()}

    def to_events(self, rows: Columns) -> Columns:
        """The event columns again, from rows read back in id order."""
        events = {"world": rows["world"], "store": rows["store"]}
        if self.names_order:
            events["order_day"] = rows["order_id"] >> DAY_SHIFT & DAY_MASK
            events["seq"] = rows["order_id"] & POSITION_MASK
        return events | {name: rows[self.db_column(name)] for name in self.columns}

    @property
    def append_only(self) -> tuple[str, ...]:
        order = ("order_id",) if self.names_order else ()
        return ("id", "world", "store", "day", *order, *(self.db_column(name) for name in self.columns))

    def _ids(self, run_id: int, day: int, events: Columns) -> Column:
        world = events["world"]
        position = events[self.position] if self.position else _positions(world)
        return np.int64(row_id(run_id=run_id, day=day)) | world << WORLD_SHIFT | position


def order_ids(run_id: int, events: Columns) -> Column:
    base = np.int64(run_id << RUN_SHIFT)
    return base | events["order_day"] << DAY_SHIFT | events["world"] << WORLD_SHIFT | events["seq"]


def _ascending(keys: tuple[Column, ...]) -> bool:
    """Whether rows already stand in lexicographic order, the last key first."""
    if len(keys) == 1:
        return bool((keys[0][1:] >= keys[0][:-1]).all())
    joined = keys[-1] << WORLD_SHIFT | keys[0]
    return bool((joined[1:] > joined[:-1]).all())


def _positions(world: Column) -> Column:
    """0, 1, 2 ... within each world of an array sorted by world."""
    index = np.arange(world.size, dtype=np.int64)
    starts = np.r_[True, world[1:] != world[:-1]] if world.size else np.zeros(0, bool)
    return index - np.maximum.accumulate(np.where(starts, index, 0))
