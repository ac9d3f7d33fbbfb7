"""The instructor's board: how every team of a run is getting on. A fixed number of queries, however many teams there are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from orders.selectors import accounts_of_all_stores, cases_of_all_stores, day_of_all_stores
from simlab.classroom.briefing import briefing
from simlab.classroom.figures import WINDOW_DAYS, profit_minor
from simlab.classroom.reads.session import shown_name
from simlab.core.states import AccountStanding
from simlab.runs.intents import ADVANCE
from simlab.runs.models import Decision, DecisionSource, Intent, Run, Seat, Store

Shown = dict[str, Any]
PRESENT = timedelta(minutes=3)  # pages ask for their run twice a minute
_NO_CASES = {"open": 0, "due": 0, "missed": 0}


def board(run: Run) -> Shown:
    """The run's own lag, and a row per store that a team or its owner plays, in the order of worlds."""
    work = Intent.objects.filter(run=run, done_at=None).aggregate(
        due_day=Max("due_day", filter=Q(kind=ADVANCE)), failed=Count("id", filter=Q(failed_at__isnull=False))
    )
    return {
        "day": run.day,
        "days": run.days,
        "days_waiting": max((work["due_day"] or 0) - run.day, 0),
        "failed": work["failed"],
        "next_due_at": run.next_due_at,
        "decisions_frozen": run.decisions_frozen,
        "teams": _teams(run),
    }


def _teams(run: Run) -> list[Shown]:
    last = run.day - 1
    figures = {(row["world"], row["store"]): row for row in day_of_all_stores(run.pk, last)} if run.day else {}
    accounts = accounts_of_all_stores(run.pk, last) if run.day else {}
    cases = cases_of_all_stores(run.pk, run.day, since_day=max(run.day - WINDOW_DAYS, 0))
    decided, seats, worth = _last_decisions(run), _seats(run), briefing(run).opening_worth_minor
    played = Store.objects.filter(Q(team__isnull=False) | Q(policy=""), world__run=run)
    rows = []
    for store in played.select_related("team", "world").order_by("world__number", "number"):
        place = store.world.number, store.number
        rows.append(
            {
                "store": str(store.pk),
                "name": shown_name(store),
                "team": store.team.name if store.team else None,
                "bot": store.policy or None,
                **_money(figures.get(place), worth),
                **_account(accounts.get(place)),
                "cases": cases.get(place, _NO_CASES),
                "last_decision": decided.get(store.pk),
                "seats": seats.get(store.team_id, {"all": 0, "present": 0, "last_seen_at": None}),
            }
        )
    return rows


def _money(day: Shown | None, opening_worth_minor: int) -> Shown:
    if day is None:
        return {"cash_minor": None, "profit_minor": None}
    return {
        "cash_minor": day["cash_minor"],
        "profit_minor": profit_minor(day, opening_worth_minor),
    }


def _account(row: Shown | None) -> Shown:
    """The worst of a store's marketplace accounts."""
    if row is None:
        return {"standing": None, "health_e4": None}
    return {"standing": AccountStanding(row["worst"]).name.lower(), "health_e4": row["lowest_e4"]}


def _last_decisions(run: Run) -> dict[int, Shown]:
    """What people decided last, by store; bots and the instructor's shocks do not count."""
    made = Decision.objects.filter(run=run, source__in=[DecisionSource.WEB, DecisionSource.API])
    rows = made.order_by().values("store").annotate(last_day=Max("day"), at=Max("created_at"), count=Count("id"))
    return {row["store"]: {"day": row["last_day"], "at": row["at"], "count": row["count"]} for row in rows}


def _seats(run: Run) -> dict[int | None, Shown]:
    """How many seats a team has, and how many of them are looking at a page."""
    there = Q(seen_at__gte=timezone.now() - PRESENT)
    seats = Seat.objects.filter(team__stores__world__run=run, left_at=None).order_by().values("team")
    rows = seats.annotate(
        all=Count("id", distinct=True), present=Count("id", filter=there, distinct=True), last_seen_at=Max("seen_at")
    )
    return {row["team"]: {name: row[name] for name in ("all", "present", "last_seen_at")} for row in rows}
