"""A new course with somebody who can sign in and teach it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from simlab.runs.models import Course, Seat, SeatRole
from simlab.runs.people.courses import NewCourse, create_course
from simlab.runs.people.numbers import is_number, plain_number
from simlab.runs.people.refusals import PeopleRefused
from simlab.runs.people.seats import NewSeat, add_seat
from simlab.runs.people.slips import make_slips


@dataclass(frozen=True)
class OpenedCourse:
    course: Course
    seat: Seat
    pass_phrase: str


@transaction.atomic
def open_course(new: NewCourse, *, number: str, name: str) -> OpenedCourse:
    """The course, its first instructor, and their sign-in."""
    number = plain_number(number)
    if not is_number(number):
        raise PeopleRefused("odd_number", "/instructor_number")
    course = create_course(new)
    seat = add_seat(course, None, NewSeat(number=number, name=name, role=SeatRole.INSTRUCTOR))
    [slip] = make_slips(course, None, [seat])
    return OpenedCourse(course, seat, slip.pass_phrase)
