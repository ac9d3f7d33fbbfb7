"""The state a day opens with, kept beside the day's close. A header and raw arrays, compressed; never pickle."""

from __future__ import annotations

import sys

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Mod

from simlab.runs.models import DayClose, RunState

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LEVEL = 3
RECENT = 3  # closes whose snapshot is kept although no round ends there
SPARSE_DAYS = 28  # between the snapshots of a graded run
_OPTIONS: dict[int, int] = {
    zstd.CompressionParameter.compression_level: LEVEL,
    zstd.CompressionParameter.checksum_flag: 1,
}


Damaged = zstd.ZstdError


def packed(state: bytes) -> bytes:
    return zstd.compress(state, options=_OPTIONS)


def unpacked(snapshot: bytes | memoryview) -> bytes:
    """Raises Damaged when the checksum does not match."""
    return zstd.decompress(snapshot)


def keep(close: DayClose, snapshot: bytes, *, round_days: int) -> None:
    """Keep this snapshot and those of rounds, from which grading plays on; others go after a few days."""
    _write(close, snapshot)
    old = DayClose.objects.filter(run=close.run_id, day__lte=close.day - RECENT, snapshot__isnull=False)
    _drop(old, every_days=round_days)


def thin_ended() -> int:
    """Of graded runs keep a snapshot every few weeks and the last one; the number of those that went.

    Any day can still be opened: what lies between is played again.
    """
    ended = DayClose.objects.filter(run__state__in=[RunState.GRADED, RunState.RELEASED], snapshot__isnull=False)
    return _drop(ended.exclude(day=F("run__day") - 1), every_days=SPARSE_DAYS)


def _drop(closes: QuerySet[DayClose], *, every_days: int) -> int:
    """Drop snapshots but those every so many days, and those that another engine went on from: it cannot play what was before."""
    following = DayClose.objects.filter(run=OuterRef("run"), day=OuterRef("day") + 1)
    gone_on = Exists(following.exclude(engine_version=OuterRef("engine_version")))
    between = closes.annotate(into_span=Mod(F("day") + 1, every_days)).exclude(into_span=0).filter(~gone_on)
    return DayClose.objects.filter(pk__in=list(between.values_list("pk", flat=True))).update(snapshot=None)


def _write(close: DayClose, snapshot: bytes) -> None:
    if connection.vendor != "postgresql":
        DayClose.objects.filter(pk=close.pk).update(snapshot=snapshot)
        return
    import psycopg

    # Bound by the server and in binary: as part of a statement's text, megabytes would be escaped and parsed.
    statement = "UPDATE runs_dayclose SET snapshot = %b WHERE id = %s"
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, (snapshot, close.pk))
