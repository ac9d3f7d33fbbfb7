"""Scenarios of a course: the library, files of its own, and what students may practise on."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.problems import Mistakes
from simlab.classroom.reads.scenarios import of_file, place_on_shelf, scenarios_of, shelved
from simlab.classroom.rules import COURSE_STAFF
from simlab.classroom.schemas.scenarios import (
    ScenarioChangeSerializer,
    ScenarioFileSerializer,
    ScenarioSerializer,
)
from simlab.classroom.views import OfCourse
from simlab.runs import audit, shelf
from simlab.runs.scenario.files import load_scenario
from simlab.runs.scenario.problems import Language, ScenarioErrors


class ScenariosView(OfCourse):
    @endpoint("scenarios_list", COURSE_STAFF, gives=ScenarioSerializer(many=True), problems=[403])
    def get(self, request: Request, course: str) -> Response:
        """What a run can be made of: the course's scenarios and the shipped library, with their lesson pages (staff)."""
        return Response(scenarios_of(self.access.course))

    @endpoint(
        "scenario_upload",
        COURSE_STAFF,
        takes=ScenarioFileSerializer,
        gives=ScenarioSerializer,
        status=201,
        problems=[400, 403],
    )
    def post(self, request: Request, course: str) -> Response:
        """Freeze a scenario file for the course; a file with mistakes is refused with all of them, by field and line (staff)."""
        text = checked(ScenarioFileSerializer, request)["text"]
        try:
            place = shelf.take_file(self.access.course, text)
        except ScenarioErrors as errors:
            raise _mistakes(errors) from errors
        audit.record(
            "scenario_uploaded",
            actor=self.access.seat,
            course=self.access.course,
            subject=place.scenario_version.content_hash,
        )
        return Response(shelved([place])[0], status=201)


class ScenarioCheckView(OfCourse):
    @endpoint(
        "scenario_check", COURSE_STAFF, takes=ScenarioFileSerializer, gives=ScenarioSerializer, problems=[400, 403]
    )
    def post(self, request: Request, course: str) -> Response:
        """Read a scenario file and keep nothing: what it would be, or every mistake by field and line (staff)."""
        try:
            return Response(of_file(load_scenario(checked(ScenarioFileSerializer, request)["text"])))
        except ScenarioErrors as errors:
            raise _mistakes(errors) from errors


class ScenarioView(OfCourse):
    @endpoint(
        "scenario_change", COURSE_STAFF, takes=ScenarioChangeSerializer, gives=ScenarioSerializer, problems=[400, 403]
    )
    def patch(self, request: Request, course: str, scenario: str) -> Response:
        """Let students practise on a scenario of the course, or no longer (staff)."""
        place = place_on_shelf(self.access.course, scenario)
        if place is None:
            raise Http404
        shelf.allow_practice(place, checked(ScenarioChangeSerializer, request)["for_practice"])
        return Response(shelved([place])[0])


def _mistakes(errors: ScenarioErrors) -> Mistakes:
    language: Language = "zh" if (get_language() or "").startswith("zh") else "en"
    return Mistakes(
        {
            "pointer": "/text",
            "code": problem.code,
            "detail": problem.sentence(language),
            "field": problem.pointer,
            "line": problem.line,
        }
        for problem in errors.problems
    )
