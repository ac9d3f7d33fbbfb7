"""A class list comes in, slips go out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import section_in
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.problems import RosterRefused
from simlab.classroom.rules import COURSE_OWNER, COURSE_STAFF
from simlab.classroom.schemas.roster import (
    DifferenceSerializer,
    JoinSerializer,
    RosterUploadSerializer,
    SlipsSerializer,
    SlipsWantedSerializer,
)
from simlab.classroom.views import OfCourse
from simlab.runs.models import Course, Seat, SeatRole
from simlab.runs.people.roster.difference import Change, Difference, difference
from simlab.runs.people.roster.importing import import_roster
from simlab.runs.people.roster.mistakes import RosterMistakes
from simlab.runs.people.roster.reading import read_roster
from simlab.runs.people.roster.sheets import MOST_BYTES
from simlab.runs.people.slips import Slip, make_slips


class RosterView(OfCourse):
    parser_classes = [MultiPartParser]
    most_bytes = 2 * MOST_BYTES  # so that a list somewhat too large is answered by name

    @endpoint(
        "roster_import",
        COURSE_OWNER,
        takes={"multipart/form-data": RosterUploadSerializer},
        gives=DifferenceSerializer,
        problems=[400, 403],
    )
    def post(self, request: Request, course: str) -> Response:
        """What a class list would change; confirmed, it is written, whole or not at all (instructors)."""
        asked = checked(RosterUploadSerializer, request)
        whole, confirmed = asked.get("whole", False), asked.get("confirm", "")
        try:
            roster = read_roster(asked["file"].read())
            if confirmed:
                actor = self.access.seat
                found = import_roster(self.access.course, actor, roster, whole=whole, confirmed=confirmed)
            else:
                found = difference(self.access.course, roster, whole=whole)
        except RosterMistakes as mistakes:
            raise RosterRefused(mistakes.mistakes) from None
        return Response(_shown(found, applied=bool(confirmed)))


class JoinView(OfCourse):
    @endpoint("join_read", COURSE_STAFF, gives=JoinSerializer, problems=[403])
    def get(self, request: Request, course: str) -> Response:
        """Where students join, as an address and as a QR code to project (instructors and assistants)."""
        return Response(_join(request, self.access.course))


class SlipsView(OfCourse):
    @endpoint("slips_make", COURSE_OWNER, takes=SlipsWantedSerializer, gives=SlipsSerializer, problems=[400, 403])
    def post(self, request: Request, course: str) -> Response:
        """New pass phrases to be printed and handed out; what these people had before ends (instructors)."""
        seats = self._wanted(checked(SlipsWantedSerializer, request))
        slips = make_slips(self.access.course, self.access.seat, seats)
        join = _join(request, self.access.course)
        shown = [_shown_slip(slip) for slip in slips]
        return Response({"course": self.access.course.name, "join": join, "slips": shown})

    def _wanted(self, asked: dict[str, Any]) -> list[Seat]:
        seats = Seat.objects.filter(course=self.access.course, left_at=None).exclude(student_number="")
        seats = seats.select_related("user", "team", "section").order_by(
            "section__name", "team__name", "student_number"
        )
        if asked["seats"]:
            return list(seats.filter(public_id__in=asked["seats"]))
        seats = seats.filter(role=SeatRole.STUDENT)
        if asked["section"]:
            seats = seats.filter(section=section_in(self.access.course, asked["section"]))
        return list(seats if asked["renew"] else seats.filter(user__password__startswith=UNUSABLE_PASSWORD_PREFIX))


def _join(request: Request, course: Course) -> dict[str, str]:
    origin = settings.JOIN_ORIGIN or request.build_absolute_uri("/").rstrip("/")
    url = f"{origin}/join?code={course.class_code}"
    qr = segno.make(url, error="m", micro=False).svg_data_uri(scale=4, border=2)
    return {"class_code": course.class_code, "url": url, "qr": qr}


def _shown_slip(slip: Slip) -> dict[str, str]:
    seat = slip.seat
    return {
        "seat": str(seat.public_id),
        "student_number": seat.student_number,
        "name": seat.user.get_full_name() if seat.user else "",
        "section": seat.section.name if seat.section else "",
        "team": seat.team.name if seat.team else "",
        "pass_phrase": slip.pass_phrase,
    }


def _shown(found: Difference, *, applied: bool) -> dict[str, Any]:
    return {
        "applied": applied,
        "digest": found.digest,
        "added": [asdict(new) for new in found.added],
        "changed": [_shown_change(change) for change in found.changed],
        "leaves": [asdict(leaver) for leaver in found.leaves],
        "unchanged": len(found.unchanged),
        "new_sections": found.new_sections,
        "new_teams": found.new_teams,
    }


def _shown_change(change: Change) -> dict[str, Any]:
    changes = [
        {"field": field, "before": str(before), "after": str(after)} for field, (before, after) in change.fields.items()
    ]
    about = {name: getattr(change, name) for name in ("seat", "number", "name", "returns")}
    return about | {"changes": changes}
