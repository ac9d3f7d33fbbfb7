"""The state a day opens with, kept beside the day's close. A header and raw arrays, compressed; never pickle."""

from __future__ import annotations

import sys

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


def drop_old(run_id: int, *, day: int, round_days: int) -> None:
    """Grading plays on from the opening of every round; all other snapshots may go after a few days."""
    old = DayClose.objects.filter(run=run_id, day__lte=day - RECENT, snapshot__isnull=False)
    old.annotate(into_round=Mod(F("day") + 1, round_days)).exclude(into_round=0).update(snapshot=None)
