"""Personal data are kept for so many days after a course has ended, and no longer."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from simlab.classroom.privacy.erasure import erase_persons
from simlab.runs.models import Course, Seat

_OF_SOMEBODY = ~Q(user=None, student_number="")


def erase_what_is_over() -> int:
    """Erase the persons of every course whose time is up; how many."""
    now, erased = timezone.now(), 0
    for course in Course.objects.exclude(ended_at=None).filter(seats__in=Seat.objects.filter(_OF_SOMEBODY)).distinct():
        assert course.ended_at is not None
        if course.ended_at + timedelta(days=course.keep_days) > now:
            continue
        seats = list(Seat.objects.filter(_OF_SOMEBODY, course=course))
        erase_persons(course, seats)
        erased += len(seats)
    return erased
