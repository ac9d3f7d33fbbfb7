"""Runs of a course: made of a scenario, copied, renamed, deleted; and how far each state lets them go."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from scoring import tuning
from scoring.services import keep_tuning
from scoring.versions import SCORER
from simlab.classroom.ticker import TASKS
from simlab.engine import tasks
from simlab.engine.branching import copy_days
from simlab.runs import audit
from simlab.runs.models import AuditEntry, CourseScenario, Intent, Run, RunState, Store, Team
from simlab.runs.scenario.files import library
from tests.classroom.conftest import DAYS, Classroom

JSON = "application/json"


@pytest.fixture
def course(classroom: Classroom) -> str:
    return f"/api/v1/courses/{classroom.run.course_id}"


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/runs/{classroom.run.pk}"


def post(client: Client, url: str, **body: Any) -> Any:
    return client.post(url, body, content_type=JSON)


def patch(client: Client, url: str, **body: Any) -> Any:
    return client.patch(url, body, content_type=JSON)


def test_the_library_is_offered_with_its_lessons(lin: Client, course: str) -> None:
    shown = lin.get(f"{course}/scenarios").json()
    assert {row["id"] for row in shown} == set(library())
    first = next(row for row in shown if row["code"] == "first-store")
    assert first["title"] == {"en": "First store", "zh": "第一家店"}
    assert first["lesson"]["debrief"][0]["zh"]
    assert (first["team_places"], first["shipped"]) == (4, True)


def test_a_shipped_scenario_is_the_courses_once_it_is_used(lin: Client, course: str, classroom: Classroom) -> None:
    made = post(lin, f"{course}/runs", scenario="first-store")
    assert (made.status_code, made.json()["title"], made.json()["state"]) == (201, "First store", "draft")
    shown = lin.get(f"{course}/scenarios").json()
    assert [row["code"] for row in shown].count("first-store") == 1
    assert (shown[0]["shipped"], shown[0]["for_practice"]) == (True, True)
    assert CourseScenario.objects.get(course=classroom.run.course).scenario_version.pk == int(shown[0]["id"])
    again = post(lin, f"{course}/runs", scenario=shown[0]["id"], title="Again")
    assert Run.objects.get(pk=again.json()["id"]).scenario_version_id == int(shown[0]["id"])


def test_a_graded_run_is_parallel_and_a_shared_one_fills_up_with_bots(lin: Client, course: str) -> None:
    graded = Run.objects.get(pk=post(lin, f"{course}/runs", scenario="first-store").json()["id"])
    assert graded.worlds.count() == 2
    seats = Store.objects.filter(world__run=graded, number__lt=4).order_by("world__number", "number")
    assert [store.team.name if store.team else store.policy for store in seats] == [
        *("Heron", "rule", "rule", "rule"),
        *("Magpie", "rule", "rule", "rule"),
    ]
    told = {"scenario": "first-store", "purpose": "practice", "clock": "paced", "pace_seconds": 9}
    shared = Run.objects.get(pk=post(lin, f"{course}/runs", **told).json()["id"])
    assert (shared.worlds.count(), shared.team_places, shared.purpose, shared.pace_seconds) == (1, 2, "practice", 9)
    assert Store.objects.filter(world__run=shared).count() == 8


@pytest.mark.parametrize(
    ("told", "pointer", "code"),
    [
        ({"scenario": "no-such"}, "/scenario", "unknown_scenario"),
        ({"scenario": "9999"}, "/scenario", "unknown_scenario"),
        ({"teams": ["77"]}, "/teams", "unknown_team"),
        ({"teams": []}, "/teams", "no_teams"),
        ({"clock": "paced"}, "/pace_seconds", "pace_missing"),
        ({"purpose": "fun"}, "/purpose", "invalid_choice"),
    ],
)
def test_what_a_run_cannot_be_made_of(told: Any, pointer: str, code: str, lin: Client, course: str) -> None:
    before = Run.objects.count()
    refused = post(lin, f"{course}/runs", **({"scenario": "first-store"} | told))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"], refused.json()["errors"][0]["code"]) == (
        400,
        pointer,
        code,
    )
    assert Run.objects.count() == before


def test_more_teams_than_a_market_holds(lin: Client, course: str, classroom: Classroom) -> None:
    for number in range(3):
        Team.objects.create(course=classroom.run.course, name=f"Team {number}")
    refused = post(lin, f"{course}/runs", scenario="first-store", parallel=False)
    assert refused.json()["errors"][0]["code"] == "too_many_teams"
    assert post(lin, f"{course}/runs", scenario="first-store").status_code == 201


def test_the_list_of_runs_asks_as_much_for_many_as_for_one(
    lin: Client, course: str, classroom: Classroom, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        shown = lin.get(f"{course}/runs").json()
    assert [(row["title"]["en"], row["state"], row["teams"], row["worlds"]) for row in shown] == [
        ("Autumn", "running", 2, 1),
        ("A draft", "draft", 2, 1),
    ]


def test_a_file_with_mistakes_is_refused_with_field_and_line(lin: Client, course: str, classroom: Classroom) -> None:
    text = library()["first-store"].read_text(encoding="utf-8")
    wrong = text.replace("policy: expert", "policy: genius", 1)
    line = wrong[: wrong.index("genius")].count("\n") + 1
    for address in ("scenarios", "scenarios/check"):
        refused = lin.post(f"{course}/{address}", {"text": wrong}, content_type=JSON, headers={"Accept-Language": "zh"})
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["field"], error["line"]) == (400, "/rivals/0/policy", line)
        assert error["detail"].startswith(f"第 {line} 行")
    assert not CourseScenario.objects.exists()


def test_a_file_of_the_courses_own(lin: Client, course: str, classroom: Classroom, clients: dict[str, Client]) -> None:
    text = library()["first-store"].read_text(encoding="utf-8").replace('version: "1"', 'version: "ours"', 1)
    assert post(lin, f"{course}/scenarios/check", text=text).json()["id"] is None
    kept = post(lin, f"{course}/scenarios", text=text).json()
    assert (kept["version"], kept["shipped"], kept["tuned"]) == ("ours", False, False)
    made = post(lin, f"{course}/runs", scenario=kept["id"]).json()
    refused = patch(lin, f"/api/v1/runs/{made['id']}", state="open")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:simlab:problem:untuned")
    elsewhere = classroom.run.course.institution.courses.create(name="Other", term="1")
    assert not CourseScenario.objects.filter(course=elsewhere).exists()
    off = patch(lin, f"{course}/scenarios/{kept['id']}", for_practice=False)
    assert off.json()["for_practice"] is False
    assert patch(lin, f"{course}/scenarios/first-store", for_practice=True).status_code == 404


def test_a_draft_is_renamed_copied_and_deleted(lin: Client, classroom: Classroom) -> None:
    draft = f"/api/v1/runs/{classroom.draft.pk}"
    assert patch(lin, draft, title="Week 3").json()["title"] == "Week 3"
    copied = post(lin, f"{draft}/copies", title="Week 4").json()
    copy = Run.objects.get(pk=copied["id"])
    assert (copy.title, copy.state, copy.scenario_version_id) == ("Week 4", "draft", classroom.run.scenario_version_id)
    assert copy.seed_hex != classroom.draft.seed_hex
    assert list(copy.worlds.values_list("stores__team__name", flat=True).order_by("stores__number")) == [
        "Magpie",
        "Heron",
        None,
    ]
    assert lin.delete(draft).status_code == 204
    assert not Run.objects.filter(pk=classroom.draft.pk).exists()
    refused = lin.delete(f"/api/v1/runs/{classroom.run.pk}")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:simlab:problem:not_a_draft")


def test_frozen_decisions_are_refused_by_name(lin: Client, ada: Client, url: str, classroom: Classroom) -> None:
    decision = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 100}}
    address = f"/api/v1/stores/{classroom.ada.pk}/decisions"
    assert patch(lin, url, decisions_frozen=True).json()["decisions_frozen"] is True
    assert ada.get(url).json()["decisions_frozen"] is True
    refused = post(ada, address, **decision)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:simlab:problem:decisions_frozen")
    patch(lin, url, decisions_frozen=False)
    assert post(ada, address, **decision).status_code == 201


def test_the_deadline_is_extended_by_the_wall_clock_only(lin: Client, url: str, classroom: Classroom) -> None:
    refused = post(lin, f"{url}/deadline", minutes=10)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:simlab:problem:no_deadline")
    patch(lin, f"{url}/clock", clock="timetable", timetable=[{"weekday": 2, "at": "09:00", "days": 7}])
    before = Run.objects.get(pk=classroom.run.pk)
    assert before.next_due_at is not None
    assert post(lin, f"{url}/deadline", minutes=90).status_code == 200
    after = Run.objects.get(pk=classroom.run.pk)
    assert after.next_due_at is not None
    assert (after.next_due_at - before.next_due_at).total_seconds() == after.postponed_seconds == 90 * 60
    assert (after.day, after.days) == (before.day, before.days)


def test_a_run_is_finished_graded_and_released_by_an_instructor(
    lin: Client, url: str, classroom: Classroom, clients: dict[str, Client]
) -> None:
    assert patch(lin, url, state="finished").json()["state"] == "finished"
    assert Intent.objects.filter(run=classroom.run, kind="score", done_at=None).count() == 1
    assert post(lin, f"{url}/release").status_code == 409
    Run.objects.filter(pk=classroom.run.pk).update(state=RunState.GRADED)
    classroom.run.course.seats.filter(user__username="lin").update(role="assistant")
    assert post(lin, f"{url}/release").status_code == 403
    classroom.run.course.seats.filter(user__username="lin").update(role="instructor")
    assert post(lin, f"{url}/release").json()["state"] == "released"
    actions = list(AuditEntry.objects.order_by("number").values_list("action", flat=True))
    assert actions[-2:] == ["run_finished", "run_released"]
    assert list(audit.broken_links()) == []


def test_grading_on_request_needs_a_tuning(lin: Client, url: str, classroom: Classroom) -> None:
    assert post(lin, f"{url}/grading").json()["type"] == "urn:simlab:problem:not_tuned"
    keep_tuning(classroom.run.scenario_version, {"bots": tuning.bots(), "scorer": SCORER})
    assert [post(lin, f"{url}/grading").status_code for _ in range(2)] == [202, 202]
    assert Intent.objects.filter(run=classroom.run, kind="score").count() == 1


@pytest.mark.parametrize("person", ["ada", "lin", "grace"])
def test_the_seed_is_shown_once_a_run_is_released(
    person: str, clients: dict[str, Client], url: str, classroom: Classroom
) -> None:
    run = Run.objects.filter(pk=classroom.run.pk)
    for state in (RunState.OPEN, RunState.RUNNING, RunState.PAUSED, RunState.FINISHED, RunState.GRADED):
        run.update(state=state)
        assert clients[person].get(url).json()["released_seed"] is None
    run.update(state=RunState.RELEASED)
    assert clients[person].get(url).json()["released_seed"] == classroom.run.seed_hex
    Run.objects.filter(pk=classroom.draft.pk).update(seed_hex=classroom.run.seed_hex)
    assert clients[person].get(url).json()["released_seed"] is None, "an earlier run still has this luck before it"


def test_a_branch_is_a_draft_that_opens_once_it_has_its_days(lin: Client, url: str, classroom: Classroom) -> None:
    made = post(lin, f"{url}/branches", day=8, title="Without the price war")
    assert (made.status_code, made.json()["state"], made.json()["day"]) == (202, "draft", 0)
    branch = Run.objects.get(pk=made.json()["id"])
    address = f"/api/v1/runs/{branch.pk}"
    refused = patch(lin, address, state="open")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:simlab:problem:not_ready")
    assert TASKS[Intent.objects.get(run=branch).kind] == tasks.copy_days.name
    copy_days(branch.pk)
    keep_tuning(branch.scenario_version, {"bots": tuning.bots(), "scorer": SCORER})
    assert patch(lin, address, state="open").json()["day"] == 8
    shown = lin.get(address).json()
    assert (shown["branch_of"], shown["branch_day"], shown["released_seed"]) == (str(classroom.run.pk), 8, None)
    standings = lin.get(f"{address}/leaderboard").json()
    assert sum(row["orders"] for row in standings) > 50


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        ({"day": DAYS + 1}, 400, "day_not_closed"),
        ({"day": 0}, 400, "min_value"),
        ({"day": 8, "same_luck": True}, 409, "luck_would_repeat"),
    ],
)
def test_where_a_run_cannot_branch(told: Any, status: int, code: str, lin: Client, url: str) -> None:
    refused = post(lin, f"{url}/branches", **({"title": "No"} | told))
    named = refused.json()["errors"][0]["code"] if status == 400 else refused.json()["type"].rpartition(":")[2]
    assert (refused.status_code, named) == (status, code)
