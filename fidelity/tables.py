"""Gzipped CSV files as columns of text."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np

_LONG_AGO = "1900-01-01"


def read_columns(file: Path) -> dict[str, np.ndarray]:
    """Every column of the file as an array of text."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        reader = csv.reader(text)
        names = next(reader)
        columns = list(zip(*reader, strict=True))
    return {name: np.array(column) for name, column in zip(names, columns, strict=True)}


def numbers(column: np.ndarray) -> np.ndarray:
    """Numbers; not-a-number where empty."""
    return np.where(column == "", "nan", column).astype(float)


def dates(column: np.ndarray) -> np.ndarray:
    """Day numbers since 1970; far in the past where empty."""
    text = np.where(column == "", _LONG_AGO, column).astype("U10")
    return text.astype("datetime64[D]").astype(np.int64)


def hours(column: np.ndarray) -> np.ndarray:
    """Hour of the day of a time stamp "YYYY-MM-DD HH:MM..."; 0 where empty."""
    return np.array([int(text[11:13] or 0) for text in column.tolist()])


def weekdays(day: np.ndarray) -> np.ndarray:
    """0 is Monday; 1970-01-01 was a Thursday."""
    return (day + 3) % 7
