"""Goals: measured over the days of their round, drifting or not, worth points once the round is over."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orders.models import CaseClose, StoreDay
from simlab.classroom.goal_figures import Facts, measured, projected, span_of, status
from simlab.runs.kpis import BY_CODE, KPIS
from simlab.runs.models import AuditEntry, Decision
from tests.classroom.conftest import DAYS, Classroom

JSON = "application/json"
ROUND = 7  # days
DAY = {
    "orders": 10, "declined": 1, "sales_minor": 1_000, "ad_spend_minor": 100, "refunds_minor": 50, "delivered": 4, "late": 1,
    "cash_minor": 500, "wealth_minor": 700, "stock_minor": 200, "pipeline_minor": 0, "rating_sum": 9, "rating_count": 2,
}  # fmt: skip
OPENING = {"wealth_minor": 600, "stock_minor": 200, "pipeline_minor": 0}


def facts(days: int) -> Facts:
    found = Facts(OPENING, [DAY | {"wealth_minor": 700 + 10 * day} for day in range(days)])
    found.defects_e6, found.replies = dict.fromkeys(range(days), 4_000), dict.fromkeys(range(days), (8, 2))
    return found


def test_figures_are_of_the_closed_days_of_the_round() -> None:
    known, span = facts(10), span_of(1, ROUND, 30, 10)
    assert {kpi.code: measured(kpi, known, span) for kpi in KPIS} == {
        "sales_minor": 3_000,
        "profit_minor": 30,  # 790 after 760 on the eve of the round
        "cash_minor": 500,
        "orders": 27,
        "on_time_e4": 7_500,
        "rating_e2": 450,
        "order_defect_e6": 4_000,
        "slow_reply_e4": 2_500,
        "ad_share_e4": 1_000,
        "refund_share_e4": 500,
    }
    assert measured(BY_CODE["profit_minor"], known, span_of(0, ROUND, 30, 10)) == 160  # since it opened


def test_what_flows_is_projected_to_the_end_of_the_round_and_rates_are_not() -> None:
    known, span = facts(10), span_of(1, ROUND, 30, 10)
    assert projected(BY_CODE["orders"], 27, span) == 63
    assert projected(BY_CODE["on_time_e4"], 7_500, span) == 7_500
    last = span_of(4, ROUND, 30, 29)  # a round of two days
    assert projected(BY_CODE["orders"], 9, last) == 18
    assert [status(BY_CODE["orders"], target, known, span) for target in (63, 64)] == ["on_track", "at_risk"]
    assert [status(BY_CODE["ad_share_e4"], target, known, span) for target in (1_000, 999)] == ["on_track", "at_risk"]


@pytest.mark.parametrize(
    ("now", "target", "expected"),
    [(7, 1, "waiting"), (14, 63, "reached"), (14, 64, "missed"), (13, 64, "at_risk")],
)
def test_a_goal_is_reached_or_missed_when_its_round_is_over(now: int, target: int, expected: str) -> None:
    assert status(BY_CODE["orders"], target, facts(now), span_of(1, ROUND, 30, now)) == expected


def test_without_a_delivery_there_is_no_share_on_time() -> None:
    known = Facts(OPENING, [DAY | {"delivered": 0, "late": 0}] * 7)
    assert status(BY_CODE["on_time_e4"], 9_000, known, span_of(0, ROUND, 30, 5)) == "on_track"
    assert status(BY_CODE["on_time_e4"], 9_000, known, span_of(0, ROUND, 30, 7)) == "unmeasured"


@pytest.fixture
def store(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}"


@pytest.fixture
def run(classroom: Classroom) -> str:
    return f"/api/v1/runs/{classroom.run.pk}"


def set_goal(classroom: Classroom, kpi: str, target: int, number: int, day: int) -> None:
    payload = {"kpi": kpi, "target": target, "round": number}
    made: dict[str, Any] = {"day": day, "effective_day": day, "payload": payload, "rows": [], "source": "web"}
    Decision.objects.create(run=classroom.run, store=classroom.ada, kind="set_goal", **made)


def orders_of(classroom: Classroom, first: int, stop: int) -> int:
    days = StoreDay.objects.of_days(classroom.run.pk, first, stop - 1).filter(store=classroom.ada.number)
    return sum(day.orders - day.declined for day in days)


def test_a_team_follows_its_goals_and_is_reminded(ada: Client, store: str, classroom: Classroom) -> None:
    assert [row["alert"] for row in ada.get(f"{store}/goals").json()["alerts"]] == ["no_goal"]
    goal = {"kind": "set_goal", "payload": {"kpi": "orders", "target": 10**6, "round": 1}}
    assert ada.post(f"{store}/decisions", goal, content_type=JSON).status_code == 201
    told = ada.get(f"{store}/goals").json()
    [goal] = told["goals"]
    done = orders_of(classroom, ROUND, DAYS)
    assert (told["round"], goal["value"], goal["status"], goal["counts"]) == (1, done, "at_risk", False)
    assert goal["projected"] == round(done * ROUND / (DAYS - ROUND) + 1e-9)
    assert [(row["alert"], row["kpi"]) for row in told["alerts"]] == [("drift", "orders")]
    made = {"world": 0, "store": classroom.ada.number, "day": DAYS - 1, "order_id": 0, "case_no": 1, "answer": 1}
    base = classroom.run.pk << 39 | (DAYS - 1) << 28
    CaseClose.objects.create(id=base + 99, by_team=0, refund_minor=0, claimed=0, bad_review=0, **made)
    assert ada.get(f"{store}/goals").json()["alerts"][-1] == {"alert": "cases_lapsed", "kpi": None, "count": 1}


def test_points_are_of_goals_that_stood_when_their_round_opened(
    ada: Client, lin: Client, store: str, run: str, classroom: Classroom
) -> None:
    done = orders_of(classroom, 0, ROUND)
    set_goal(classroom, "orders", done, 0, day=0)
    set_goal(classroom, "orders", 1, 0, day=3)  # too late to count: the first stands
    set_goal(classroom, "sales_minor", 1, 0, day=5)  # set in the middle of the round
    set_goal(classroom, "cash_minor", 10**12, 0, day=0)
    rules = {
        "rules": [
            {"kpi": code, "reached_e2": 150, "missed_e2": -50} for code in ("orders", "sales_minor", "cash_minor")
        ]
    }
    assert lin.put(f"{run}/goal-rules", rules, content_type=JSON).status_code == 200
    told = ada.get(f"{store}/goals").json()
    ends = {goal["kpi"]: (goal["target"], goal["status"], goal["points_e2"]) for goal in told["goals"]}
    assert ends == {
        "orders": (done, "reached", 150),
        "sales_minor": (1, "reached", 0),
        "cash_minor": (10**12, "missed", -50),
    }
    assert told["points_e2"] == 100
    teams = {row["name"]["en"]: row for row in lin.get(f"{run}/goals").json()["teams"]}
    assert (teams["Magpie"]["reached"], teams["Magpie"]["missed"], teams["Magpie"]["points_e2"]) == (2, 1, 100)
    assert [row["alert"] for row in teams["Heron"]["alerts"]] == ["no_goal"]
    Decision.objects.filter(kind="set_goal").update(state="cancelled")
    assert ada.get(f"{store}/goals").json()["goals"] == []


def test_only_those_who_teach_say_what_goals_bring(
    ada: Client, lin: Client, run: str, classroom: Classroom, clients: dict[str, Client]
) -> None:
    good = {"kpi": "orders", "reached_e2": 100, "missed_e2": 0}
    assert ada.put(f"{run}/goal-rules", {"rules": [good]}, content_type=JSON).status_code == 403
    assert ada.get(f"{run}/goals").status_code == 403
    assert lin.put(f"{run}/goal-rules", {"rules": [good, good]}, content_type=JSON).status_code == 400
    wrong = lin.put(f"{run}/goal-rules", {"rules": [good | {"kpi": "luck"}]}, content_type=JSON)
    assert wrong.json()["errors"][0]["pointer"] == "/rules/0/kpi"
    assert lin.put(f"{run}/goal-rules", {"rules": [good]}, content_type=JSON).status_code == 200
    assert lin.put(f"{run}/goal-rules", {"rules": [good | {"kpi": "cash_minor"}]}, content_type=JSON).status_code == 200
    assert [rule["kpi"] for rule in clients["ben"].get(f"{run}/goal-rules").json()["rules"]] == ["cash_minor"]
    assert AuditEntry.objects.filter(action="goal_rules_set").count() == 2


def test_queries_do_not_grow_with_goals(
    lin: Client, run: str, classroom: Classroom, django_assert_max_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as none:
        lin.get(f"{run}/goals")
    for number in range(4):
        for kpi in KPIS:
            set_goal(classroom, kpi.code, 5, number, day=0)
    with django_assert_max_num_queries(len(none)):
        assert lin.get(f"{run}/goals").status_code == 200
