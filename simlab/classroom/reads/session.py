"""What a signed-in person takes part in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from simlab.classroom.access import sees
from simlab.classroom.briefing import briefing
from simlab.classroom.models import Profile
from simlab.runs.models import Run, Seat, SeatRole, Store

Shown = dict[str, Any]


def session_of(user: Any, only: Seat | None = None) -> Shown:
    """The person, the runs of all courses with a seat in them (newest first), and the place in the newest.

    `only`: whoever comes with a token is in no other seat.
    """
    if not user.is_authenticated:
        nobody: Shown = {"user": None, "role": None, "course": None, "courses": [], "runs": [], "store": None}
        return nobody | {"is_new": not User.objects.exists()}
    own = _seats(user).filter(pk=only.pk) if only else _seats(user)
    seats = {seat.course_id: seat for seat in own.select_related("course").order_by("id")}
    runs = _watched(seats)
    stores = _own_stores(runs, seats)
    first = seats[runs[0].course_id] if runs else next(iter(seats.values()), None)
    return {
        "user": {
            "id": str(user.pk),
            "username": user.get_username(),
            "name": user.get_full_name() or user.get_username(),
            "language": _language(user),
            "is_admin": user.is_superuser,
        },
        "role": first.role if first else None,
        "course": _shown_course(first) if first else None,
        "courses": [_shown_course(seat) for seat in reversed(seats.values())],
        "is_new": False,
        "runs": [_run_brief(run, seats[run.course_id], stores.get(run.pk)) for run in runs],
        "store": stores.get(runs[0].pk) if runs else None,
    }


def visible_run_ids(user: Any) -> list[str]:
    """The runs that this person may watch."""
    seats = {seat.course_id: seat for seat in _seats(user)}
    return [str(run.pk) for run in _watched(seats)]


def _shown_course(seat: Seat) -> Shown:
    names = ("name", "term", "language", "time_zone")
    return {"id": str(seat.course_id), "role": seat.role} | {name: getattr(seat.course, name) for name in names}


def _language(user: Any) -> str | None:
    return Profile.objects.filter(user=user).exclude(language="").values_list("language", flat=True).first()


def _seats(user: Any) -> QuerySet[Seat]:
    return Seat.objects.filter(user=user, left_at=None)


def shown_name(store: Store) -> dict[str, str]:
    return {"en": store.name_en, "zh": store.name_zh}


def _watched(seats: dict[int, Seat]) -> list[Run]:
    """The runs of these seats' courses, the newest first; the own practice comes after what the class plays together."""
    runs = Run.objects.filter(course_id__in=list(seats)).filter(Q(owner=None) | Q(owner__in=list(seats.values())))
    found = runs.select_related("scenario_version").defer("scenario_version__document").order_by("-id")
    return sorted((run for run in found if sees(seats[run.course_id], run)), key=lambda run: run.owner_id is not None)


def _own_stores(runs: list[Run], seats: dict[int, Seat]) -> dict[int, Shown]:
    teams = [seat.team_id for seat in seats.values() if seat.role == SeatRole.STUDENT and seat.team_id]
    practised = [run.pk for run in runs if run.owner_id is not None]
    own = Q(team_id__in=teams, world__run__in=runs) | Q(world__run__in=practised, policy="")
    stores = Store.objects.filter(own).select_related("world")
    return {
        store.world.run_id: {"id": str(store.pk), "run": str(store.world.run_id), "name": shown_name(store)}
        for store in stores
    }


def _run_brief(run: Run, seat: Seat, store: Shown | None) -> Shown:
    return {
        "id": str(run.pk),
        "title": shown_title(run),
        "course": str(run.course_id),
        "role": seat.role,
        "state": run.state,
        "day": run.day,
        "days": run.days,
        "date": briefing(run).date_of(run.day),
        "is_practice": run.owner_id is not None,
        "store": store,
    }


def shown_title(run: Run) -> dict[str, str]:
    """What the instructor called the run; a run called after its scenario has that name in every language."""
    title = briefing(run).scenario["title"]
    return title if run.title in ("", *title.values()) else {"en": run.title, "zh": run.title}
