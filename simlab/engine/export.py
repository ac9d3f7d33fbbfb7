"""A run as files for whoever studies it: one per table, Parquet or CSV, a day at a time, so that no table need fit into memory.

Numbers stay numbers: `codes` says which SKU, market or status a number stands for. People are not in it: a decision
names its store and where it came from, not who made it. The same run gives the same rows in the same order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, BinaryIO

import arro3.io
from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema

from simlab.core import states
from simlab.engine import bulk
from simlab.engine.records import TABLES, widths
from simlab.runs.documents import document_of
from simlab.runs.models import DayClose, Decision, Run, Store
from simlab.runs.rows import Table, day_range

_INTEGERS = {2: ("<i2", DataType.int16), 4: ("<i4", DataType.int32), 8: ("<i8", DataType.int64)}
_CHUNK = 5_000
_FORMULA = ("=", "+", "-", "@", "\t")
# Columns whose numbers are positions in a list of the scenario.
_LISTS = {
    "sku": "skus",
    "market": "markets",
    "channel": "channels",
    "category": "categories",
    "currency": "currencies",
    "warehouse": "warehouses",
    "service": "services",
}
# Columns of a table whose numbers are states.
_STATES: dict[tuple[str, str], type[IntEnum]] = {
    ("order", "status"): states.OrderStatus,
    ("order", "opening_status"): states.OrderStatus,
    ("payment", "status"): states.PaymentStatus,
    ("tracking", "event"): states.TrackingEvent,
    ("refund", "reason"): states.RefundReason,
    ("deal", "deal"): states.Deal,
    ("health_day", "standing"): states.AccountStanding,
    ("ledger", "cause"): states.LedgerCause,
    ("ledger", "account"): states.LedgerAccount,
}


@dataclass(frozen=True)
class Sheet:
    """A table on its way into a file: its columns with their types, and its rows in batches of columns."""

    name: str
    columns: Mapping[str, DataType]
    batches: Iterator[dict[str, Any]]

    def reader(self) -> RecordBatchReader:
        schema = Schema([Field(name, kind, nullable=False) for name, kind in self.columns.items()])
        return RecordBatchReader.from_batches(schema, (self._batch(rows, schema) for rows in self.batches))

    def _batch(self, rows: Mapping[str, Any], schema: Schema) -> RecordBatch:
        return RecordBatch.from_arrays(
            [Array(rows[name], type=kind) for name, kind in self.columns.items()], schema=schema
        )


Write = Callable[[RecordBatchReader, BinaryIO], None]


def _write_parquet(reader: RecordBatchReader, file: BinaryIO) -> None:
    arro3.io.write_parquet(reader, file, compression="zstd(3)")


def _write_csv(reader: RecordBatchReader, file: BinaryIO) -> None:
    file.write(b"\xef\xbb\xbf")  # spreadsheets take UTF-8 for something else without it
    arro3.io.write_csv(reader, file)


FORMATS: dict[str, Write] = {"parquet": _write_parquet, "csv": _write_csv}


def export_run(run: Run, folder: Path, kind: str) -> list[Path]:
    """Write every table of a run; the files. `kind` is one of FORMATS."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sheet in _sheets(run):
        written.append(folder / f"{sheet.name}.{kind}")
        with written[-1].open("wb") as file:
            FORMATS[kind](sheet.reader(), file)
    return written


def _sheets(run: Run) -> Iterator[Sheet]:
    for table in TABLES:
        yield Sheet(table.event, _column_types(table), _days(run, table))
    text, small, wide = DataType.string(), DataType.int16(), DataType.int64()
    yield Sheet(
        "decision",
        {"id": wide, "day": small, "effective_day": small, "world": small, "store": small, "source": text, "kind": text}
        | {"state": text, "payload": text, "created_at": text},
        _decisions(run),
    )
    yield Sheet("store", {"world": small, "store": small, "name": text, "name_zh": text, "policy": text}, _stores(run))
    yield Sheet("day", {"day": small, "engine": text, "orders": wide, "digest": text}, _closed_days(run))
    yield Sheet("codes", {"table": text, "column": text, "number": wide, "code": text}, _codes(run))


def _column_types(table: Table) -> dict[str, DataType]:
    return {name: _INTEGERS[width][1]() for name, width in widths(table.model).items()}


def _days(run: Run, table: Table) -> Iterator[dict[str, Any]]:
    kinds = {name: _INTEGERS[width][0] for name, width in widths(table.model).items()}
    for day in range(run.day):
        rows = bulk.read(table.model, tuple(kinds), day_range(run.pk, day, day))
        yield {name: rows[name].astype(kind) for name, kind in kinds.items()}


def _decisions(run: Run) -> Iterator[dict[str, Any]]:
    made = Decision.objects.filter(run=run).order_by("id")
    columns = (
        "id",
        "day",
        "effective_day",
        "store__world__number",
        "store__number",
        "source",
        "kind",
        "state",
        "payload",
        "created_at",
    )
    rows = (
        (*row[:8], json.dumps(row[8], ensure_ascii=False, sort_keys=True), row[9].isoformat())
        for row in made.values_list(*columns).iterator(chunk_size=_CHUNK)
    )
    names = ("id", "day", "effective_day", "world", "store", "source", "kind", "state", "payload", "created_at")
    return in_batches(names, rows)


def _stores(run: Run) -> Iterator[dict[str, Any]]:
    found = Store.objects.filter(world__run=run).order_by("world__number", "number")
    rows = found.values_list("world__number", "number", "name_en", "name_zh", "policy")
    told = ((world, store, harmless(name), harmless(name_zh), policy) for world, store, name, name_zh, policy in rows)
    return in_batches(("world", "store", "name", "name_zh", "policy"), told)


def _closed_days(run: Run) -> Iterator[dict[str, Any]]:
    closes = DayClose.objects.filter(run=run).order_by("day")
    return in_batches(
        ("day", "engine", "orders", "digest"),
        closes.values_list("day", "engine_version", "orders", "digest").iterator(),
    )


def _codes(run: Run) -> Iterator[dict[str, Any]]:
    document = document_of(run)
    listed = [
        ("", column, number, str(entry["code"]))
        for column, name in _LISTS.items()
        for number, entry in enumerate(document[name])
    ]
    named = [
        (table, column, int(state), state.name.lower()) for (table, column), kind in _STATES.items() for state in kind
    ]
    return in_batches(("table", "column", "number", "code"), iter(listed + named))


def in_batches(names: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _CHUNK:
            yield dict(zip(names, zip(*batch, strict=True), strict=True))
            batch = []
    if batch:
        yield dict(zip(names, zip(*batch, strict=True), strict=True))


def harmless(name: str) -> str:
    """A team may call itself =SUM(A1); a spreadsheet must not take it at its word."""
    return f"'{name}" if name.startswith(_FORMULA) else name
