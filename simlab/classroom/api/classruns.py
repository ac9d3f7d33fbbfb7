"""The runs of a course, for its staff."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom import newruns
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.runs import class_runs, run_settings
from simlab.classroom.rules import COURSE_STAFF
from simlab.classroom.schemas.runs import ClassRunSerializer, NewRunSerializer, RunSettingsSerializer
from simlab.classroom.views import OfCourse


class ClassRunsView(OfCourse):
    @endpoint("class_runs_list", COURSE_STAFF, gives=ClassRunSerializer(many=True), problems=[403])
    def get(self, request: Request, course: str) -> Response:
        """All runs of a course, the newest first (staff)."""
        return Response(class_runs(self.access.course))

    @endpoint(
        "run_create", COURSE_STAFF, takes=NewRunSerializer, gives=RunSettingsSerializer, status=201, problems=[400, 403]
    )
    def post(self, request: Request, course: str) -> Response:
        """A new draft run of a scenario, shared or parallel, for practice or graded (staff)."""
        made = newruns.create_run(self.access, checked(NewRunSerializer, request))
        return Response(run_settings(made), status=201)
