"""The product's own tables: CSV files in data/, each row with its source and the date of that source."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
TEACHING_VALUE = "teaching value"
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of a table."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def keyed(name: str, *columns: str) -> dict[tuple[str, ...], Row]:
    """Rows by the values of some columns; later rows of the same key would be an error of the table."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows(name):
        key = tuple(row[column] for column in columns)
        if key in found:
            raise ValueError(f"table {name} has two rows {key}")
        found[key] = row
    return found


def codes(name: str, column: str) -> list[str]:
    """The distinct values of a column, in the order of the table."""
    return list(dict.fromkeys(row[column] for row in rows(name)))


def table_names() -> list[str]:
    """Every table there is."""
    return sorted(path.stem for path in DATA.glob("*.csv"))
