"""The check-in of a run, and bots for empty seats."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import store_in
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.checkin import check_in
from simlab.classroom.rules import RUN_STAFF
from simlab.classroom.schemas.checkin import BotChoiceSerializer, CheckInSerializer, SeatedSerializer
from simlab.classroom.views import OfRun
from simlab.runs.seating import give_back, seat_bot


class CheckInView(OfRun):
    @endpoint("check_in_read", RUN_STAFF, gives=CheckInSerializer, problems=[403])
    def get(self, request: Request, run: str) -> Response:
        """Who of every team has been seen and when, and which seats a bot holds (instructors and assistants)."""
        return Response(check_in(self.access.run))


class BotView(OfRun):
    @endpoint("bot_seat", RUN_STAFF, takes=BotChoiceSerializer, gives=SeatedSerializer, problems=[400, 403])
    def put(self, request: Request, run: str, store: str) -> Response:
        """A bot decides for this team from the next day on; rounds that it touches are not scored."""
        bot = checked(BotChoiceSerializer, request)["bot"]
        day = seat_bot(store_in(self.access.run, store), self.access.seat, bot)
        return Response({"bot": bot, "from_day": day})

    @endpoint("bot_unseat", RUN_STAFF, gives=SeatedSerializer, problems=[400, 403])
    def delete(self, request: Request, run: str, store: str) -> Response:
        """The team decides again, from what the bot left."""
        day = give_back(store_in(self.access.run, store), self.access.seat)
        return Response({"bot": None, "from_day": day})
