"""Who is there: every team of a run with its people, and who has no team."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from simlab.classroom.reads.people import name_of
from simlab.classroom.reads.session import shown_name
from simlab.runs.models import BotSpell, Run, Seat, SeatRole, Store

Shown = dict[str, Any]
HERE = dt.timedelta(minutes=3)  # a page that is open shows itself twice a minute


def check_in(run: Run) -> Shown:
    seats = _seats_by_team(run)
    bots = {spell.store_id: spell.from_day for spell in BotSpell.objects.filter(store__world__run=run, until_day=None)}
    stores = Store.objects.filter(world__run=run, team__isnull=False).select_related("team")
    teams = [
        _shown_team(store, seats.pop(store.team_id, []), bots.get(store.pk))
        for store in stores.order_by("world__number", "number")
    ]
    others = [seat for group in seats.values() for seat in group]
    return {"teams": teams, "without_store": others}


def _shown_team(store: Store, seats: list[Shown], from_day: int | None) -> Shown:
    return {
        "store": str(store.pk),
        "name": shown_name(store),
        "team": store.team.name if store.team else "",
        "bot": store.policy or None,
        "bot_from_day": from_day,
        "is_empty": not any(seat["is_here"] for seat in seats),
        "seats": seats,
    }


def _seats_by_team(run: Run) -> dict[int | None, list[Shown]]:
    rows = Seat.objects.filter(course=run.course_id, role=SeatRole.STUDENT, left_at=None).order_by(
        "student_number", "id"
    )
    columns = ("public_id", "student_number", "seen_at", "team_id")
    found: dict[int | None, list[Shown]] = {}
    now = timezone.now()
    for row in rows.values(*columns, "user__first_name", "user__last_name", "user__username"):
        shown = {
            "id": str(row["public_id"]),
            "student_number": row["student_number"],
            "name": name_of(dict(row)),
            "seen_at": row["seen_at"],
            "is_here": row["seen_at"] is not None and now - row["seen_at"] < HERE,
        }
        found.setdefault(row["team_id"], []).append(shown)
    return found
