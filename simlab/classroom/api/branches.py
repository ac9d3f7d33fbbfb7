"""Branches: a run goes on from a day as another run."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom import newruns
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.runs import run_settings
from simlab.classroom.rules import RUN_STAFF
from simlab.classroom.schemas.runs import NewBranchSerializer, RunSettingsSerializer
from simlab.classroom.views import OfRun


class BranchesView(OfRun):
    @endpoint(
        "run_branch",
        RUN_STAFF,
        takes=NewBranchSerializer,
        gives=RunSettingsSerializer,
        status=202,
        problems=[400, 403, 409],
    )
    def post(self, request: Request, run: str) -> Response:
        """A draft that has lived through the first days of this run and goes on with new luck (staff).

        It can be opened once its days are copied. The same luck is given only when this run is over.
        """
        made = newruns.branch_run(self.access, **checked(NewBranchSerializer, request))
        return Response(run_settings(made), status=202)
