"""Practice: runs of one's own, played on request and graded at once."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom import control, practising
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.practice import practice as shown_practice
from simlab.classroom.reads.practice import practice_runs
from simlab.classroom.rules import PRACTICE_OWNER, PRACTISING
from simlab.classroom.schemas.practice import NewPracticeSerializer, PracticeRunSerializer, PracticeSerializer
from simlab.classroom.schemas.runs import DaysDueSerializer, MoreDaysSerializer
from simlab.classroom.views import OfCourse, OfRun
from simlab.engine.removal import delete_run


class PracticeView(OfCourse):
    @endpoint("practice_read", PRACTISING, gives=PracticeSerializer)
    def get(self, request: Request, course: str) -> Response:
        """The scenarios that the course gives for practice, and the own practice runs."""
        return Response(shown_practice(self.access))

    @endpoint(
        "practice_open",
        PRACTISING,
        takes=NewPracticeSerializer,
        gives=PracticeRunSerializer,
        status=201,
        problems=[400, 409],
    )
    def post(self, request: Request, course: str) -> Response:
        """A new practice run with luck of its own; nobody but its owner and the staff sees it."""
        run = practising.open_practice(self.access, checked(NewPracticeSerializer, request)["scenario"])
        made = next(row for row in practice_runs(self.access) if row["id"] == str(run.pk))
        return Response(made, status=201)


class PracticeRunView(OfRun):
    @endpoint("practice_delete", PRACTICE_OWNER, gives=None, status=204, problems=[403])
    def delete(self, request: Request, practice: str) -> Response:
        """Delete a practice run of one's own."""
        delete_run(self.access.run.pk)
        return Response(status=204)


class PracticeDaysView(OfRun):
    @endpoint(
        "practice_days_request",
        PRACTICE_OWNER,
        takes=MoreDaysSerializer,
        gives=DaysDueSerializer,
        status=202,
        problems=[400, 403, 409],
    )
    def post(self, request: Request, practice: str) -> Response:
        """Play the next days of a practice run now."""
        due_day = practising.play_days(self.access.run, checked(MoreDaysSerializer, request)["days"])
        return Response({"due_day": due_day}, status=202)


class PracticeGradingView(OfRun):
    @endpoint("practice_grading_request", PRACTICE_OWNER, gives=None, status=202, problems=[403, 409])
    def post(self, request: Request, practice: str) -> Response:
        """Have the days played so far graded now. After the last day this happens by itself."""
        control.request_grading(self.access)
        return Response(status=202)
