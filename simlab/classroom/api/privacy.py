"""What is kept of a person: told, handed out, erased; and the record of who did what."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import seat_in
from simlab.classroom.api.lists import queried
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.privacy.erasure import erase_person
from simlab.classroom.privacy.handing_out import person_data, seat_data
from simlab.classroom.privacy.notice import mark_read, notice_for
from simlab.classroom.reads import audit
from simlab.classroom.rules import COURSE_OWNER, PERSON, PUBLIC
from simlab.classroom.schemas.audit import AuditPageSerializer, AuditQuerySerializer, DeedCountSerializer
from simlab.classroom.schemas.notice import NoticeReadSerializer, NoticeSerializer
from simlab.classroom.schemas.persons import PersonDataSerializer, SeatsDataSerializer
from simlab.classroom.views import ApiView, OfCourse


class NoticeView(ApiView):
    @endpoint("notice_read", PUBLIC, gives=NoticeSerializer, without=[401, 404])
    def get(self, request: Request) -> Response:
        """The privacy notice in both languages, also for those who have not signed in."""
        return Response(notice_for(request.user))

    @endpoint("notice_acknowledge", PERSON, takes=NoticeReadSerializer, gives=NoticeSerializer, problems=[400, 403])
    def post(self, request: Request) -> Response:
        """The person has read this version of the notice."""
        mark_read(request.user, checked(NoticeReadSerializer, request)["version"])
        return Response(notice_for(request.user))


class AuditView(OfCourse):
    @endpoint(
        "audit_list", COURSE_OWNER, gives=AuditPageSerializer, parameters=[AuditQuerySerializer], problems=[400, 403]
    )
    def get(self, request: Request, course: str) -> Response:
        """Who did what in the course, newest first; persons by the random ids of their seats (instructors)."""
        return Response(audit.shown(audit.entries(self.access.course, queried(AuditQuerySerializer, request))))


class AuditCountsView(OfCourse):
    @endpoint("audit_counts", COURSE_OWNER, gives=DeedCountSerializer(many=True), problems=[403])
    def get(self, request: Request, course: str) -> Response:
        """How often each thing was done in the course, failed sign-ins among them (instructors)."""
        return Response(audit.counts(self.access.course))


class OwnDataView(ApiView):
    @endpoint("own_data", PERSON, gives=PersonDataSerializer)
    def get(self, request: Request) -> Response:
        """Everything that is kept of the person who asks."""
        return Response(person_data(request.user))


class SeatDataView(OfCourse):
    @endpoint("seat_data", COURSE_OWNER, gives=SeatsDataSerializer, problems=[403])
    def get(self, request: Request, course: str, seat: str) -> Response:
        """What this course keeps of a person, to hand it to them (instructors)."""
        return Response(seat_data(seat_in(self.access.course, seat), self.access.seat))

    @endpoint("person_erase", COURSE_OWNER, gives=None, status=204, problems=[400, 403])
    def delete(self, request: Request, course: str, seat: str) -> Response:
        """Erase the person of a seat for good: account, name, number, texts, tokens. Decisions stay with the nameless seat (instructors)."""
        erase_person(seat_in(self.access.course, seat), self.access.seat)
        return Response(status=204)
