"""Goals as a team, its class and its instructor see them."""

from __future__ import annotations

from typing import Any

from simlab.classroom.access import RunAccess, StoreAccess
from simlab.classroom.briefing import briefing
from simlab.classroom.goal_figures import MISSED, REACHED
from simlab.classroom.goals import alerts, goals_of_run, goals_of_store, points_rules, this_round
from simlab.classroom.reads.session import shown_name
from simlab.runs.choices import choice_name
from simlab.runs.kpis import KPIS
from simlab.runs.models import Run

Shown = dict[str, Any]


def store_goals(access: StoreAccess) -> Shown:
    told = goals_of_store(access.run, access.store)
    return _round(access.run) | {
        "round_days": briefing(access.run).round_days,
        "goals": told["goals"],
        "alerts": alerts(told),
        "points_e2": told["points_e2"],
    }


def run_goals(access: RunAccess) -> Shown:
    return _round(access.run) | {"teams": [_team(told) for told in goals_of_run(access.run)]}


def _team(told: Shown) -> Shown:
    ends = [goal["status"] for goal in told["goals"]]
    return {
        "store": str(told["store"].pk),
        "name": shown_name(told["store"]),
        "goals": [goal for goal in told["goals"] if goal["round"] == told["round"]],
        "reached": ends.count(REACHED),
        "missed": ends.count(MISSED),
        "alerts": alerts(told),
        "points_e2": told["points_e2"],
    }


def _round(run: Run) -> Shown:
    return {
        "round": this_round(run),
        "rounds": -(-run.days // briefing(run).round_days),
        "kpis": [
            {"code": kpi.code, "name": choice_name("kpi", kpi.code), "unit": kpi.unit}
            | {"more_is_better": kpi.more_is_better}
            for kpi in KPIS
        ],
    }


def rules(run: Run) -> Shown:
    found = points_rules(run)
    return {
        "rules": [
            {"kpi": code, "reached_e2": reached, "missed_e2": missed}
            for code, (reached, missed) in sorted(found.items())
        ]
    }
