"""The scenarios of a course: shipped ones as they are first used, and files of its own."""

from __future__ import annotations

from django.db import transaction

from simlab.runs.models import Course, CourseScenario, ScenarioVersion
from simlab.runs.scenario.files import load_scenario, shipped
from simlab.runs.scenario.resolve import resolve
from simlab.runs.services import freeze_scenario


def take_shipped(course: Course, code: str) -> CourseScenario:
    """A scenario of the library, frozen and on the shelf. Raises KeyError if there is none of this code."""
    return put_on_shelf(course, freeze_scenario(resolve(shipped(code))))


def take_file(course: Course, text: str) -> CourseScenario:
    """A scenario file, frozen and on the shelf. Raises ScenarioErrors."""
    return put_on_shelf(course, freeze_scenario(resolve(load_scenario(text))))


@transaction.atomic
def put_on_shelf(course: Course, version: ScenarioVersion) -> CourseScenario:
    place, _ = CourseScenario.objects.get_or_create(course=course, scenario_version=version)
    return place


def allow_practice(place: CourseScenario, allowed: bool) -> None:
    """Whether students of the course may open practice runs of it."""
    place.for_practice = allowed
    place.save(update_fields=["for_practice"])
