"""What is kept of a person: handed out, and erased."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import seat_in
from simlab.classroom.contract import endpoint
from simlab.classroom.privacy.erasure import erase_person
from simlab.classroom.privacy.handing_out import person_data, seat_data
from simlab.classroom.rules import COURSE_OWNER, PERSON
from simlab.classroom.schemas.persons import PersonDataSerializer, SeatsDataSerializer
from simlab.classroom.views import ApiView, OfCourse


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
