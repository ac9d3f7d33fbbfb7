"""Rows in and out by the thousand: COPY BINARY on PostgreSQL, executemany elsewhere. Nothing else writes in bulk.

PostgreSQL's binary tuple is a field count and, per field, its length and its big-endian bytes. For rows of NOT NULL
integers that is a fixed layout, so one structured array is the whole message and no row is touched by Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from simlab.engine.records import widths
from simlab.runs.rows import Column, Columns, DayRow

COPY_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_TRAILER = b"\xff\xff"
Bytes = npt.NDArray[np.uint8]
Names = tuple[str, ...]


def insert_all(batches: Sequence[tuple[type[DayRow], Columns]]) -> None:
    """Write rows of several tables, inside the caller's transaction."""
    filled = [(model, rows) for model, rows in batches if rows["id"].size]
    if connection.vendor == "postgresql":
        _copy_all(filled)
    else:
        for model, rows in filled:
            _insert_many(model, rows)


def _copy_all(batches: Sequence[tuple[type[DayRow], Columns]]) -> None:
    """The next table's bytes are laid out while the server takes in the last one's."""
    with ThreadPoolExecutor(max_workers=1) as ahead:
        blocks = ahead.map(lambda batch: encoded(*batch), batches)
        for (model, _), block in zip(batches, blocks, strict=True):
            copy_block(model, block)


def encoded(model: type[DayRow], rows: Columns) -> Bytes:
    """The rows as the bytes of PostgreSQL's COPY BINARY, without header and trailer."""
    block = np.empty(rows["id"].size, _tuple_layout(model, tuple(widths(model))))
    block["fields"] = len(widths(model))
    for name, width in widths(model).items():
        block[f"{name}_bytes"] = width
        block[name] = _checked(model, name, rows[name])
    return block.view(np.uint8)


def copy_block(model: type[DayRow], block: Bytes) -> None:
    """Send a block of `encoded` rows to PostgreSQL."""
    with connection.cursor() as cursor, cursor.copy(copy_statement(model)) as copy:
        copy.write(COPY_HEADER)
        copy.write(block.data)
        copy.write(COPY_TRAILER)


@cache
def copy_statement(model: type[DayRow]) -> str:
    return f"COPY {_table(model)} ({', '.join(widths(model))}) FROM STDIN (FORMAT BINARY)"


def read(model: type[DayRow], names: Names, ids: tuple[int, int]) -> Columns:
    """These columns of the rows with ids in the half-open range, in id order."""
    chosen = f"SELECT {', '.join(names)} FROM {_table(model)} WHERE id >= {ids[0]:d} AND id < {ids[1]:d} ORDER BY id"  # noqa: S608
    if connection.vendor == "postgresql":
        return _decoded(_tuple_layout(model, names), names, f"COPY ({chosen}) TO STDOUT (FORMAT BINARY)")
    with connection.cursor() as cursor:
        found = cursor.execute(chosen).fetchall()
    table = np.array(found, dtype=np.int64).reshape(len(found), len(names)).T
    return {name: np.ascontiguousarray(column) for name, column in zip(names, table, strict=True)}


def _decoded(layout: np.dtype[Any], names: Names, statement: str) -> Columns:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        message = b"".join(copy)
    body = memoryview(message)[len(COPY_HEADER) : -len(COPY_TRAILER)]
    rows = np.frombuffer(body, layout)
    return {name: rows[name].astype(np.int64) for name in names}


def _insert_many(model: type[DayRow], rows: Columns) -> None:
    names = list(widths(model))
    statement = f"INSERT INTO {_table(model)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    lists = [_checked(model, name, rows[name]).tolist() for name in names]
    connection.ensure_connection()
    # The driver's own executemany: Django's cursor would keep a second copy of every row.
    connection.connection.executemany(statement, zip(*lists, strict=True))


@cache
def _tuple_layout(model: type[DayRow], names: Names) -> np.dtype[Any]:
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name in names:
        fields += [(f"{name}_bytes", ">i4"), (name, f">i{widths(model)[name]}")]
    return np.dtype(fields)


def _checked(model: type[DayRow], name: str, column: Column) -> Column:
    """A value too wide for its column must stop the day, not be cut off."""
    width = widths(model)[name]
    limit = 1 << 8 * width - 1
    if width < 8 and (int(column.max()) >= limit or int(column.min()) < -limit):
        raise OverflowError(f"{model.__name__}.{name} does not fit into {width} bytes")
    return column


def _table(model: type[DayRow]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
