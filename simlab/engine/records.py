"""Every table that keeps events, and how its columns lie in the database."""

from __future__ import annotations

from functools import cache

import logistics.records
import orders.records
import payments.records
from simlab.runs.rows import DayRow, Table

TABLES: tuple[Table, ...] = (*orders.records.TABLES, *logistics.records.TABLES, *payments.records.TABLES)
WIDTHS = {"SmallIntegerField": 2, "IntegerField": 4, "BigIntegerField": 8}


@cache
def widths(model: type[DayRow]) -> dict[str, int]:
    """Bytes of each column, in the order of the table."""
    return {field.attname: WIDTHS[field.get_internal_type()] for field in model._meta.concrete_fields}
