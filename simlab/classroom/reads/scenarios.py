"""Scenarios as a lecturer chooses among them: what the course has on its shelf, and the library that comes with SimLab."""

from __future__ import annotations

from functools import cache
from typing import Any

from scoring.selectors import tuned_among
from scoring.tuning import library_file
from simlab.classroom.access import row_number
from simlab.runs.models import Course, CourseScenario, ScenarioVersion
from simlab.runs.scenario.canonical import content_hash
from simlab.runs.scenario.files import library, shipped
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.resolve import resolve

Shown = dict[str, Any]
_TOLD = ("code", "version", "title", "summary", "learning_objectives", "days", "round_days", "start_date")
_NO_LESSON: Shown = {"plan": [], "session": [], "hints": [], "debrief": [], "marking": []}


def scenarios_of(course: Course) -> list[Shown]:
    """The shelf, the latest first, then what the library has beyond it."""
    places = CourseScenario.objects.filter(course=course).select_related("scenario_version").order_by("-pk")
    shelf = shelved(list(places))
    taken = {row["code"] for row in shelf if row["shipped"]}
    return shelf + [_shipped(code) for code in library() if code not in taken]


def shelved(places: list[CourseScenario]) -> list[Shown]:
    versions = [place.scenario_version for place in places]
    tuned = tuned_among(versions)
    return [
        _of_document(version.resolved)
        | {
            "id": str(version.pk),
            "tuned": version.pk in tuned,
            "for_practice": place.for_practice,
            "shipped": version.content_hash == _shipped_hash(version.code),
        }
        for place, version in zip(places, versions, strict=True)
    ]


def place_on_shelf(course: Course, named: str) -> CourseScenario | None:
    """What the course has under this id."""
    places = CourseScenario.objects.filter(course=course, scenario_version=row_number(named))
    return places.select_related("scenario_version").first()


def version_named(course: Course, named: str) -> ScenarioVersion | None:
    place = place_on_shelf(course, named) if named.isdigit() else None
    return place.scenario_version if place else None


def of_file(scenario: Scenario) -> Shown:
    """A file that is in order and not frozen."""
    calendar = scenario.calendar
    return {
        "id": None,
        **{name: getattr(scenario, name) for name in ("code", "version")},
        **{name: getattr(scenario, name).model_dump() for name in ("title", "summary", "lesson")},
        "learning_objectives": [part.model_dump() for part in scenario.learning_objectives],
        "days": calendar.days,
        "round_days": calendar.round_days,
        "start_date": calendar.start,
        "team_places": scenario.teams,
        "rivals": len(scenario.rivals),
        "markets": [market.code for market in scenario.markets],
        "tuned": False,
        "for_practice": False,
        "shipped": False,
    }


def _shipped(code: str) -> Shown:
    """One of the library, which comes with its tuning; it is frozen when the course first uses it."""
    return of_file(_library_file(code)) | {"id": code, "tuned": library_file(code).exists(), "shipped": True}


@cache
def _library_file(code: str) -> Scenario:
    return shipped(code)


def _of_document(document: Shown) -> Shown:
    return {
        **{name: document[name] for name in _TOLD},
        "lesson": document.get("lesson", _NO_LESSON),
        "team_places": document["teams"],
        "rivals": len(document["rivals"]),
        "markets": [market["code"] for market in document["markets"]],
    }


@cache
def _shipped_hash(code: str) -> str:
    return content_hash(resolve(_library_file(code))) if code in library() else ""
