"""When days are due by the clock of a run. Every moment follows from the one before by exact steps, so nothing drifts.

A run waits for those who were granted extra time: a paced clock goes slower by the largest share among the seats that
take part, and the days of a lesson are played later by that share of the time since the lesson before, two hours at most:
beyond that they would no longer be played in the lesson's own class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from simlab.runs.models import Clock, Run, Seat

# A ticker looks several times a second. After a longer silence the platform was off and nobody could decide:
# a paced run then goes on with one day, it does not rush through the night.
LONGEST_SILENCE = timedelta(minutes=2)
LONGEST_EXTRA = timedelta(hours=2)


@dataclass(frozen=True)
class Due:
    """When days are due next, and by how much that lies after the hour of the timetable."""

    at: datetime | None
    postponed: timedelta = timedelta()

    @property
    def fields(self) -> dict[str, Any]:
        """The columns of a run that say so."""
        return {"next_due_at": self.at, "postponed_seconds": int(self.postponed.total_seconds())}


def extra_time_percent(run: Run) -> int:
    """The largest extra time among the seats whose teams play in a run."""
    seats = Seat.objects.filter(team__stores__world__run=run, left_at=None)
    return seats.aggregate(most=Max("extra_time_percent"))["most"] or 0


def first_due(run: Run, now: datetime, extra_percent: int = 0) -> Due:
    """When the clock is first due if it begins to count now."""
    if run.clock == Clock.PACED:
        return Due(now)
    if run.clock != Clock.TIMETABLE:
        return Due(None)
    at, _ = next(_lessons(run, now), (None, 0))
    return _postponed(at, now, extra_percent) if at else Due(None)


def days_due(run: Run, now: datetime, extra_percent: int = 0) -> tuple[int, Due]:
    """How many days fell due up to now, and when the next ones will."""
    if run.next_due_at is None or run.next_due_at > now:
        return 0, Due(run.next_due_at, timedelta(seconds=run.postponed_seconds))
    play = _paced if run.clock == Clock.PACED else _lectured
    return play(run, run.next_due_at, now, extra_percent)


def _paced(run: Run, due_at: datetime, now: datetime, extra_percent: int) -> tuple[int, Due]:
    pace = timedelta(seconds=run.pace_seconds) * (100 + extra_percent) / 100
    ticks = (now - due_at) // pace + 1
    return 1 if now - due_at > max(LONGEST_SILENCE, pace) else ticks, Due(due_at + ticks * pace)


def _lectured(run: Run, due_at: datetime, now: datetime, extra_percent: int) -> tuple[int, Due]:
    own_at = due_at - timedelta(seconds=run.postponed_seconds)
    days, before = 0, own_at
    for at, lesson_days in _lessons(run, own_at - timedelta(microseconds=1)):
        due = _postponed(at, before, extra_percent)
        if at > own_at and due.at and due.at > now:
            return days, due
        days, before = days + lesson_days, at
    return days, Due(None)


def _postponed(at: datetime, before: datetime, extra_percent: int) -> Due:
    extra = min((at - before) * extra_percent / 100, LONGEST_EXTRA)
    return Due(at + extra, extra)


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
