"""Scorecards: the own store's for students, all of a run for those who teach or grade."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import marked_run, store_access
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.scorecards import run_scorecards, store_scorecard
from simlab.classroom.schemas.scorecards import ScorecardSerializer
from simlab.classroom.views import ApiView


class ScorecardView(ApiView):
    @endpoint("scorecard_read", gives=ScorecardSerializer)
    def get(self, request: Request, store: str) -> Response:
        """The latest scorecard of a store; 404 until it is scored."""
        return Response(store_scorecard(store_access(request.user, store)))


class ScorecardsView(ApiView):
    @endpoint("scorecards_list", gives=ScorecardSerializer(many=True), problems=[403])
    def get(self, request: Request, run: str) -> Response:
        """The latest scorecards of a run's teams; graders see aliases."""
        return Response(run_scorecards(marked_run(request.user, run)))
