"""What a person does with a practice run of their own: open, play. Having it graded is the same for every run."""

from __future__ import annotations

from django.db import transaction

from simlab.classroom.access import CourseAccess
from simlab.classroom.problems import Conflict, Refused
from simlab.runs import practice, services
from simlab.runs.models import CourseScenario, Run, RunState


def open_practice(access: CourseAccess, scenario: str) -> Run:
    """Raises Refused for a scenario that the course does not give for practice."""
    allowed = CourseScenario.objects.filter(course=access.course, for_practice=True).select_related("scenario_version")
    place = (
        allowed.filter(scenario_version=int(scenario)).first() if scenario.isascii() and scenario.isdigit() else None
    )
    if place is None:
        raise Refused("unknown_scenario", "/scenario")
    try:
        return practice.open_practice(access.seat, place.scenario_version)
    except practice.TooMuchPractice as much:
        raise Conflict("too_much_practice") from much


@transaction.atomic
def play_days(run: Run, days: int) -> int:
    """Ask for days at once; the number of closed days once they are played."""
    if run.state in (RunState.OPEN, RunState.PAUSED):
        services.start_run(run)
    if run.state != RunState.RUNNING:
        raise Conflict
    return services.request_days(run, days=days)
