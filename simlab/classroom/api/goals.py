"""Goals of a team, of all teams for those who teach, and the points they bring."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.goals import set_points_rules
from simlab.classroom.reads.goals import rules, run_goals, store_goals
from simlab.classroom.rules import RUN_SEATED, RUN_STAFF, STORE_READERS
from simlab.classroom.schemas.goals import PointsRulesSerializer, RunGoalsSerializer, StoreGoalsSerializer
from simlab.classroom.views import OfRun, OfStore


class StoreGoalsView(OfStore):
    @endpoint("store_goals_read", STORE_READERS, gives=StoreGoalsSerializer)
    def get(self, request: Request, store: str) -> Response:
        """The team's goals with progress, and what it should be reminded of. A goal is set by the decision `set_goal`."""
        return Response(store_goals(self.access))


class RunGoalsView(OfRun):
    @endpoint("run_goals_read", RUN_STAFF, gives=RunGoalsSerializer, problems=[403])
    def get(self, request: Request, run: str) -> Response:
        """How all teams stand to their goals, and who should be reminded."""
        return Response(run_goals(self.access))


class PointsRulesView(OfRun):
    @endpoint("goal_rules_read", RUN_SEATED, gives=PointsRulesSerializer)
    def get(self, request: Request, run: str) -> Response:
        """The points that goals bring in this run."""
        return Response(rules(self.access.run))

    @endpoint(
        "goal_rules_set", RUN_STAFF, takes=PointsRulesSerializer, gives=PointsRulesSerializer, problems=[400, 403]
    )
    def put(self, request: Request, run: str) -> Response:
        """Say what reaching or missing a goal brings: points of the rubric, never money in the world."""
        asked: list[dict[str, Any]] = checked(PointsRulesSerializer, request)["rules"]
        set_points_rules(self.access.run, self.access.seat, asked)
        return Response(rules(self.access.run))
