from __future__ import annotations

import struct

import numpy as np
import pytest

from logistics.models import TrackingEvent
from simlab.engine import bulk
from simlab.engine.events import TABLES as EVENT_TABLES
from simlab.engine.records import TABLES, widths
from simlab.runs.partitions import make_room
from simlab.runs.rows import day_range, row_id


def scans(size: int) -> dict[str, np.ndarray]:
    ids = row_id(run_id=3, day=5) + np.arange(size, dtype=np.int64)
    small = {name: np.full(size, number) for number, name in enumerate(("world", "store", "day", "event"))}
    return {"id": ids, "order_id": ids + 7, **small}


def test_every_event_table_has_a_database_table_with_its_columns() -> None:
    assert {table.event for table in TABLES} == set(EVENT_TABLES)
    for table in TABLES:
        assert set(table.event_columns) == {"world", "store", *EVENT_TABLES[table.event]}, table.event
        assert set(table.append_only) | set(table.current) == set(widths(table.model)), table.event


def test_a_block_is_what_copy_binary_wants() -> None:
    rows = scans(1)
    expected = struct.pack(">h", len(widths(TrackingEvent)))
    for name, width in widths(TrackingEvent).items():
        value = int(rows[name][0])
        expected += struct.pack(">i", width) + value.to_bytes(width, "big", signed=True)
    assert bulk.encoded(TrackingEvent, rows).tobytes() == expected


@pytest.mark.django_db
def test_rows_come_back_in_id_order() -> None:
    rows = scans(1000)
    make_room(3)
    shuffled = np.random.default_rng(1).permutation(1000)
    bulk.insert_all([(TrackingEvent, {name: column[shuffled] for name, column in rows.items()})])
    found = bulk.read(TrackingEvent, tuple(rows), day_range(3, 5, 5))
    assert all((found[name] == rows[name]).all() for name in rows)


@pytest.mark.django_db
def test_nothing_is_read_of_a_day_without_rows() -> None:
    bulk.insert_all([(TrackingEvent, scans(0))])
    assert bulk.read(TrackingEvent, ("id", "event"), day_range(3, 5, 5))["event"].size == 0


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1 << 15, -(1 << 15) - 1])
def test_a_value_too_wide_for_its_column_stops_the_day(value: int) -> None:
    with pytest.raises(OverflowError, match=r"TrackingEvent\.event"):
        bulk.insert_all([(TrackingEvent, {**scans(1), "event": np.array([value])})])
