"""Work that failed: what an instructor is told, and trying it again."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom import control
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.failures import failures
from simlab.classroom.rules import RUN_STAFF
from simlab.classroom.schemas.failures import FailureSerializer, RetriedSerializer
from simlab.classroom.views import OfRun


class FailuresView(OfRun):
    @endpoint("failures_list", RUN_STAFF, gives=FailureSerializer(many=True), problems=[403])
    def get(self, request: Request, run: str) -> Response:
        """Days and other work that failed and are not mended yet (instructors)."""
        return Response(failures(self.access.run))

    @endpoint("failures_retry", RUN_STAFF, gives=RetriedSerializer, status=202, problems=[403])
    def post(self, request: Request, run: str) -> Response:
        """Try again what was given up (instructors)."""
        return Response({"retried": control.try_again(self.access)}, status=202)
