"""A run and its standings, as the person at this seat may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from orders.selectors import day_of_all_stores, totals_of_all_stores
from simlab.classroom.access import RunAccess
from simlab.classroom.aliases import alias_name, alias_of
from simlab.classroom.briefing import briefing
from simlab.classroom.figures import net_orders, on_time_e4, profit_minor, rating_e2
from simlab.classroom.reads.session import shown_name, shown_title
from simlab.runs.models import Course, Run, RunState, Store

Shown = dict[str, Any]


def run_detail(access: RunAccess) -> Shown:
    run, brief = access.run, briefing(access.run)
    version = run.scenario_version
    return {
        "id": str(run.pk),
        "title": shown_title(run),
        "role": access.seat.role,
        "state": run.state,
        "day": run.day,
        "days": run.days,
        "round_days": brief.round_days,
        "date": brief.date_of(run.day),
        "start_date": brief.start,
        "clock": run.clock,
        "pace_seconds": run.pace_seconds,
        "timetable": run.timetable,
        "next_due_at": run.next_due_at,
        "decisions_frozen": run.decisions_frozen,
        "purpose": run.purpose,
        "branch_of": str(run.parent_id) if run.parent_id and access.teaches else None,
        "branch_day": run.parent_day,
        "released_seed": released_seed(run),
        "home_currency": brief.home_currency,
        "home_minor_digits": brief.home_minor_digits,
        "sections": brief.sections,
        "scenario": {"code": version.code, "version": version.version} | brief.scenario,
        **brief.lists,
        "stores": _market_stores(access),
    }


def released_seed(run: Run) -> str | None:
    """The seed once it gives nothing away: the run is released, and so is the one that was first played with this luck."""
    if run.state != RunState.RELEASED:
        return None
    first = Run.objects.filter(seed_hex=run.seed_hex).order_by("pk").values_list("state", flat=True)[0]
    return run.seed_hex if first == RunState.RELEASED else None


def run_settings(run: Run) -> Shown:
    """What staff may change of a run between its days."""
    names = ("title", "state", "day", "decisions_frozen", "tokens_allowed", "approval_above_minor")
    return {"id": str(run.pk)} | {name: getattr(run, name) for name in names}


def clock_of(run: Run) -> Shown:
    return {name: getattr(run, name) for name in ("clock", "pace_seconds", "timetable", "next_due_at")}


def class_runs(course: Course) -> list[Shown]:
    """All runs of a course, the newest first."""
    runs = Run.objects.filter(course=course).select_related("scenario_version").defer("scenario_version__document")
    counted = runs.annotate(
        worlds_count=Count("worlds", distinct=True),
        teams_count=Count("worlds__stores", filter=Q(worlds__stores__team__isnull=False), distinct=True),
    )
    return [class_run(run) for run in counted.order_by("-pk")]


def class_run(run: Any) -> Shown:
    names = ("purpose", "state", "day", "days", "clock", "next_due_at", "decisions_frozen", "created_at")
    return {name: getattr(run, name) for name in names} | {
        "id": str(run.pk),
        "title": shown_title(run),
        "scenario": f"{run.scenario_version.code} {run.scenario_version.version}",
        "teams": run.teams_count,
        "worlds": run.worlds_count,
        "branch_of": str(run.parent_id) if run.parent_id else None,
        "branch_day": run.parent_day,
        "owner": run.owner_id is not None,
    }


def leaderboard(access: RunAccess) -> list[Shown]:
    """The stores of a run, best first: all for the instructor, aliases for a grader, the own row for a student."""
    rows = ranked(access.run)
    for row in rows:
        row["store"] = _ranked_store(access, row.pop("of"))
    return [row for row in rows if row["store"] is not None]


def ranked(run: Run) -> list[Shown]:
    """The standing of every store, best first; stores of equal profit share a rank."""
    stores = {(store.world.number, store.number): store for store in _stores(run)}
    worth = briefing(run).opening_worth_minor
    totals = totals_of_all_stores(run.pk)
    last_day = day_of_all_stores(run.pk, run.day - 1) if run.day else []
    rows = [
        _standing(stores[place], row | totals[place], worth)
        for row in last_day
        if (place := (row["world"], row["store"])) in stores
    ]
    rows.sort(key=lambda row: -row["profit_minor"])
    profits = [row["profit_minor"] for row in rows]
    return [{"rank": profits.index(row["profit_minor"]) + 1} | row for row in rows]


def _standing(store: Store, row: Shown, opening_worth_minor: int) -> Shown:
    totals = {name: row[f"{name}_total"] for name in ("orders", "declined", "delivered", "late")}
    return {
        "of": store,
        "profit_minor": profit_minor(row, opening_worth_minor),
        "orders": net_orders(totals),
        "rating_e2": rating_e2(row),
        "cash_minor": row["cash_minor"],
        "on_time_e4": on_time_e4([totals]),
    }


def _stores(run: Run) -> list[Store]:
    stores = Store.objects.filter(world__run=run).select_related("world", "team")
    return list(stores.order_by("world__number", "number"))


def _on_the_market(access: RunAccess, stores: list[Store]) -> list[Store]:
    """A student sees the stores of the own market; in a parallel run the other teams trade in other worlds."""
    if access.teaches or access.grades:
        return stores
    worlds = {store.world_id for store in stores if access.owns(store)}
    return [store for store in stores if store.world_id in worlds]


def _market_stores(access: RunAccess) -> list[Shown]:
    stores = _on_the_market(access, _stores(access.run))
    shown = [
        named_store(access, store) | {"is_rival": store.team_id is None and bool(store.policy)} for store in stores
    ]
    # The order of the teams would tell which alias is whose.
    return sorted(shown, key=lambda store: (store["is_rival"], store["id"])) if access.grades else shown


def _ranked_store(access: RunAccess, store: Store) -> Shown | None:
    if not (access.teaches or access.grades or access.owns(store)):
        return None
    bot = {"is_bot": bool(store.policy)} if access.teaches else {"is_bot": store.team_id is None and bool(store.policy)}
    return named_store(access, store) | bot


def named_store(access: RunAccess, store: Store) -> Shown:
    if access.grades and store.team_id is not None:
        alias = alias_of(access.run.pk, store.pk)
        return {"id": alias, "name": alias_name(alias), "team": None}
    team = store.team.name if store.team and (access.teaches or access.owns(store)) else None
    return {"id": str(store.pk), "name": shown_name(store), "team": team}
