"""A class list is taken whole or not at all, and only after somebody has seen what it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from simlab.runs.audit import record
from simlab.runs.models import Course, Seat, Section, Team
from simlab.runs.people.refusals import PeopleRefused
from simlab.runs.people.roster.difference import Change, Difference, Newcomer, difference
from simlab.runs.people.roster.reading import Roster
from simlab.runs.people.seats import NewSeat, create_seats

_COLUMNS = ["role", "section", "team", "team_role", "extra_time_percent", "left_at"]


@transaction.atomic
def import_roster(course: Course, actor: Seat, roster: Roster, *, whole: bool, confirmed: str) -> Difference:
    """Write the difference that was confirmed by its digest; refused if the course has changed since."""
    Course.objects.select_for_update().get(pk=course.pk)
    found = difference(course, roster, whole=whole)
    if found.digest != confirmed:
        raise PeopleRefused("roster_changed", "/confirm")
    sections = _groups(Section, course, found.new_sections)
    teams = _groups(Team, course, found.new_teams)
    made = create_seats(course, [_new_seat(new, sections, teams) for new in found.added])
    _change_seats(course, found.changed, sections, teams)
    leaving = Seat.objects.filter(course=course, public_id__in=[leaver.seat for leaver in found.leaves])
    leaving.update(left_at=timezone.now())
    record("roster_imported", actor=actor, course=course, subject=str(course.pk), detail=_told(found, made))
    return found


def _groups(kind: Any, course: Course, new: Sequence[str]) -> dict[str, Any]:
    kind.objects.bulk_create([kind(course=course, name=name) for name in new])
    return {group.name: group for group in kind.objects.filter(course=course)}


def _new_seat(new: Newcomer, sections: Mapping[str, Section], teams: Mapping[str, Team]) -> NewSeat:
    return NewSeat(
        number=new.number,
        name=new.name,
        role=new.role,
        section=sections.get(new.section),
        team=teams.get(new.team),
        team_role=new.team_role,
        extra_time_percent=new.extra_time_percent,
    )


def _change_seats(
    course: Course, changes: Sequence[Change], sections: Mapping[str, Section], teams: Mapping[str, Team]
) -> None:
    found = Seat.objects.filter(course=course, public_id__in=[change.seat for change in changes])
    seats = {str(seat.public_id): seat for seat in found.select_related("user")}
    renamed: list[User] = []
    for change in changes:
        seat, after = seats[change.seat], {name: values[1] for name, values in change.fields.items()}
        seat.left_at = None
        name = after.pop("name", None)
        if name and seat.user is not None:
            seat.user.first_name, seat.user.last_name = name, ""
            renamed.append(seat.user)
        if "section" in after:
            after["section"] = sections.get(after["section"])
        if "team" in after:
            after["team"] = teams.get(after["team"])
        for column, value in after.items():
            setattr(seat, column, value)
    Seat.objects.bulk_update(list(seats.values()), _COLUMNS)
    User.objects.bulk_update(renamed, ["first_name", "last_name"])


def _told(found: Difference, made: Sequence[Seat]) -> dict[str, Any]:
    """For the audit chain: seats by their random ids, and every change of a role."""
    roles = {change.seat: change.fields["role"] for change in found.changed if "role" in change.fields}
    return {
        "added": {str(seat.public_id): seat.role for seat in made},
        "changed": [change.seat for change in found.changed],
        "left": [leaver.seat for leaver in found.leaves],
        "roles": roles,
    }
