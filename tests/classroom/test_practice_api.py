"""Practice runs: one's own, played at once, seen by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from orders.models import StoreDay
from scoring import tuning
from scoring.services import grade_round, keep_tuning, request_grading
from scoring.versions import SCORER
from simlab.classroom.chores import do_chores
from simlab.engine.advance import advance_run
from simlab.runs import practice
from simlab.runs.models import Intent, Run, Seat
from simlab.runs.shelf import put_on_shelf
from tests.classroom.conftest import Classroom
from tests.scoring.plain import plain_tuning

JSON = "application/json"


@pytest.fixture
def course(classroom: Classroom, db: None) -> str:
    put_on_shelf(classroom.run.course, classroom.run.scenario_version)
    return f"/api/v1/courses/{classroom.run.course_id}/practice"


@pytest.fixture
def made(ada: Client, course: str, classroom: Classroom) -> dict[str, Any]:
    told = {"scenario": str(classroom.run.scenario_version_id)}
    answer = ada.post(course, told, content_type=JSON)
    assert answer.status_code == 201
    return dict(answer.json())


def test_what_may_be_practised(ada: Client, course: str, classroom: Classroom) -> None:
    shown = ada.get(course).json()
    assert [(row["id"], row["graded"]) for row in shown["scenarios"]] == [
        (str(classroom.run.scenario_version_id), False)
    ]
    assert shown["runs"] == []
    classroom.run.course.shelf.update(for_practice=False)
    assert ada.get(course).json()["scenarios"] == []
    for other in (str(classroom.run.scenario_version_id), "first-store", "0"):
        refused = ada.post(course, {"scenario": other}, content_type=JSON)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "unknown_scenario")


def test_a_practice_run_is_played_by_its_owner(ada: Client, course: str, made: dict[str, Any]) -> None:
    run = Run.objects.get(pk=made["id"])
    asked = ada.post(f"/api/v1/practice/{run.pk}/days", {"days": 2}, content_type=JSON)
    assert (asked.status_code, asked.json()) == (202, {"due_day": 2})
    assert all(advance_run(run.pk, day) for day in (0, 1))
    decided = ada.post(
        f"/api/v1/stores/{made['store']}/decisions",
        {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 100}},
        content_type=JSON,
    )
    assert decided.status_code == 201
    assert ada.get(f"/api/v1/stores/{made['store']}/summary").json()["day"] == 1
    (row,) = ada.get(course).json()["runs"]
    assert (row["state"], row["day"], row["store"], row["scored_days"]) == ("running", 2, made["store"], None)
    stores = ada.get(f"/api/v1/runs/{run.pk}").json()["stores"]
    assert [store["is_rival"] for store in stores] == [False, True, True]
    assert StoreDay.objects.of_run(run.pk).filter(store=0).count() == 2


def test_nobody_else_sees_it(clients: dict[str, Client], made: dict[str, Any]) -> None:
    addresses = (f"/api/v1/runs/{made['id']}", f"/api/v1/stores/{made['store']}/summary")
    assert [clients["lin"].get(address).status_code for address in addresses] == [200, 200]
    for person in ("ben", "grace", "dee"):
        assert [clients[person].get(address).status_code for address in addresses] == [404, 404]
    for person, known in (("ada", True), ("ben", False), ("lin", False)):
        runs = clients[person].get("/api/v1/session").json()["runs"]
        assert (made["id"] in [run["id"] for run in runs]) is known
    own = clients["ada"].get("/api/v1/session").json()
    assert own["store"]["run"] != made["id"], "what the class plays comes first"
    assert own["runs"][-1]["store"]["id"] == made["store"]
    assert own["runs"][-1]["is_practice"]


def test_each_has_luck_of_its_own(ada: Client, course: str, made: dict[str, Any], classroom: Classroom) -> None:
    ada.post(course, {"scenario": str(classroom.run.scenario_version_id)}, content_type=JSON)
    seeds = set(Run.objects.values_list("seed_hex", flat=True))
    assert len(seeds) == Run.objects.count()
    assert not any(seed in ada.get(course).content.decode() for seed in seeds)


def test_grading_on_request(ada: Client, made: dict[str, Any], classroom: Classroom) -> None:
    address = f"/api/v1/practice/{made['id']}/grading"
    assert ada.post(address).status_code == 409, "no day is closed"
    ada.post(f"/api/v1/practice/{made['id']}/days", {"days": 1}, content_type=JSON)
    assert advance_run(int(made["id"]), 0)
    assert ada.post(address).json()["type"] == "urn:simlab:problem:not_tuned"
    keep_tuning(classroom.run.scenario_version, {"bots": tuning.bots(), "scorer": SCORER})
    assert ada.post(address).status_code == 202
    assert Intent.objects.filter(run=made["id"], kind="score", done_at=None).count() == 1


def test_the_latest_are_kept(ada: Client, course: str, classroom: Classroom) -> None:
    told = {"scenario": str(classroom.run.scenario_version_id)}
    opened = [ada.post(course, told, content_type=JSON).json()["id"] for _ in range(5)]
    Run.objects.filter(pk=opened[0]).update(state="graded")
    do_chores()
    left = [row["id"] for row in ada.get(course).json()["runs"]]
    assert left == [opened[4], opened[3], opened[2], opened[0]]
    assert Run.objects.filter(owner=None).count() == 2, "what the class plays stays"


def test_there_is_an_end_to_opening(ada: Client, course: str, classroom: Classroom) -> None:
    told = {"scenario": str(classroom.run.scenario_version_id)}
    seat = Seat.objects.get(user__username="ada")
    for _ in range(practice.MOST_UNFINISHED):
        practice.open_practice(seat, classroom.run.scenario_version)
    refused = ada.post(course, told, content_type=JSON)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:simlab:problem:too_much_practice")
    first = ada.get(course).json()["runs"][-1]["id"]
    assert ada.delete(f"/api/v1/practice/{first}").status_code == 204
    assert ada.post(course, told, content_type=JSON).status_code == 201


def test_the_runs_of_somebody_who_was_erased_go(made: dict[str, Any], classroom: Classroom) -> None:
    Run.objects.filter(pk=made["id"]).update(owner=None)
    assert practice.surplus() == [int(made["id"])]


def test_the_owner_reads_the_scorecard_at_once(
    ada: Client, clients: dict[str, Client], course: str, made: dict[str, Any], classroom: Classroom
) -> None:
    version = classroom.run.scenario_version
    keep_tuning(version, plain_tuning(version.content_hash))
    run = int(made["id"])
    ada.post(f"/api/v1/practice/{run}/days", {"days": 2}, content_type=JSON)
    assert all(advance_run(run, day) for day in (0, 1))
    begun = request_grading(run)
    grade_round(begun.pk, 0, apart=False)
    card = ada.get(f"/api/v1/stores/{made['store']}/scorecard")
    assert (card.status_code, card.json()["store"]["id"], len(card.json()["weeks"])) == (200, made["store"], 1)
    assert clients["ben"].get(f"/api/v1/stores/{made['store']}/scorecard").status_code == 404
    assert ada.get(course).json()["runs"][0]["scored_days"] == 2
    assert Run.objects.get(pk=run).state == "running"
