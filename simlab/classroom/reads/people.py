"""A course and its people, for those who teach it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q, QuerySet

from simlab.runs.models import Course, Institution, Seat, Section, Team
from simlab.runs.people.seats import team_roles

Shown = dict[str, Any]
_TEXTS = ("name", "term", "language", "time_zone")
_SEAT_COLUMNS = (
    "public_id",
    "student_number",
    "role",
    "section_id",
    "team_id",
    "team_role",
    "extra_time_percent",
    "anonymous",
    "seen_at",
    "left_at",
)


def shown_institution(institution: Institution) -> Shown:
    return {"id": str(institution.pk), "uuid": str(institution.uuid), "name": institution.name}


def shown_course(course: Course) -> Shown:
    names = (*_TEXTS, "class_code", "roles_enforced", "ended_at", "keep_days")
    return {
        "id": str(course.pk),
        "institution": shown_institution(course.institution),
        **{name: getattr(course, name) for name in names},
        "team_roles": team_roles(),
    }


def courses_of(user: Any) -> list[Shown]:
    """Courses with a seat of this person, newest first; an administrator sees every course."""
    seats = Seat.objects.filter(user=user, left_at=None)
    roles = dict(seats.values_list("course_id", "role"))
    courses = Course.objects.all() if user.is_superuser else Course.objects.filter(pk__in=roles)
    rows = courses.order_by("-pk").values("id", "name", "term", "institution__name", "ended_at")
    return [_course_row(dict(row), roles.get(row["id"])) for row in rows]


def groups(kind: type[Section] | type[Team], course: Course) -> list[Shown]:
    """Sections or teams by name."""
    present = Count("seats", filter=Q(seats__left_at=None))
    rows = kind.objects.filter(course=course).annotate(present=present).order_by("name")
    return [{"id": str(row.pk), "name": row.name, "seats": row.present} for row in rows]


def shown_group(group: Section | Team) -> Shown:
    return {"id": str(group.pk), "name": group.name, "seats": group.seats.filter(left_at=None).count()}


def seats(course: Course, only: Collection[int] | None = None) -> list[Shown]:
    """Every seat that the course ever had, or only these, by role and number."""
    rows = Seat.objects.filter(course=course).order_by("-role", "student_number", "id")
    if only is not None:
        rows = rows.filter(pk__in=only)
    return [_seat_row(row) for row in _with_names(rows)]


def shown_seat(seat: Seat) -> Shown:
    [row] = _with_names(Seat.objects.filter(pk=seat.pk))
    return _seat_row(row)


def _with_names(rows: QuerySet[Seat]) -> Any:
    return rows.values(*_SEAT_COLUMNS, "user__first_name", "user__last_name", "user__username", "user__password")


def _seat_row(row: Shown) -> Shown:
    password = row["user__password"] or UNUSABLE_PASSWORD_PREFIX
    return {
        "id": str(row["public_id"]),
        "name": name_of(row),
        "section": _id(row["section_id"]),
        "team": _id(row["team_id"]),
        **{name: row[name] for name in _SEAT_COLUMNS if name not in ("public_id", "section_id", "team_id")},
        "can_sign_in": not password.startswith(UNUSABLE_PASSWORD_PREFIX),
    }


def name_of(row: Shown) -> str:
    """The name of a seat's person; empty once they were erased."""
    full = f"{row['user__first_name'] or ''} {row['user__last_name'] or ''}".strip()
    return full or row["user__username"] or ""


def _course_row(row: Shown, role: str | None) -> Shown:
    shown = {name: row[name] for name in ("name", "term", "ended_at")}
    return {"id": str(row["id"]), "institution": row["institution__name"], "role": role, **shown}


def _id(key: int | None) -> str | None:
    return None if key is None else str(key)
