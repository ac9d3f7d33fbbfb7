"""The state a day opens with, kept beside the day's close. A header and raw arrays, compressed; never pickle."""

from __future__ import annotations

import sys

from django.db import connection
from django.db.models import F
from django.db.models.functions import Mod

from simlab.runs.models import DayClose

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL = 3
RECENT = 3  # closes whose snapshot is kept although no round ends there
_OPTIONS: dict[int, int] = {
    zstd.CompressionParameter.compression_level: LEVEL,
    zstd.CompressionParameter.checksum_flag: 1,
}


def packed(state: bytes) -> bytes:
    return zstd.compress(state, options=_OPTIONS)


def unpacked(snapshot: bytes | memoryview) -> bytes:
    """Raises zstd.ZstdError when the checksum does not match."""
    return zstd.decompress(snapshot)


def keep(close: DayClose, snapshot: bytes, *, round_days: int) -> None:
    """Keep this snapshot and those of rounds, from which grading plays on; others go after a few days."""
    _write(close, snapshot)
    old = DayClose.objects.filter(run=close.run_id, day__lte=close.day - RECENT, snapshot__isnull=False)
    old.annotate(into_round=Mod(F("day") + 1, round_days)).exclude(into_round=0).update(snapshot=None)


def _write(close: DayClose, snapshot: bytes) -> None:
    if connection.vendor != "postgresql":
        DayClose.objects.filter(pk=close.pk).update(snapshot=snapshot)
        return
    import psycopg

    # Bound by the server and in binary: as part of a statement's text, megabytes would be escaped and parsed.
    statement = "UPDATE runs_dayclose SET snapshot = %b WHERE id = %s"
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, (snapshot, close.pk))
