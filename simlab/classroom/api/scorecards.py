"""Scorecards: the own store's for students, all of a run for those who teach or grade."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.contract import endpoint
from simlab.classroom.reads.scorecards import run_scorecards, store_scorecard
from simlab.classroom.rules import RUN_MARKERS, STORE_READERS
from simlab.classroom.schemas.scorecards import ScorecardSerializer
from simlab.classroom.views import OfRun, OfStore


class ScorecardView(OfStore):
    @endpoint("scorecard_read", STORE_READERS, gives=ScorecardSerializer)
    def get(self, request: Request, store: str) -> Response:
        """The latest scorecard of a store; 404 until it is scored."""
        return Response(store_scorecard(self.access))


class ScorecardsView(OfRun):
    @endpoint("scorecards_list", RUN_MARKERS, gives=ScorecardSerializer(many=True), problems=[403])
    def get(self, request: Request, run: str) -> Response:
        """The latest scorecards of a run's teams; graders see aliases."""
        return Response(run_scorecards(self.access))
