"""A fact is one measure taken in the same way on real rows and on the rows that the kernel recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from fidelity import statistics
from fidelity.statistics import Table
from simlab.core.arrays import Bools, Floats

Kind = Literal["ks", "share", "ratio"]
Tables = Mapping[str, Table]
_RELATIVE = 0.1  # a share within a tenth of the measured one agrees, however exactly it was measured
_FLOORS = 2.0


@dataclass(frozen=True)
class Fact:
    """`measure` gives cumulative shares on `grid` for "ks", one number otherwise; it reads the table `table` of a world."""

    world: str
    name: str
    kind: Kind
    table: str
    measure: Callable[[Table], Floats]
    grid: tuple[float, ...] = ()


@dataclass(frozen=True)
class Measured:
    """What was measured on data: the values, and what sampling alone would move them by."""

    values: list[float]
    noise_floor: float
    rows: int

    def beside(self, fitted: Measured, kind: Kind) -> Measured:
        """The same, with the floor for a world that was fitted on another sample: that one's chance moved the world too.

        The floor of a distribution is the distance of two samples of one size already; of two sizes it is their quadratic mean.
        """
        if np.allclose(self.values, fitted.values, atol=1e-5):
            return self
        both = (self.noise_floor**2 + fitted.noise_floor**2) ** 0.5
        return Measured(self.values, both / 2**0.5 if kind == "ks" else both, self.rows)

    def as_json(self) -> dict[str, Any]:
        """For the store of measured facts."""
        values = [round(value, 6) for value in self.values]
        return {"values": values, "noise_floor": round(self.noise_floor, 6), "rows": self.rows}


@dataclass(frozen=True)
class Compared:
    """One line of the report."""

    fact: Fact
    sim: list[float]
    data: Measured

    @property
    def distance(self) -> float:
        """KS distance, difference of shares, or relative difference."""
        if self.fact.kind == "ks":
            return statistics.distance(np.array(self.sim), np.array(self.data.values))
        difference = abs(self.sim[0] - self.data.values[0])
        return difference if self.fact.kind == "share" else difference / max(abs(self.data.values[0]), 1e-12)

    @property
    def agrees(self) -> bool:
        """Within two noise floors; a share also within a tenth."""
        near = self.distance <= _FLOORS * self.data.noise_floor
        return near or (self.fact.kind == "share" and self.distance <= _RELATIVE * self.data.values[0])

    def as_json(self) -> dict[str, Any]:
        """A row of build/fidelity.json; of a distribution the medians stand for sim and data."""
        sim, data = (self._told(values) for values in (self.sim, self.data.values))
        return {
            "world": self.fact.world,
            "name": self.fact.name,
            "kind": self.fact.kind,
            "sim": sim,
            "data": data,
            "distance": round(self.distance, 5),
            "noise_floor": round(self.data.noise_floor, 5),
            "ok": self.agrees,
        }

    def _told(self, values: list[float]) -> float:
        if self.fact.kind != "ks":
            return round(values[0], 5)
        return self.fact.grid[min(int(np.searchsorted(values, 0.5)), len(values) - 1)]


def measured(fact: Fact, tables: Tables) -> Measured:
    """The fact on real rows, with its noise floor by bootstrap."""
    table = tables[fact.table]
    values = fact.measure(table)
    floor = statistics.sampling_distance if fact.kind == "ks" else statistics.standard_error
    scale = max(abs(float(values[0])), 1e-12) if fact.kind == "ratio" else 1.0
    return Measured(values.tolist(), floor(fact.measure, table) / scale, len(next(iter(table.values()))))


def distribution(
    world: str, name: str, table: str, column: str, grid: np.ndarray, where: Callable[[Table], Bools] | None = None
) -> Fact:
    """Cumulative shares of a column."""

    def measure(rows: Table) -> Floats:
        kept = where(rows) if where else np.ones(len(rows[column]), dtype=bool)
        return statistics.cumulative(rows[column][kept], rows["weight"][kept], grid)

    return Fact(world, name, "ks", table, measure, tuple(float(point) for point in grid))


def share_of(
    world: str,
    name: str,
    table: str,
    condition: Callable[[Table], Bools],
    among: Callable[[Table], Bools] | None = None,
) -> Fact:
    """Share of the rows (of those `among`) for which a condition holds."""

    def measure(rows: Table) -> Floats:
        kept = among(rows) if among else np.ones(len(rows["weight"]), dtype=bool)
        return np.array([statistics.share(condition(rows)[kept], rows["weight"][kept])])

    return Fact(world, name, "share", table, measure)


def mean_of(world: str, name: str, table: str, column: str, among: Callable[[Table], Bools] | None = None) -> Fact:
    """Mean of a column, compared as a ratio."""

    def measure(rows: Table) -> Floats:
        kept = among(rows) if among else np.ones(len(rows["weight"]), dtype=bool)
        return np.array([statistics.mean(rows[column][kept], rows["weight"][kept])])

    return Fact(world, name, "ratio", table, measure)


def number(world: str, name: str, table: str, measure: Callable[[Table], float]) -> Fact:
    """Any one number, compared as a ratio."""
    return Fact(world, name, "ratio", table, lambda rows: np.array([measure(rows)]))
