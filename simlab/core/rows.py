"""Row tables, and queues of rows by the day they are due.

Rows are columns by name. Where many columns are moved and few are read they are records, whose columns lie together. Both are read
alike: `rows["world"]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import overload

import numpy as np

from simlab.core.arrays import Bools, Ints

Rows = dict[str, np.ndarray]


@dataclass(frozen=True)
class Records:
    """Rows that are moved at once: `tied` columns lie together, `loose` ones, which are read more often than moved, apart.

    Some rows of others share their `tied` columns and know their places `at` which these lie: most choices of rows read few of them.
    """

    tied: np.ndarray  # of a dtype with fields
    loose: Rows
    at: Ints | None = None  # None: one after another

    def __getitem__(self, name: str) -> np.ndarray:
        if name in self.loose:
            return self.loose[name]
        column = self.tied[name]
        return np.asarray(column if self.at is None else column[self.at])

    def __len__(self) -> int:
        return len(self.tied if self.at is None else self.at)

    def between(self, start: int, stop: int) -> Records:
        """The rows from one number up to another."""
        loose = {name: column[start:stop] for name, column in self.loose.items()}
        if self.at is None:
            return Records(self.tied[start:stop], loose)
        return Records(self.tied, loose, self.at[start:stop])

    def tied_of(self, index: Ints | None) -> np.ndarray:
        """A copy of the tied columns of the rows at `index`, or of all rows."""
        if self.at is not None:
            index = self.at if index is None else self.at.take(index)
        return self.tied.copy() if index is None else self.tied.take(index)

    def together(self) -> Records:
        """With columns of their own, one after another."""
        return self if self.at is None else Records(self.tied_of(None), self.loose)


EitherRows = Rows | Records
_BLOCK_BYTES = 1 << 20


@overload
def take(rows: Rows, index: np.ndarray) -> Rows: ...
@overload
def take(rows: Records, index: np.ndarray) -> Records: ...
def take(rows: EitherRows, index: np.ndarray) -> EitherRows:
    """The rows at `index` (numbers or a mask)."""
    place = np.flatnonzero(index) if index.dtype == np.bool_ else index
    if isinstance(rows, Records):
        return Records(rows.tied, take(rows.loose, place), place if rows.at is None else rows.at.take(place))
    return {name: column.take(place) for name, column in rows.items()}


def size(rows: EitherRows) -> int:
    """Number of rows."""
    return len(rows) if isinstance(rows, Records) else len(next(iter(rows.values())))


def apart(records: Records, names: Iterable[str]) -> Rows:
    """These columns of records, each on its own."""
    records = records.together()
    return {name: np.ascontiguousarray(records[name]) for name in names}


def widened(records: Records) -> Rows:
    """Every column on its own, in whole words to count with."""
    return {name: records[name].astype(np.int64) for name in (*records.loose, *(records.tied.dtype.names or ()))}


def last_match(known: Ints, wanted: Ints) -> tuple[Ints, Bools]:
    """Where in `known` each wanted number [n] stands last, and whether it stands there at all."""
    if not known.size:
        return np.zeros(wanted.shape, dtype=np.int64), np.zeros(wanted.shape, dtype=bool)
    order = np.argsort(known, kind="stable")
    last = np.searchsorted(known[order], wanted, side="right") - 1
    place = order[np.maximum(last, 0)]
    return place, (last >= 0) & (known[place] == wanted)


class Queue:
    """Rows that nobody touches before the day they are due. Chunks are records that are never written to, so copies share them."""

    def __init__(self, columns: Mapping[str, str], loose: Iterable[str] = ()) -> None:
        self.columns = dict(columns)
        self.loose = tuple(loose)
        tied = [(name, np.dtype(kind)) for name, kind in columns.items() if name not in self.loose]
        self.kind = np.dtype(sorted(tied, key=lambda column: -column[1].itemsize), align=True)
        self.due: dict[int, tuple[Records, ...]] = {}

    def copy(self) -> Queue:
        """A queue of its own over the same chunks."""
        other = copy(self)
        other.due = self.due.copy()
        return other

    def pop(self, day: int) -> Records:
        """Take out what is due on this day; not to be written to."""
        return self._joined(self.due.pop(day, ()))

    def push(self, rows: EitherRows, due_day: Ints | int, index: Ints | None = None, **changed: np.ndarray) -> None:
        """Put rows (those at `index`) in, each for its day; rows of one day keep their order. `changed` stand in for columns."""
        count = size(rows) if index is None else len(index)
        if not count:
            return
        if isinstance(due_day, np.ndarray) and (due_day == due_day[0]).all():
            due_day = int(due_day[0])
        if isinstance(due_day, np.ndarray):
            days = due_day.astype(np.int16)
            order = np.argsort(days, kind="stable")
            days, index = days.take(order), order if index is None else index.take(order)
            cuts = [0, *(np.flatnonzero(days[1:] != days[:-1]) + 1).tolist()]
            due = days[cuts].tolist()
        else:
            cuts, due = [0], [int(due_day)]
        spans = zip(due, cuts, [*cuts[1:], count], strict=True)
        if index is not None and count * self.kind.itemsize > _BLOCK_BYTES:
            # A part of a large block would keep the whole of it until the last of its rows is due.
            for day, start, stop in spans:
                self._add(day, self._records(rows, stop - start, index[start:stop], changed))
            return
        records = self._records(rows, count, index, changed)
        for day, start, stop in spans:
            self._add(day, records.between(start, stop))

    def _add(self, day: int, records: Records) -> None:
        self.due[day] = (*self.due.get(day, ()), records)

    def _records(self, rows: EitherRows, count: int, index: Ints | None, changed: Rows) -> Records:
        """The rows (those at `index`) as records of this queue."""
        if isinstance(rows, Records) and rows.tied.dtype == self.kind:
            tied = rows.tied_of(index)
            wanted = [*self.loose, *(name for name in changed if name not in self.loose)]
        else:
            tied, wanted = np.empty(count, dtype=self.kind), list(self.columns)
        loose = {}
        for name in wanted:
            column = changed[name] if name in changed else rows[name]
            if index is not None:
                column = column.take(index)
            if name in self.loose:
                loose[name] = column.astype(self.columns[name], copy=index is None)
            else:
                tied[name] = column
        for array in (tied, *loose.values()):
            array.flags.writeable = False
        return Records(tied, loose)

    def _joined(self, chunks: tuple[Records, ...]) -> Records:
        if len(chunks) == 1:
            return chunks[0]
        if not chunks:
            nothing = {name: np.zeros(0, dtype=self.columns[name]) for name in self.loose}
            return Records(np.zeros(0, dtype=self.kind), nothing)
        # as plain bytes: numpy would join records column by column
        whole = np.dtype((np.void, self.kind.itemsize))
        tied = np.concatenate([chunk.tied.view(whole) for chunk in chunks]).view(self.kind)
        return Records(tied, {name: np.concatenate([chunk.loose[name] for chunk in chunks]) for name in self.loose})

    def draw_out(self, wanted: Callable[[Records], Bools]) -> Records:
        """Take the wanted rows out before their day."""
        found: list[Records] = []
        for day in sorted(self.due):
            chunk = self._joined(self.due[day])
            mask = wanted(chunk)
            if mask.any():
                found.append(take(chunk, mask).together())
                self.due[day] = (take(chunk, ~mask).together(),)
        return self._joined(tuple(found))

    def all_rows(self) -> Iterable[tuple[int, Rows]]:
        """Every due day, in order, with its rows in one piece."""
        return ((day, apart(self._joined(self.due[day]), self.columns)) for day in sorted(self.due))

    def of_worlds(self, rows: Ints, worlds: int) -> Queue:
        """The queue of a batch made of these of `worlds` worlds, in this order, repeated at will."""
        other = self.copy()
        other.due = {}
        for day in sorted(self.due):
            chunk = self._joined(self.due[day])
            order = np.argsort(chunk["world"], kind="stable")
            count = np.bincount(chunk["world"], minlength=worlds)
            start = np.cumsum(count) - count
            wanted = count[rows]
            first = np.repeat(start[rows], wanted)
            place = np.arange(wanted.sum()) - np.repeat(np.cumsum(wanted) - wanted, wanted)
            picked = take(chunk, order[first + place])
            other.push(picked, day, world=np.repeat(np.arange(len(rows)), wanted))
        return other
