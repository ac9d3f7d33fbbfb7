"""When days are due by the clock of a run. Every moment follows from the one before by exact steps, so nothing drifts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from simlab.runs.models import Clock, Run

# A ticker looks several times a second. After a longer silence the platform was off and nobody could decide:
# a paced run then goes on with one day, it does not rush through the night.
LONGEST_SILENCE = timedelta(minutes=2)


def first_due_at(run: Run, now: datetime) -> datetime | None:
    """When the clock is first due if it begins to count now."""
    if run.clock == Clock.PACED:
        return now
    return next(_lessons(run, now), (None, 0))[0] if run.clock == Clock.TIMETABLE else None


def days_due(run: Run, now: datetime) -> tuple[int, datetime | None]:
    """How many days fell due up to now, and when the next ones will."""
    if run.next_due_at is None or run.next_due_at > now:
        return 0, run.next_due_at
    return _paced(run, run.next_due_at, now) if run.clock == Clock.PACED else _lectured(run, run.next_due_at, now)


def _paced(run: Run, due_at: datetime, now: datetime) -> tuple[int, datetime]:
    pace = timedelta(seconds=run.pace_seconds)
    ticks = (now - due_at) // pace + 1
    return 1 if now - due_at > max(LONGEST_SILENCE, pace) else ticks, due_at + ticks * pace


def _lectured(run: Run, due_at: datetime, now: datetime) -> tuple[int, datetime | None]:
    days = 0
    for at, lesson_days in _lessons(run, due_at - timedelta(microseconds=1)):
        if at > now:
            return days, at
        days += lesson_days
    return days, None


def _lessons(run: Run, after: datetime) -> Iterator[tuple[datetime, int]]:
    """Moments of the timetable after a moment, in order, with the days to be played then; by the course's wall clock."""
    if not run.timetable:
        return
    zone = ZoneInfo(run.course.time_zone)
    day = after.astimezone(zone).date()
    while True:
        yield from sorted(
            (at, lesson["days"])
            for lesson in run.timetable
            if lesson["weekday"] == day.weekday() and (at := _moment(day, lesson, zone)) > after
        )
        day += timedelta(days=1)


def _moment(day: date, lesson: Mapping[str, Any], zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(lesson["at"]), zone)
