"""The people of a course, one by one; whole class lists come by `roster`."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import seat_in, section_in, team_in
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.problems import Refused
from simlab.classroom.reads import people as reads
from simlab.classroom.rules import COURSE_OWNER, COURSE_STAFF
from simlab.classroom.schemas.seats import (
    AnonymousSeatsSerializer,
    NewSeatSerializer,
    SeatChangeSerializer,
    SeatSerializer,
)
from simlab.classroom.views import OfCourse
from simlab.runs.models import Course, Section, Team
from simlab.runs.people import seats


class SeatsView(OfCourse):
    @endpoint("seats_list", COURSE_STAFF, gives=SeatSerializer(many=True), problems=[403])
    def get(self, request: Request, course: str) -> Response:
        """Every seat of the course, also of those who left (instructors and assistants)."""
        return Response(reads.seats(self.access.course))

    @endpoint("seat_add", COURSE_OWNER, takes=NewSeatSerializer, gives=SeatSerializer, status=201, problems=[400, 403])
    def post(self, request: Request, course: str) -> Response:
        """One more person; the slip with which they sign in is made by itself (instructors)."""
        asked = _placed(self.access.course, checked(NewSeatSerializer, request))
        new = seats.NewSeat(number=asked.pop("student_number"), **asked)
        return Response(reads.shown_seat(seats.add_seat(self.access.course, self.access.seat, new)), status=201)


class SeatView(OfCourse):
    @endpoint("seat_change", COURSE_OWNER, takes=SeatChangeSerializer, gives=SeatSerializer, problems=[400, 403])
    def patch(self, request: Request, course: str, seat: str) -> Response:
        """Change role, section, team, team role, extra time, name or number; leave or come back (instructors)."""
        found = seat_in(self.access.course, seat)
        asked = _placed(self.access.course, checked(SeatChangeSerializer, request))
        seats.change_seat(found, self.access.seat, asked)
        return Response(reads.shown_seat(found))


class AnonymousSeatsView(OfCourse):
    @endpoint(
        "anonymous_seats_add",
        COURSE_OWNER,
        takes=AnonymousSeatsSerializer,
        gives=SeatSerializer(many=True),
        status=201,
        problems=[400, 403],
    )
    def post(self, request: Request, course: str) -> Response:
        """Seats with made-up names for whoever holds their slips (instructors)."""
        asked = checked(AnonymousSeatsSerializer, request)
        section = _section(self.access.course, asked.get("section"))
        teams = [
            _team(self.access.course, team, f"/teams/{place}") for place, team in enumerate(asked.get("teams", []))
        ]
        made = seats.add_anonymous_seats(self.access.course, self.access.seat, asked["count"], section, teams)
        return Response(reads.seats(self.access.course, {seat.pk for seat in made}), status=201)


def _placed(course: Course, asked: dict[str, Any]) -> dict[str, Any]:
    """Section and team as rows of this course."""
    if "section" in asked:
        asked["section"] = _section(course, asked["section"])
    if "team" in asked:
        asked["team"] = asked["team"] and _team(course, asked["team"], "/team")
    return asked


def _section(course: Course, section: str | None) -> Section | None:
    try:
        return section_in(course, section) if section else None
    except Http404:
        raise Refused("not_in_course", "/section") from None


def _team(course: Course, team: str, pointer: str) -> Team:
    try:
        return team_in(course, team)
    except Http404:
        raise Refused("not_in_course", pointer) from None
