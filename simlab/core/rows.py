"""Row tables as columns, and queues of rows by the day they are due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from simlab.core.arrays import Ints

Rows = dict[str, np.ndarray]


def take(rows: Mapping[str, np.ndarray], index: np.ndarray) -> Rows:
    """The rows at `index` (numbers or a mask)."""
    place = np.flatnonzero(index) if index.dtype == np.bool_ else index
    return {name: column.take(place) for name, column in rows.items()}


def concatenated(chunks: Iterable[Rows], empty: Rows) -> Rows:
    """The chunks one after the other; `empty` gives the columns when there are none."""
    chunks = list(chunks)
    if len(chunks) == 1:
        return chunks[0]
    if not chunks:
        return empty
    return {name: np.concatenate([chunk[name] for chunk in chunks]) for name in empty}


def size(rows: Mapping[str, np.ndarray]) -> int:
    """Number of rows."""
    return len(next(iter(rows.values())))


class Queue:
    """Rows that nobody touches before the day they are due. Chunks are never written to, so copies share them."""

    def __init__(
        self, columns: Mapping[str, np.dtype | str | type], due: dict[int, tuple[Rows, ...]] | None = None
    ) -> None:
        self.columns = dict(columns)
        self.due = dict(due or {})

    def copy(self) -> Queue:
        """A queue of its own over the same chunks."""
        return Queue(self.columns, self.due)

    def empty(self) -> Rows:
        """No rows, with the right columns."""
        return {name: np.zeros(0, dtype=kind) for name, kind in self.columns.items()}

    def pop(self, day: int) -> Rows:
        """Take out what is due on this day."""
        return concatenated(self.due.pop(day, ()), self.empty())

    def push(self, rows: Rows, due_day: Ints, index: Ints | None = None) -> None:
        """Put rows (those at `index`) in, each for its day; rows of one day keep their order."""
        if not len(due_day):
            return
        order = np.argsort(due_day.astype(np.int16), kind="stable")
        days = due_day[order]
        ordered = take({name: rows[name] for name in self.columns}, order if index is None else index[order])
        ordered = {name: column.astype(self.columns[name], copy=False) for name, column in ordered.items()}
        cuts = np.flatnonzero(days[1:] != days[:-1]) + 1
        for start, stop in zip([0, *cuts.tolist()], [*cuts.tolist(), len(days)], strict=True):
            chunk = {name: column[start:stop] for name, column in ordered.items()}
            self.due[int(days[start])] = (*self.due.get(int(days[start]), ()), chunk)

    def all_rows(self) -> Iterable[tuple[int, Rows]]:
        """Every due day, in order, with its rows in one piece."""
        return ((day, concatenated(self.due[day], self.empty())) for day in sorted(self.due))
