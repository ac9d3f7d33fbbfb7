"""Everything that is kept of a person, for that person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from simlab.classroom.models import AccessToken, Announcement, Profile, ReportOpening
from simlab.runs.models import AuditEntry, Decision, FreeText, RunState, Seat, Store

Shown = dict[str, Any]
_SEAT = (
    "public_id",
    "role",
    "student_number",
    "team_role",
    "extra_time_percent",
    "anonymous",
    "seen_at",
    "left_at",
)


def data_of(user: User) -> Shown:
    """Account, seats and what was done from them. The password and the keys of tokens are kept as hashes only, so they are not in it."""
    seats = Seat.objects.filter(user=user).order_by("id")
    profile = Profile.objects.filter(user=user).values("language", "notice_version", "notice_at").first()
    return {
        "account": {
            "username": user.username,
            "name": user.get_full_name(),
            "email": user.email,
            "joined_at": user.date_joined,
            "last_sign_in_at": user.last_login,
            **(profile or {}),
        },
        **data_of_seats(seats),
    }


def data_of_seats(seats: QuerySet[Seat]) -> Shown:
    """`stores` names the stores of the teams, whose figures and scorecards have addresses of their own."""
    keys = [str(key) for key in seats.values_list("public_id", flat=True)]
    return {
        "seats": _rows(
            seats, *_SEAT, course="course__name", term="course__term", section="section__name", team="team__name"
        ),
        "stores": _rows(_stores(seats), "id", en="name_en", zh="name_zh", run="world__run_id"),
        "decisions": _rows(
            Decision.objects.filter(Q(seat__in=seats) | Q(approved_by__in=seats)),
            *("id", "run_id", "store_id", "kind", "day", "effective_day", "payload", "state", "created_at"),
            made_with="source",
            made_by="seat__public_id",
            approved_by_seat="approved_by__public_id",
        ),
        "texts": _rows(FreeText.objects.filter(seat__in=seats), "salted_hash", "text", "created_at"),
        "announcements": _rows(Announcement.objects.filter(seat__in=seats), "run_id", "day", "text", "created_at"),
        "reports_opened": _rows(ReportOpening.objects.filter(seat__in=seats), "run_id", "report", "day", "at"),
        "tokens": _rows(
            AccessToken.objects.filter(seat__in=seats),
            *("name", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"),
        ),
        "audit": _rows(
            AuditEntry.objects.filter(Q(actor__in=keys) | Q(subject__in=keys)),
            "number",
            "at",
            "action",
            "actor",
            "subject",
        ),
    }


def _stores(seats: QuerySet[Seat]) -> QuerySet[Store]:
    return Store.objects.filter(team__seats__in=seats).exclude(world__run__state=RunState.DRAFT)


def _rows(rows: QuerySet[Any], *names: str, **renamed: str) -> list[Mapping[str, Any]]:
    """These columns of the rows, some under another name; numbers of rows as texts, as everywhere in the API."""
    columns = {name: name for name in names} | renamed
    found = rows.order_by("pk").values(*columns.values())
    keys = {column for column in columns.values() if column.rpartition("_")[2] == "id"}
    return [{name: _told(row[column], column in keys) for name, column in columns.items()} for row in found]


def _told(value: Any, is_key: bool) -> Any:
    return str(value) if is_key and value is not None else value
