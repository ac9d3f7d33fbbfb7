"""The byte form of a day and its chained digest.

A table is its name, its number of rows, and each column by name in sorted order as little-endian int64. A day is
SHA-256(previous digest, decisions, digest of every table by name). Everything is an integer, so the bytes are the same everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import numpy as np

GENESIS = "0" * 64


def table_bytes(name: str, columns: Mapping[str, np.ndarray]) -> Iterator[bytes | memoryview]:
    """The byte form of one table, in pieces."""
    rows = len(next(iter(columns.values()))) if columns else 0
    yield f"{name}:{rows}\n".encode()
    for column in sorted(columns):
        yield f"{column}\n".encode()
        yield np.ascontiguousarray(columns[column], dtype="<i8").data.cast("B") if rows else b""


def table_digest(name: str, columns: Mapping[str, np.ndarray]) -> str:
    """SHA-256 of a table, hexadecimal."""
    total = hashlib.sha256()
    for piece in table_bytes(name, columns):
        total.update(piece)
    return total.hexdigest()


def decision_digest(decisions: np.ndarray) -> str:
    """SHA-256 of decision rows, hexadecimal."""
    return table_digest("decision", {name: decisions[name] for name in decisions.dtype.names or ()})


def day_digest(previous: str, decisions: np.ndarray, tables: Mapping[str, str]) -> str:
    """The digest of a day, chained to the day before."""
    lines = [previous, decision_digest(decisions), *(f"{name}={tables[name]}" for name in sorted(tables))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
