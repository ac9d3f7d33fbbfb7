"""The instructor's board, and announcements to everybody in a run."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom import control
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.announcements import announcement, announcements
from simlab.classroom.reads.board import board
from simlab.classroom.rules import RUN_SEATED, RUN_STAFF
from simlab.classroom.schemas.board import AnnouncementSerializer, BoardSerializer, NewAnnouncementSerializer
from simlab.classroom.views import OfRun


class BoardView(OfRun):
    @endpoint("board_read", RUN_STAFF, gives=BoardSerializer, problems=[403])
    def get(self, request: Request, run: str) -> Response:
        """Every team's money, account, cases, last decision and seats; days asked for and not closed (staff)."""
        return Response(board(self.access.run))


class AnnouncementsView(OfRun):
    @endpoint("announcements_list", RUN_SEATED, gives=AnnouncementSerializer(many=True))
    def get(self, request: Request, run: str) -> Response:
        """What the instructor has said in this run, the latest first."""
        return Response(announcements(self.access.run))

    @endpoint(
        "announce",
        RUN_STAFF,
        takes=NewAnnouncementSerializer,
        gives=AnnouncementSerializer,
        status=201,
        problems=[400, 403],
    )
    def post(self, request: Request, run: str) -> Response:
        """Say something to everybody in the run (staff)."""
        said = control.announce(self.access, checked(NewAnnouncementSerializer, request)["text"])
        return Response(announcement(self.access.run, said), status=201)
