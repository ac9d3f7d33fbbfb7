"""New runs of a course: from a scenario, or like a run that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from simlab.classroom.access import CourseAccess, RunAccess
from simlab.classroom.control import clock_setting, note
from simlab.classroom.problems import Conflict, Refused
from simlab.classroom.reads.scenarios import version_named
from simlab.engine.branching import LuckWouldRepeat, NewBranch, branch_off
from simlab.engine.playing import NeedsEngine
from simlab.runs import services, shelf
from simlab.runs.models import Course, Purpose, Run, ScenarioVersion, Store, Team


@transaction.atomic
def create_run(access: CourseAccess, told: Mapping[str, Any]) -> Run:
    """A draft. Raises Refused for a scenario or team that is not the course's, and where the teams do not fit."""
    version = _version(access.course, told["scenario"])
    parallel, purpose = told.get("parallel"), told["purpose"]
    new = services.NewRun(
        course=access.course,
        scenario_version=version,
        title=told.get("title") or version.resolved["title"]["en"],
        teams=_teams(access.course, told.get("teams")),
        parallel=purpose == Purpose.GRADED if parallel is None else parallel,
        purpose=purpose,
    )
    try:
        run = services.create_run(new)
    except services.WrongNumberOfTeams as wrong:
        raise Refused("too_many_teams" if new.teams else "no_teams", "/teams") from wrong
    asked = {"clock": told["clock"], "pace_seconds": told.get("pace_seconds"), "timetable": told.get("timetable")}
    services.set_clock(run, clock_setting(run, **asked))
    note(RunAccess(run, access.seat), "run_created", purpose=purpose, scenario=version.content_hash)
    return run


@transaction.atomic
def copy_run(access: RunAccess, title: str) -> Run:
    """A draft with the same scenario, teams and clock, and luck of its own."""
    run = access.run
    stores = run_stores(run)
    new = services.NewRun(
        course=run.course,
        scenario_version=run.scenario_version,
        title=title,
        teams=[store.team for store in stores if store.team],
        parallel=run.worlds.count() > 1 or len(stores) == 1,
        purpose=run.purpose,
        names_zh=[store.name_zh for store in stores],
    )
    made = services.create_run(new)
    services.set_clock(made, services.ClockSetting(run.clock, run.pace_seconds, run.timetable))
    note(RunAccess(made, access.seat), "run_created", like=run.pk)
    return made


@transaction.atomic
def branch_run(access: RunAccess, *, day: int, title: str, same_luck: bool) -> Run:
    """A draft that goes on from a closed day. Raises Refused for a day that is not closed, Conflict where it cannot be."""
    run = access.run
    if day > run.day or day >= run.days:
        raise Refused("day_not_closed", "/day")
    try:
        branch = branch_off(NewBranch(run, day, title, same_luck))
    except LuckWouldRepeat as repeated:
        raise Conflict("luck_would_repeat") from repeated
    except NeedsEngine as other:
        raise Conflict("other_engine") from other
    note(access, "run_branched", branch=branch.pk, day=day, same_luck=same_luck)
    return branch


def run_stores(run: Run) -> list[Store]:
    """The teams' stores, world by world."""
    stores = Store.objects.filter(world__run=run, team__isnull=False).select_related("team")
    return list(stores.order_by("world__number", "number"))


def _version(course: Course, named: str) -> ScenarioVersion:
    """A scenario of the course, or a shipped one, which is the course's from then on."""
    version = version_named(course, named)
    if version is not None:
        return version
    try:
        return shelf.take_shipped(course, named).scenario_version
    except KeyError as unknown:
        raise Refused("unknown_scenario", "/scenario") from unknown


def _teams(course: Course, ids: Sequence[str] | None) -> list[Team]:
    """The teams with these ids in the order of their names; all of the course where none are named."""
    teams = list(Team.objects.filter(course=course).order_by("name", "pk"))
    if ids is None:
        return teams
    chosen = set(ids)
    if chosen - {str(team.pk) for team in teams}:
        raise Refused("unknown_team", "/teams")
    return [team for team in teams if str(team.pk) in chosen]
