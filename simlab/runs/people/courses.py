"""Institutions and courses, and the sections and teams of a course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from simlab.runs.audit import record
from simlab.runs.models import Course, Institution, Seat, Section, Store, Team, new_class_code
from simlab.runs.people.refusals import PeopleRefused

Group = Section | Team


@dataclass(frozen=True)
class NewCourse:
    """What a platform administrator says about a course."""

    institution: Institution
    name: str
    term: str
    language: str = "en"
    time_zone: str = "Asia/Shanghai"


def create_institution(name: str) -> Institution:
    institution, is_new = Institution.objects.get_or_create(name=name)
    if not is_new:
        raise PeopleRefused("name_taken", "/name")
    return institution


@transaction.atomic
def create_course(new: NewCourse) -> Course:
    course = Course.objects.create(
        institution=new.institution,
        name=new.name,
        term=new.term,
        language=new.language,
        time_zone=new.time_zone,
    )
    record("course_created", actor=None, course=course, subject=str(course.pk))
    return course


@transaction.atomic
def change_course(course: Course, actor: Seat, changes: dict[str, Any]) -> None:
    """`ended` sets or takes back the end of the course, from which the keeping of personal data is counted."""
    fields = dict(changes)
    if "ended" in fields:
        ended = fields.pop("ended")
        fields["ended_at"] = (course.ended_at or timezone.now()) if ended else None
    for name, value in fields.items():
        setattr(course, name, value)
    course.save(update_fields=list(fields))
    record("course_changed", actor=actor, course=course, subject=str(course.pk), detail={"fields": sorted(changes)})


@transaction.atomic
def renew_class_code(course: Course, actor: Seat) -> str:
    """The old code opens nothing from now on; who is signed in stays so."""
    course.class_code = new_class_code()
    course.save(update_fields=["class_code"])
    record("class_code_renewed", actor=actor, course=course, subject=str(course.pk))
    return course.class_code


@transaction.atomic
def add_group(kind: type[Section] | type[Team], course: Course, actor: Seat, name: str) -> Group:
    """A new section or team."""
    group, is_new = kind.objects.get_or_create(course=course, name=name)
    if not is_new:
        raise PeopleRefused("name_taken", "/name")
    record(f"{_word(kind)}_added", actor=actor, course=course, subject=str(group.pk))
    return group


@transaction.atomic
def rename_group(group: Group, actor: Seat, name: str) -> None:
    """Stores keep the name that their team had when the run was made: a market does not rename its sellers."""
    if type(group).objects.filter(course=group.course, name=name).exclude(pk=group.pk).exists():
        raise PeopleRefused("name_taken", "/name")
    group.name = name
    group.save(update_fields=["name"])
    record(f"{_word(type(group))}_renamed", actor=actor, course=group.course, subject=str(group.pk))


@transaction.atomic
def remove_group(group: Group, actor: Seat) -> None:
    """Only one that is empty; a team that has had a store stays for its record."""
    if group.seats.filter(left_at=None).exists():
        raise PeopleRefused("group_not_empty")
    if isinstance(group, Team) and Store.objects.filter(team=group).exists():
        raise PeopleRefused("team_has_store")
    number = str(group.pk)
    group.delete()
    record(f"{_word(type(group))}_removed", actor=actor, course=group.course, subject=number)


def _word(kind: type[Section] | type[Team]) -> str:
    return "section" if kind is Section else "team"
