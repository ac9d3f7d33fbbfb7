"""Who may see what, in one place. What a person may not see does not exist for them: 404, not 403.

A student has the own team's store and of the run what a seller could see; a grader and an enterprise mentor have
aliases only; an observer has what everybody in the course may see; those who teach have everything of the own courses.
Nobody is given the seed, the hidden parameters of the scenario or the future. `rules.py` names what is granted here.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from rest_framework.exceptions import PermissionDenied

from simlab.classroom.standing import Standing, standing
from simlab.runs.models import Course, Run, RunState, Seat, SeatRole, Section, Store, Team

_LARGEST_ID = (1 << 63) - 1
TEACHING = (SeatRole.INSTRUCTOR, SeatRole.ASSISTANT)
MARKING = (SeatRole.GRADER, SeatRole.MENTOR)


@dataclass(frozen=True)
class CourseAccess:
    """A course and the seat from which it is looked at."""

    course: Course
    seat: Seat

    @property
    def teaches(self) -> bool:
        return self.seat.role in TEACHING


@dataclass(frozen=True)
class RunAccess:
    """A run and the seat from which it is looked at."""

    run: Run
    seat: Seat

    @property
    def teaches(self) -> bool:
        return self.seat.role in TEACHING

    @property
    def grades(self) -> bool:
        return self.seat.role in MARKING

    def owns(self, store: Store) -> bool:
        if self.run.owner_id is not None:
            return self.run.owner_id == self.seat.pk and not store.policy
        return self.seat.role == SeatRole.STUDENT and store.team_id is not None and store.team_id == self.seat.team_id


class StoreAccess(RunAccess):
    """A store and the seat from which it is looked at; the rows are read when they are asked for."""

    def __init__(self, standing: Standing) -> None:
        object.__setattr__(self, "standing", standing)

    standing: Standing

    @property
    def teaches(self) -> bool:
        return self.standing.role in TEACHING

    @property
    def grades(self) -> bool:
        return self.standing.role in MARKING

    @property
    def owns_it(self) -> bool:
        place = self.standing
        if place.owner is not None:
            return place.owner == place.seat and not place.policy
        return place.role == SeatRole.STUDENT and place.team is not None and place.team == place.store_team

    @cached_property
    def run(self) -> Run:
        runs = Run.objects.select_related("scenario_version").defer("scenario_version__document")
        return runs.get(pk=self.standing.run)

    @cached_property
    def store(self) -> Store:
        return Store.objects.select_related("team", "world").get(pk=self.standing.store)

    @cached_property
    def seat(self) -> Seat:
        return Seat.objects.select_related("team").get(pk=self.standing.seat)


def platform_admin(user: Any, **_: str) -> None:
    """What no course owns: institutions, courses, their first instructors."""
    if not user.is_superuser:
        raise PermissionDenied


def course_access(user: Any, course: str, **_: str) -> CourseAccess:
    """The course, for everyone seated in it."""
    row = _first(Course.objects.select_related("institution"), course)
    return CourseAccess(course=row, seat=_seat(user, row.pk))


def staffed_course(user: Any, course: str, **_: str) -> CourseAccess:
    """The course, for those who teach it."""
    access = course_access(user, course)
    if not access.teaches:
        raise PermissionDenied
    return access


def owned_course(user: Any, course: str, **_: str) -> CourseAccess:
    """The course, for its instructors: people, roles, settings."""
    access = course_access(user, course)
    if access.seat.role != SeatRole.INSTRUCTOR:
        raise PermissionDenied
    return access


def run_access(user: Any, run: str, **_: str) -> RunAccess:
    """The run, for everyone seated in its course; a draft only for those who teach it, practice also for its owner."""
    row = _first(Run.objects.select_related("course", "scenario_version").defer("scenario_version__document"), run)
    seat = _seat(user, row.course_id)
    if not sees(seat, row):
        raise Http404
    return RunAccess(run=row, seat=seat)


def sees(seat: Seat, run: Run) -> bool:
    """Whether this seat of the run's course is to know of the run."""
    if seat.role in TEACHING:
        return True
    return run.state != RunState.DRAFT and run.owner_id in (None, seat.pk)


def own_practice(user: Any, practice: str, **_: str) -> RunAccess:
    """A practice run, for its owner."""
    access = run_access(user, practice)
    if access.run.owner_id is None:
        raise Http404
    if access.run.owner_id != access.seat.pk:
        raise PermissionDenied
    return access


def taught_run(user: Any, run: str, **_: str) -> RunAccess:
    """The run, for those who control it."""
    access = run_access(user, run)
    if not access.teaches:
        raise PermissionDenied
    return access


def instructed_run(user: Any, run: str, **_: str) -> RunAccess:
    """The run, for the instructors of its course: what is final."""
    access = run_access(user, run)
    if access.seat.role != SeatRole.INSTRUCTOR:
        raise PermissionDenied
    return access


def marked_run(user: Any, run: str, **_: str) -> RunAccess:
    """The run, for those who see all of its scorecards."""
    access = run_access(user, run)
    if not (access.teaches or access.grades):
        raise PermissionDenied
    return access


def store_access(user: Any, store: str, **_: str) -> StoreAccess:
    """The store, for its own team and for those who teach the course."""
    found = standing(user, row_number(store))
    if found is None:
        raise Http404
    access = StoreAccess(found)
    if not access.teaches and (found.state == RunState.DRAFT or not access.owns_it):
        raise Http404
    return access


def own_store(user: Any, store: str, **_: str) -> StoreAccess:
    """The store, for those who decide for it: its own team."""
    access = store_access(user, store)
    if not access.owns_it:
        raise PermissionDenied
    return access


def section_in(course: Course, section: str) -> Section:
    return _first(Section.objects.filter(course=course).select_related("course"), section)


def team_in(course: Course, team: str) -> Team:
    return _first(Team.objects.filter(course=course).select_related("course"), team)


def seat_in(course: Course, seat: str) -> Seat:
    """A seat by its random id, which is what everybody calls it by."""
    try:
        key = uuid.UUID(seat)
    except ValueError:
        raise Http404 from None
    found = Seat.objects.filter(course=course, public_id=key).select_related("course", "section", "team", "user")
    return _or_404(found.first())


def store_in(run: Run, store: str) -> Store:
    return _first(Store.objects.filter(world__run=run).select_related("team", "world__run"), store)


def row_number(text: str) -> int:
    """The id in an address; an address that cannot name a row names nothing."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > _LARGEST_ID:
        raise Http404
    return int(text)


def _first(rows: Any, row_id: str) -> Any:
    return _or_404(rows.filter(pk=row_number(row_id)).first())


def _or_404(row: Any) -> Any:
    if row is None:
        raise Http404
    return row


def _seat(user: Any, course_id: int) -> Seat:
    return _or_404(Seat.objects.filter(user=user, course_id=course_id, left_at=None).select_related("team").first())
