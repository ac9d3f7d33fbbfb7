"""What an instructor does to a run: start, pause, play days, set the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from scoring.services import is_tuned, request_tuning
from simlab.classroom.problems import Conflict, Refused, Rejected, Untuned
from simlab.engine.announce import announce_day
from simlab.runs import intents, services
from simlab.runs.kinds import DecisionRejected
from simlab.runs.models import Clock, Purpose, Run, RunState


def _open_run(run: Run) -> bool:
    """Raises Untuned for a graded run whose scenario nobody has tuned, and asks for the tuning."""
    if run.state == RunState.DRAFT and run.purpose == Purpose.GRADED and not is_tuned(run.scenario_version):
        request_tuning(run)
        raise Untuned
    return services.open_run(run)


_CHANGES: dict[str, Callable[[Run], bool]] = {
    RunState.OPEN: _open_run,
    RunState.RUNNING: services.start_run,
    RunState.PAUSED: services.pause_run,
}


def change_state(run: Run, state: str) -> None:
    """Raises Conflict when the run cannot go there from where it is."""
    if run.state == state:
        return
    change = _CHANGES.get(state)
    if change is None or not change(run):
        raise Conflict
    _tell(run)


def play_days(run: Run, days: int) -> int:
    """Ask for days; an open or paused run starts. The number of closed days once they are played."""
    if run.state in (RunState.OPEN, RunState.PAUSED):
        change_state(run, RunState.RUNNING)
    if run.state != RunState.RUNNING:
        raise Conflict
    return services.request_days(run, days=days)


def throw_in(run: Run, code: str) -> int:
    """Begin a shock when the next day opens; that day."""
    if run.state not in services.DECIDING:
        raise Conflict
    try:
        return services.inject_shock(run, code)
    except DecisionRejected as rejected:
        raise Rejected(rejected.errors, under="") from rejected


def change_clock(
    run: Run, *, clock: str, pace_seconds: int | None = None, timetable: Sequence[Mapping[str, Any]] | None = None
) -> None:
    """What is not said stands as it was."""
    if clock == Clock.PACED and not pace_seconds:
        raise Refused("pace_missing", "/pace_seconds")
    lessons = (
        run.timetable if timetable is None else [{**lesson, "at": f"{lesson['at']:%H:%M}"} for lesson in timetable]
    )
    if clock == Clock.TIMETABLE and not lessons:
        raise Refused("timetable_missing", "/timetable")
    services.set_clock(run, services.ClockSetting(clock, pace_seconds or run.pace_seconds, lessons))
    _tell(run)


def try_again(run: Run) -> int:
    """Take up the days and other work that were given up; how many."""
    return intents.try_again(run.pk)


def _tell(run: Run) -> None:
    transaction.on_commit(lambda: announce_day(run.pk, run.day, run.state))
