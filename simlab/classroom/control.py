"""What an instructor does to a run: open, start, pause, play days, set the clock, freeze, extend, finish, release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from scoring.services import is_tuned, request_tuning
from simlab.classroom.access import RunAccess
from simlab.classroom.foreseeing import request_preview
from simlab.classroom.models import Announcement, ShockPreview
from simlab.classroom.problems import Conflict, Refused, Rejected
from simlab.engine.announce import announce_day
from simlab.engine.removal import delete_run
from simlab.runs import audit, intents, services
from simlab.runs.documents import document_of
from simlab.runs.kinds import DecisionRejected
from simlab.runs.models import Clock, Purpose, Run, RunState

SETTINGS = ("title", "decisions_frozen", "tokens_allowed", "approval_above_minor")
_CHANGES: dict[str, Callable[[Run], bool]] = {
    RunState.OPEN: services.open_run,
    RunState.RUNNING: services.start_run,
    RunState.PAUSED: services.pause_run,
    RunState.FINISHED: services.finish_run,
}


def change_state(access: RunAccess, state: str) -> None:
    """Raises Conflict when the run cannot go there from where it is."""
    run = access.run
    if run.state == state:
        return
    if state == RunState.OPEN and run.state == RunState.DRAFT:
        _check_may_open(run)
    change = _CHANGES.get(state)
    with transaction.atomic():
        if change is None or not change(run):
            raise Conflict
        note(access, f"run_{state}", day=run.day)
    _tell(run)


def _check_may_open(run: Run) -> None:
    """Raises Conflict when a branch has not got all of its days, or a graded run could not be graded: then it asks for the tuning."""
    if run.day < run.parent_day:
        raise Conflict("not_ready")
    if run.purpose == Purpose.GRADED and not is_tuned(run.scenario_version):
        request_tuning(run)
        raise Conflict("untuned")


@transaction.atomic
def change_settings(access: RunAccess, told: Mapping[str, Any]) -> None:
    """What is not said stands as it was."""
    changed = {name: value for name, value in told.items() if name in SETTINGS and getattr(access.run, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(access.run, name, value)
    access.run.save(update_fields=list(changed))
    note(access, "run_settings", **{name: value for name, value in changed.items() if name != "title"})
    _tell(access.run)


@transaction.atomic
def release(access: RunAccess) -> None:
    """Raises Conflict for a run that is not graded."""
    if not services.release_run(access.run):
        raise Conflict
    note(access, "run_released", day=access.run.day)
    _tell(access.run)


@transaction.atomic
def delete_draft(access: RunAccess) -> None:
    """Raises Conflict when the run was opened."""
    if access.run.state != RunState.DRAFT:
        raise Conflict("not_a_draft")
    note(access, "run_deleted")
    delete_run(access.run.pk)


@transaction.atomic
def play_days(access: RunAccess, days: int) -> int:
    """Ask for days; an open or paused run starts. The number of closed days once they are played."""
    run = access.run
    if run.state in (RunState.OPEN, RunState.PAUSED):
        change_state(access, RunState.RUNNING)
    if run.state != RunState.RUNNING:
        raise Conflict
    note(access, "days_requested", days=days, day=run.day)
    return services.request_days(run, days=days)


@transaction.atomic
def extend_deadline(access: RunAccess, minutes: int) -> None:
    """Raises Conflict when no deadline is running."""
    if not services.extend_deadline(access.run, timedelta(minutes=minutes)):
        raise Conflict("no_deadline")
    note(access, "deadline_extended", minutes=minutes, day=access.run.day)
    _tell(access.run)


def request_grading(access: RunAccess) -> None:
    """Have what is closed graded now. Raises Conflict when no day is closed or the scenario is not tuned."""
    if not access.run.day:
        raise Conflict
    if not is_tuned(access.run.scenario_version):
        raise Conflict("not_tuned")
    services.request_grading(access.run)


@transaction.atomic
def throw_in(access: RunAccess, code: str) -> int:
    """Begin a shock when the next day opens; that day."""
    if access.run.state not in services.DECIDING:
        raise Conflict
    try:
        day = services.inject_shock(access.run, code)
    except DecisionRejected as rejected:
        raise Rejected(rejected.errors, under="") from rejected
    note(access, "shock_thrown_in", code=code, day=day)
    return day


@transaction.atomic
def announce(access: RunAccess, text: str) -> Announcement:
    """Say something to everybody in the run."""
    run = access.run
    said = Announcement.objects.create(run=run, seat=access.seat, day=run.day, text=text)
    note(access, "announced", announcement=said.pk, day=run.day)
    transaction.on_commit(lambda: announce_day(run.pk, run.day, run.state, ["announcements"]))
    return said


@transaction.atomic
def preview_shock(access: RunAccess, code: str) -> ShockPreview:
    """Ask what a shock would do. Raises Refused for one that the scenario has not, Conflict when the run is over."""
    if access.run.state not in services.DECIDING:
        raise Conflict
    if code not in [shock["code"] for shock in document_of(access.run).get("shocks", [])]:
        raise Refused("unknown_code", "/code")
    return request_preview(access.run, code)


@transaction.atomic
def change_clock(
    access: RunAccess,
    *,
    clock: str,
    pace_seconds: int | None = None,
    timetable: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """What is not said stands as it was."""
    run = access.run
    services.set_clock(run, clock_setting(run, clock=clock, pace_seconds=pace_seconds, timetable=timetable))
    note(access, "clock_set", clock=clock, day=run.day)
    _tell(run)


def clock_setting(
    run: Run, *, clock: str, pace_seconds: int | None, timetable: Sequence[Mapping[str, Any]] | None
) -> services.ClockSetting:
    """Raises Refused when the clock lacks what it needs."""
    if clock == Clock.PACED and not pace_seconds:
        raise Refused("pace_missing", "/pace_seconds")
    lessons = (
        run.timetable if timetable is None else [{**lesson, "at": f"{lesson['at']:%H:%M}"} for lesson in timetable]
    )
    if clock == Clock.TIMETABLE and not lessons:
        raise Refused("timetable_missing", "/timetable")
    return services.ClockSetting(clock, pace_seconds or run.pace_seconds, lessons)


@transaction.atomic
def try_again(access: RunAccess) -> int:
    """Take up the days and other work that were given up; how many."""
    note(access, "work_tried_again", day=access.run.day)
    return intents.try_again(access.run.pk)


def note(access: RunAccess, action: str, **detail: Any) -> None:
    """Into the audit chain: who did what to which run."""
    audit.record(action, actor=access.seat, course=access.run.course, subject=f"run {access.run.pk}", detail=detail)


def _tell(run: Run) -> None:
    transaction.on_commit(lambda: announce_day(run.pk, run.day, run.state))
