"""PostgreSQL keeps the rows of a run in partitions of its own, so that deleting a run empties files instead of seeking rows.

Which tables are split stands in the database: migrations split them. Names and bounds follow from the run's number.
docs/adr/0009-a-run-has-its-own-partitions.md has the measurement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from simlab.runs.models import Run
from simlab.runs.rows import RUN_SHIFT

_ROOM = re.compile(r"(\w+)_r(\d+)")
_ROOM_LOCK = 0x51AB
# Nearly all orders of a page are dispatched on the same day: with room for a second version of every row, the
# change of status stays out of the indexes.
_OPTIONS = {"orders_order": " WITH (fillfactor = 50)"}


def make_room(run_id: int) -> None:
    """Partitions for the rows of a run, where there are none yet."""
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", (_ROOM_LOCK, run_id))
        rooms = set(_rooms(cursor))
        for table in _split_tables(cursor):
            if (table, run_id) not in rooms:
                cursor.execute(
                    f"CREATE TABLE {_name(table, run_id)} (LIKE {table} INCLUDING ALL){_OPTIONS.get(table, '')}"
                )
                # Made first and attached then, a new partition holds up nobody who reads or writes the table.
                cursor.execute(f"ALTER TABLE {table} ATTACH PARTITION {_name(table, run_id)} {_bounds(run_id)}")


def empty_room(run_id: int) -> None:
    """Take all rows of a run out of its partitions; waits for who is reading or writing them, and for nobody else."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        names = [_name(table, run) for table, run in _rooms(cursor) if run == run_id]
        if names:
            cursor.execute(f"TRUNCATE {', '.join(names)}")


def drop_rooms_of_gone_runs() -> int:
    """Remove what deleted runs left; their number. Outside of transactions, so that nobody has to wait."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        rooms = sorted(_rooms(cursor))
        living = set(Run.objects.filter(pk__in={run for _, run in rooms}).values_list("pk", flat=True))
        left = [(table, run) for table, run in rooms if run not in living]
        for table, run in left:
            _detach(cursor, table, _name(table, run))
            cursor.execute(f"DROP TABLE {_name(table, run)}")
    return len(left)


def split_by_run(schema_editor: Any, table: str) -> None:
    """For migrations: rows of the table are kept by run from here on."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass AND NOT indisprimary",
            [table],
        )
        indexes = [definition for (definition,) in cursor.fetchall()]
        cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_whole")
        cursor.execute(f"CREATE TABLE {table} (LIKE {table}_whole INCLUDING DEFAULTS) PARTITION BY RANGE (id)")
        cursor.execute(f"SELECT DISTINCT id >> {RUN_SHIFT} FROM {table}_whole")  # noqa: S608
        for (run_id,) in cursor.fetchall():
            cursor.execute(
                f"CREATE TABLE {_name(table, run_id)} PARTITION OF {table} {_bounds(run_id)}{_OPTIONS.get(table, '')}"
            )
        cursor.execute(f"INSERT INTO {table} SELECT * FROM {table}_whole")  # noqa: S608
        cursor.execute(f"DROP TABLE {table}_whole")
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {table}_pkey PRIMARY KEY (id)")
        for definition in indexes:
            cursor.execute(definition)


def _split_tables(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'p' AND relnamespace = current_schema()::regnamespace ORDER BY 1"
    )
    return [table for (table,) in cursor.fetchall()]


def _rooms(cursor: Any) -> Iterator[tuple[str, int]]:
    """Table and run of every partition, also of one that was detached and not yet dropped."""
    tables = set(_split_tables(cursor))
    cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace")
    for (name,) in cursor.fetchall():
        room = _ROOM.fullmatch(name)
        if room and room[1] in tables:
            yield room[1], int(room[2])


def _detach(cursor: Any, table: str, name: str) -> None:
    cursor.execute("SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = %s::regclass", [name])
    for (half_done,) in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {table} DETACH PARTITION {name} {'FINALIZE' if half_done else 'CONCURRENTLY'}")


def _name(table: str, run_id: int) -> str:
    return f"{table}_r{run_id:d}"


def _bounds(run_id: int) -> str:
    return f"FOR VALUES FROM ({run_id << RUN_SHIFT:d}) TO ({run_id + 1 << RUN_SHIFT:d})"
