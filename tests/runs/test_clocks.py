"""When days are due: on an exact grid, by the wall clock of the course, and never in a rush after a night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from simlab.runs.clocks import LONGEST_EXTRA, Due, days_due, first_due
from simlab.runs.models import Clock, Course, Run

MONDAY = datetime(2026, 9, 14, 1, 0, tzinfo=UTC)  # 9:00 in Shanghai
LESSONS = [{"weekday": 0, "at": "18:00", "days": 7}, {"weekday": 3, "at": "08:30", "days": 2}]


def a_run(clock: str = Clock.PACED, zone: str = "Asia/Shanghai", **fields: Any) -> Run:
    return Run(clock=clock, course=Course(time_zone=zone), days=60, **fields)


def after(seconds: float) -> datetime:
    return MONDAY + timedelta(seconds=seconds)


@pytest.mark.parametrize(("late", "days"), [(0, 1), (0.9, 1), (1, 2), (59.5, 60)])
def test_every_tick_of_a_paced_clock_counts(late: float, days: int) -> None:
    run = a_run(pace_seconds=1, next_due_at=MONDAY)
    assert days_due(run, after(late)) == (days, Due(after(days)))


def test_a_clock_looked_at_late_again_and_again_does_not_drift() -> None:
    run = a_run(pace_seconds=7, next_due_at=MONDAY)
    played, now = 0, MONDAY
    for look in range(1, 500):
        now = MONDAY + timedelta(seconds=look * 7.3)
        days, due = days_due(run, now)
        run.next_due_at = due.at
        played += days
    assert played == (now - MONDAY) // timedelta(seconds=7) + 1


def test_a_night_without_a_ticker_is_one_day() -> None:
    run = a_run(pace_seconds=60, next_due_at=MONDAY)
    assert days_due(run, after(12 * 3600 + 5)) == (1, Due(after(12 * 3600 + 60)))
    assert days_due(a_run(pace_seconds=3600, next_due_at=MONDAY), after(3599)) == (1, Due(after(3600)))


def test_before_its_time_nothing_is_due() -> None:
    assert days_due(a_run(pace_seconds=9, next_due_at=after(1)), MONDAY) == (0, Due(after(1)))
    assert days_due(a_run(Clock.MANUAL, next_due_at=None), MONDAY) == (0, Due(None))


def test_a_clock_begins_to_count() -> None:
    assert first_due(a_run(pace_seconds=9), MONDAY).at == MONDAY
    assert first_due(a_run(Clock.MANUAL), MONDAY).at is None
    assert first_due(a_run(Clock.TIMETABLE, timetable=LESSONS), MONDAY).at == datetime(2026, 9, 14, 10, 0, tzinfo=UTC)
    assert first_due(a_run(Clock.TIMETABLE, timetable=[]), MONDAY).at is None


def test_lessons_that_were_missed_are_played_in_order() -> None:
    run = a_run(Clock.TIMETABLE, timetable=LESSONS, next_due_at=datetime(2026, 9, 14, 10, 0, tzinfo=UTC))
    days, due = days_due(run, MONDAY + timedelta(days=8))
    assert days == 7 + 2 + 7
    assert due.at == datetime(2026, 9, 24, 0, 30, tzinfo=UTC)


def test_a_lesson_keeps_its_hour_when_summer_ends() -> None:
    run = a_run(Clock.TIMETABLE, "Europe/Berlin", timetable=[{"weekday": 4, "at": "10:00", "days": 1}])
    run.next_due_at = first_due(run, datetime(2026, 10, 20, tzinfo=UTC)).at
    assert run.next_due_at == datetime(2026, 10, 23, 8, 0, tzinfo=UTC)
    assert days_due(run, run.next_due_at) == (1, Due(datetime(2026, 10, 30, 9, 0, tzinfo=UTC)))


def test_a_pace_waits_for_extra_time() -> None:
    run = a_run(pace_seconds=40, next_due_at=MONDAY)
    assert days_due(run, after(49), extra_percent=25) == (1, Due(after(50)))
    assert days_due(run, after(50), extra_percent=25) == (2, Due(after(100)))


def test_a_lesson_waits_for_extra_time_and_the_next_hour_stays() -> None:
    hourly = [{"weekday": 0, "at": f"{hour}:00", "days": 1} for hour in (18, 20)]
    run = a_run(Clock.TIMETABLE, timetable=hourly)
    first = first_due(run, datetime(2026, 9, 14, 8, 0, tzinfo=UTC), extra_percent=25)
    assert first == Due(datetime(2026, 9, 14, 10, 30, tzinfo=UTC), timedelta(minutes=30))
    run.next_due_at, run.postponed_seconds = first.at, first.fields["postponed_seconds"]
    days, due = days_due(run, datetime(2026, 9, 14, 10, 30, tzinfo=UTC), extra_percent=25)
    assert (days, due) == (1, Due(datetime(2026, 9, 14, 12, 30, tzinfo=UTC), timedelta(minutes=30)))
    run.next_due_at, run.postponed_seconds = due.at, due.fields["postponed_seconds"]
    days, due = days_due(run, datetime(2026, 9, 14, 12, 31, tzinfo=UTC), extra_percent=25)
    assert (days, due.at) == (1, datetime(2026, 9, 21, 10, 0, tzinfo=UTC) + LONGEST_EXTRA)


def test_an_extended_lesson_is_played_once_and_with_those_it_ran_into() -> None:
    run = a_run(Clock.TIMETABLE, timetable=LESSONS, next_due_at=datetime(2026, 9, 14, 10, 0, tzinfo=UTC))
    run.next_due_at, run.postponed_seconds = run.next_due_at + timedelta(days=4), 4 * 86_400
    before = run.next_due_at - timedelta(seconds=1)
    assert days_due(run, before) == (0, Due(run.next_due_at, timedelta(days=4)))
    assert days_due(run, run.next_due_at) == (9, Due(datetime(2026, 9, 21, 10, 0, tzinfo=UTC)))
