"""Who is there: when a seat was last seen, to the minute."""

from __future__ import annotations

import datetime as dt

from django.db import DatabaseError, connection
from django.utils import timezone

from simlab.runs.models import Seat

STEP = dt.timedelta(minutes=1)


def mark_seen(seat: Seat) -> None:
    """At most once a minute, and never waiting: while a day is written, SQLite has no room for it, and the next look will do."""
    now = timezone.now()
    if seat.seen_at and now - seat.seen_at < STEP:
        return
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        _mark_without_waiting(seat, now)
    else:
        Seat.objects.filter(pk=seat.pk).update(seen_at=now)


def _mark_without_waiting(seat: Seat, now: dt.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [patience] = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            Seat.objects.filter(pk=seat.pk).update(seen_at=now)
        except DatabaseError:
            pass
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
