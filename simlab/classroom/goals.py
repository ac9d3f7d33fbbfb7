"""Goals of teams: how the store's days stand to them, what they are worth, and who should be reminded.

A goal counts for points as it stood when its round opened; one that is set later is followed, but earns and costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction

from orders.selectors import days_of_all_stores, defect_days, lapsed_cases, reply_days
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.goal_figures import (
    AT_RISK,
    MISSED,
    REACHED,
    Facts,
    measured,
    projected,
    span_of,
    status,
)
from simlab.classroom.models import GoalRule
from simlab.runs import audit
from simlab.runs.kpis import BY_CODE
from simlab.runs.models import Decision, Run, Seat, Store

Shown = dict[str, Any]
Place = tuple[int, int]  # world and store number
NO_GOAL, DRIFT, CASES_LAPSED = "no_goal", "drift", "cases_lapsed"
ALERTS = [NO_GOAL, DRIFT, CASES_LAPSED]


def goals_of_store(run: Run, store: Store) -> Shown:
    return _told(run, [store])[0]


def goals_of_run(run: Run) -> list[Shown]:
    """Every team's, for those who teach."""
    stores = Store.objects.filter(world__run=run, team__isnull=False).select_related("world")
    return _told(run, list(stores.order_by("world__number", "number")))


def this_round(run: Run) -> int:
    """The round of the next day, or the last one."""
    return min(run.day, run.days - 1) // briefing(run).round_days


def _told(run: Run, stores: Sequence[Store]) -> list[Shown]:
    """Queries do not grow with stores, goals or rounds."""
    brief, places = briefing(run), {(store.world.number, store.number) for store in stores}
    facts, made, rules = _facts(run, brief, places), _decided(stores), points_rules(run)
    number = this_round(run)
    first = number * brief.round_days
    lapsed = lapsed_cases(run.pk, first, max(first, run.day - 1))
    return [
        _of_store(run, facts[store.world.number, store.number], made[store.pk], rules)
        | {"store": store, "lapsed": lapsed.get((store.world.number, store.number), 0)}
        for store in stores
    ]


def _facts(run: Run, brief: Briefing, places: set[Place]) -> dict[Place, Facts]:
    found = {place: Facts(brief.opening) for place in places}
    for row in days_of_all_stores(run.pk):
        if facts := found.get((row["world"], row["store"])):
            facts.days.append(row)
    for row in defect_days(run.pk):
        if facts := found.get((row["world"], row["store"])):
            facts.defects_e6[row["day"]] = row["order_defect_e6"]
    for row in reply_days(run.pk):
        if facts := found.get((row["world"], row["store"])):
            facts.replies[row["day"]] = row["messages"], row["slow"]
    return found


def _decided(stores: Sequence[Store]) -> Mapping[int, list[Shown]]:
    """What each store's team has set, in order."""
    made = Decision.objects.standing().filter(store__in=stores, kind="set_goal").order_by("id")
    found: dict[int, list[Shown]] = defaultdict(list)
    for row in made.values("id", "store_id", "payload", "effective_day"):
        found[row["store_id"]].append(dict(row))
    return found


def _of_store(run: Run, facts: Facts, made: Sequence[Shown], rules: Mapping[str, tuple[int, int]]) -> Shown:
    goals = list(_goals(run, facts, made, rules))
    number = this_round(run)
    now = [goal for goal in goals if goal["round"] == number]
    return {
        "round": number,
        "goals": goals,
        "points_e2": sum(goal["points_e2"] for goal in goals),
        "drifting": [goal["kpi"] for goal in now if goal["status"] == AT_RISK],
        "has_goals": bool(now),
    }


def _goals(run: Run, facts: Facts, made: Sequence[Shown], rules: Mapping[str, tuple[int, int]]) -> Iterator[Shown]:
    """The goals that stand, by round and figure."""
    round_days = briefing(run).round_days
    for (number, code), rows in sorted(_by_goal(made).items()):
        kpi, span = BY_CODE[code], span_of(number, round_days, run.days, run.day)  # type: ignore[index]
        in_time = [row for row in rows if row["effective_day"] <= span.first]
        target = (in_time or rows)[-1]["payload"]["target"]
        value = measured(kpi, facts, span)
        found = status(kpi, target, facts, span)
        reached_e2, missed_e2 = rules.get(code, (0, 0)) if in_time else (0, 0)
        yield {
            "round": number,
            "kpi": code,
            "target": target,
            "value": value,
            "projected": projected(kpi, value, span),
            "status": found,
            "counts": bool(in_time),
            "points_e2": {REACHED: reached_e2, MISSED: missed_e2}.get(found, 0),
        }


def _by_goal(made: Sequence[Shown]) -> dict[tuple[int, str], list[Shown]]:
    found: dict[tuple[int, str], list[Shown]] = defaultdict(list)
    for row in made:
        found[row["payload"]["round"], row["payload"]["kpi"]].append(row)
    return found


def alerts(told: Shown) -> list[Shown]:
    """What a team should be reminded of now."""
    found = [{"alert": DRIFT, "kpi": code, "count": 1} for code in told["drifting"]]
    if not told["has_goals"]:
        found.append({"alert": NO_GOAL, "kpi": None, "count": 1})
    if told["lapsed"]:
        found.append({"alert": CASES_LAPSED, "kpi": None, "count": told["lapsed"]})
    return found


def points_rules(run: Run) -> dict[str, tuple[int, int]]:
    """Hundredths of a point for reaching and for missing a goal, by figure."""
    rows = GoalRule.objects.filter(run=run).values_list("kpi", "reached_e2", "missed_e2")
    return {code: (reached, missed) for code, reached, missed in rows}


@transaction.atomic
def set_points_rules(run: Run, seat: Seat, rules: Sequence[Mapping[str, Any]]) -> None:
    """From now on these are the instructor's rules of this run, and no others. Points of the rubric, never money."""
    GoalRule.objects.filter(run=run).delete()
    GoalRule.objects.bulk_create(GoalRule(run=run, **rule) for rule in rules)
    detail = {rule["kpi"]: [rule["reached_e2"], rule["missed_e2"]] for rule in rules}
    audit.record("goal_rules_set", actor=seat, course=run.course, subject=f"run {run.pk}", detail=detail)
