"""A run: what it is, how the stores stand, and the instructor's controls."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from simlab.classroom import control
from simlab.classroom.contract import endpoint
from simlab.classroom.presence import mark_seen
from simlab.classroom.reads.runs import leaderboard, run_detail
from simlab.classroom.rules import RUN_SEATED, RUN_STAFF
from simlab.classroom.schemas.runs import (
    ClockChangeSerializer,
    ClockSerializer,
    DaysDueSerializer,
    LeaderboardRowSerializer,
    MoreDaysSerializer,
    RunDetailSerializer,
    RunStateChangeSerializer,
    RunStateSerializer,
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

    @endpoint(
        "run_change", RUN_STAFF, takes=RunStateChangeSerializer, gives=RunStateSerializer, problems=[400, 403, 409]
    )
    def patch(self, request: Request, run: str) -> Response:
        """Open, start, pause or resume a run (instructors)."""
        control.change_state(self.access.run, checked(RunStateChangeSerializer, request)["state"])
        return Response({"id": run, "state": self.access.run.state, "day": self.access.run.day})


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
        due_day = control.play_days(self.access.run, checked(MoreDaysSerializer, request)["days"])
        return Response({"due_day": due_day}, status=202)


class ClockView(OfRun):
    @endpoint("clock_change", RUN_STAFF, takes=ClockChangeSerializer, gives=ClockSerializer, problems=[400, 403])
    def patch(self, request: Request, run: str) -> Response:
        """Play by hand, one day every so many seconds, or by a timetable (instructors)."""
        control.change_clock(self.access.run, **checked(ClockChangeSerializer, request))
        return Response({name: getattr(self.access.run, name) for name in ("clock", "pace_seconds", "timetable")})
