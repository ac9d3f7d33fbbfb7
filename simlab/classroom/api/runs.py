"""A run: what it is, how the stores stand, and the instructor's controls."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from simlab.classroom import control, newruns
from simlab.classroom.contract import endpoint
from simlab.classroom.presence import mark_seen
from simlab.classroom.reads.runs import clock_of, leaderboard, run_detail, run_settings
from simlab.classroom.rules import RUN_OWNER, RUN_SEATED, RUN_STAFF
from simlab.classroom.schemas.runs import (
    ClockChangeSerializer,
    ClockSerializer,
    DaysDueSerializer,
    ExtensionSerializer,
    LeaderboardRowSerializer,
    MoreDaysSerializer,
    RunChangeSerializer,
    RunCopySerializer,
    RunDetailSerializer,
    RunSettingsSerializer,
)
from simlab.classroom.views import OfRun


def checked(schema: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The valid body of a request."""
    asked = schema(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


class RunView(OfRun):
    @endpoint("run_read", RUN_SEATED, gives=RunDetailSerializer)
    def get(self, request: Request, run: str) -> Response:
        """The public part of a run: clock, markets, products, stores."""
        mark_seen(self.access.seat)  # pages ask for their run twice a minute
        return Response(run_detail(self.access))

    @endpoint("run_change", RUN_STAFF, takes=RunChangeSerializer, gives=RunSettingsSerializer, problems=[400, 403, 409])
    def patch(self, request: Request, run: str) -> Response:
        """Open, start, pause, resume or finish a run, rename it, freeze decisions (staff). What is not sent stays."""
        asked = checked(RunChangeSerializer, request)
        control.change_settings(self.access, asked)
        if "state" in asked:
            control.change_state(self.access, asked["state"])
        return Response(run_settings(self.access.run))

    @endpoint("run_delete", RUN_STAFF, gives=None, status=204, problems=[403, 409])
    def delete(self, request: Request, run: str) -> Response:
        """Delete a draft (staff)."""
        control.delete_draft(self.access)
        return Response(status=204)


class ReleaseView(OfRun):
    @endpoint("run_release", RUN_OWNER, gives=RunSettingsSerializer, problems=[403, 409])
    def post(self, request: Request, run: str) -> Response:
        """Release a graded run: its grades are final and its seed is shown (instructors)."""
        control.release(self.access)
        return Response(run_settings(self.access.run))


class GradingView(OfRun):
    @endpoint("grading_request", RUN_STAFF, gives=None, status=202, problems=[403, 409])
    def post(self, request: Request, run: str) -> Response:
        """Have the days closed so far graded, as a first look (staff). A run that is over is graded by itself."""
        control.request_grading(self.access)
        return Response(status=202)


class CopiesView(OfRun):
    @endpoint(
        "run_copy", RUN_STAFF, takes=RunCopySerializer, gives=RunSettingsSerializer, status=201, problems=[400, 403]
    )
    def post(self, request: Request, run: str) -> Response:
        """A draft like this run: scenario, teams and clock, with luck of its own (staff)."""
        made = newruns.copy_run(self.access, checked(RunCopySerializer, request)["title"])
        return Response(run_settings(made), status=201)


class DeadlineView(OfRun):
    @endpoint("deadline_extend", RUN_STAFF, takes=ExtensionSerializer, gives=ClockSerializer, problems=[400, 403, 409])
    def post(self, request: Request, run: str) -> Response:
        """Play the next days so many minutes later by the wall clock; the horizon stays (staff)."""
        control.extend_deadline(self.access, checked(ExtensionSerializer, request)["minutes"])
        return Response(clock_of(self.access.run))


class LeaderboardView(OfRun):
    @endpoint("leaderboard_read", RUN_SEATED, gives=LeaderboardRowSerializer(many=True))
    def get(self, request: Request, run: str) -> Response:
        """The stores by profit. Graders see aliases; students their own row."""
        return Response(leaderboard(self.access))


class DaysView(OfRun):
    @endpoint(
        "days_request",
        RUN_STAFF,
        takes=MoreDaysSerializer,
        gives=DaysDueSerializer,
        status=202,
        problems=[400, 403, 409],
    )
    def post(self, request: Request, run: str) -> Response:
        """Ask for the next days to be played (instructors). Starts a run that is open."""
        due_day = control.play_days(self.access, checked(MoreDaysSerializer, request)["days"])
        return Response({"due_day": due_day}, status=202)


class ClockView(OfRun):
    @endpoint("clock_change", RUN_STAFF, takes=ClockChangeSerializer, gives=ClockSerializer, problems=[400, 403])
    def patch(self, request: Request, run: str) -> Response:
        """Play by hand, one day every so many seconds, or by a timetable (instructors)."""
        control.change_clock(self.access, **checked(ClockChangeSerializer, request))
        return Response(clock_of(self.access.run))
