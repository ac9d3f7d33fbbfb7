"""What a class list would change in a course, before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from simlab.runs.models import Course, Seat, SeatRole
from simlab.runs.people.roster.mistakes import Mistake, RosterMistakes
from simlab.runs.people.roster.reading import Entry, Roster
from simlab.runs.scenario.canonical import canonical_json

FIELDS = ("name", "role", "section", "team", "team_role", "extra_time_percent")


@dataclass(frozen=True)
class Change:
    """A person who is in the course and in the list. `fields`: name of the field, before, after; empty for nobody new."""

    seat: str
    number: str
    name: str
    returns: bool
    fields: dict[str, list[Any]]


@dataclass(frozen=True)
class Newcomer:
    number: str
    name: str
    role: str
    section: str
    team: str
    team_role: str
    extra_time_percent: int


@dataclass(frozen=True)
class Leaver:
    seat: str
    number: str
    name: str


@dataclass
class Difference:
    added: list[Newcomer] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    leaves: list[Leaver] = field(default_factory=list)
    new_sections: list[str] = field(default_factory=list)
    new_teams: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Names exactly this difference: whoever confirms it confirms what they saw."""
        return hashlib.sha256(canonical_json(asdict(self)).encode()).hexdigest()[:32]


def difference(course: Course, roster: Roster, *, whole: bool) -> Difference:
    """`whole`: students who are not in the list leave; with sections in the list, only those of its sections.

    Raises RosterMistakes where the list does not go with who is in the course.
    """
    seats = Seat.objects.filter(course=course).exclude(student_number="")
    standing = {seat.student_number: seat for seat in seats.select_related("user", "section", "team")}
    if mistakes := list(_against(standing, roster)):
        raise RosterMistakes(mistakes)
    entries, found = roster.entries, Difference()
    for entry in entries:
        seat = standing.get(entry.number)
        if seat is None:
            found.added.append(_newcomer(entry))
        else:
            change = _change(seat, entry)
            (found.changed if change.fields or change.returns else found.unchanged).append(change)
    if whole:
        found.leaves = list(_leavers(standing, entries))
    found.new_sections = _unknown(entries, "section", course.sections.values_list("name", flat=True))
    found.new_teams = _unknown(entries, "team", course.teams.values_list("name", flat=True))
    return found


def _newcomer(entry: Entry) -> Newcomer:
    return Newcomer(
        number=entry.number,
        name=entry.name,
        role=entry.role or SeatRole.STUDENT,
        section=entry.section or "",
        team=entry.team or "",
        team_role=entry.team_role or "",
        extra_time_percent=entry.extra_time_percent or 0,
    )


def _change(seat: Seat, entry: Entry) -> Change:
    before = standing_values(seat)
    after = {name: getattr(entry, name) for name in FIELDS}
    fields = {
        name: [before[name], after[name]] for name in FIELDS if after[name] is not None and after[name] != before[name]
    }
    return Change(str(seat.public_id), seat.student_number, before["name"], seat.left_at is not None, fields)


def standing_values(seat: Seat) -> Mapping[str, Any]:
    """What a list can say of a seat, as it stands."""
    return {
        "name": seat.user.get_full_name() if seat.user else "",
        "role": seat.role,
        "section": seat.section.name if seat.section else "",
        "team": seat.team.name if seat.team else "",
        "team_role": seat.team_role,
        "extra_time_percent": seat.extra_time_percent,
    }


def _leavers(standing: Mapping[str, Seat], entries: Sequence[Entry]) -> Iterator[Leaver]:
    listed = {entry.number for entry in entries}
    sections = {entry.section for entry in entries if entry.section}
    for number, seat in standing.items():
        stays = number in listed or seat.left_at is not None or seat.anonymous or seat.role != SeatRole.STUDENT
        elsewhere = bool(sections) and seat.section is not None and seat.section.name not in sections
        if not (stays or elsewhere):
            yield Leaver(str(seat.public_id), number, standing_values(seat)["name"])


def _unknown(entries: Sequence[Entry], name: str, known: Any) -> list[str]:
    wanted = {getattr(entry, name) for entry in entries} - {None, ""}
    return sorted(wanted - set(known))


def _against(standing: Mapping[str, Seat], roster: Roster) -> Iterator[Mistake]:
    """What is right in the list by itself and wrong in this course."""
    for entry in roster.entries:
        seat = standing.get(entry.number)
        if seat and seat.anonymous:
            yield roster.mistake(entry, "number", "number_of_slip")
        role = entry.role or (seat.role if seat else SeatRole.STUDENT)
        team = entry.team if entry.team is not None else (seat.team.name if seat and seat.team else "")
        if team and role != SeatRole.STUDENT:
            yield roster.mistake(entry, "team" if entry.team else "role", "team_of_staff")
    yield from _without_instructor(standing, roster)


def _without_instructor(standing: Mapping[str, Seat], roster: Roster) -> Iterator[Mistake]:
    listed = {entry.number: entry for entry in roster.entries if entry.role}
    teaching = [seat for seat in standing.values() if seat.role == SeatRole.INSTRUCTOR and seat.left_at is None]
    demoted = [
        listed[seat.student_number]
        for seat in teaching
        if seat.student_number in listed and listed[seat.student_number].role != SeatRole.INSTRUCTOR
    ]
    successor = any(entry.role == SeatRole.INSTRUCTOR for entry in roster.entries)
    if demoted and len(demoted) == len(teaching) and not successor:
        yield roster.mistake(demoted[0], "role", "last_instructor")
