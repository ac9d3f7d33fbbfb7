from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from orders.models import Order, StoreDay
from scoring import tasks
from scoring.services import keep_tuning
from simlab.classroom.ticker import TASKS
from simlab.core.states import OrderStatus
from simlab.runs import services
from simlab.runs.models import Intent, Run
from tests.classroom.conftest import DAYS, Classroom
from tests.scoring.plain import plain_tuning

JSON = "application/json"


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/runs/{classroom.run.pk}"


def test_a_run_names_its_world(lin: Client, url: str, classroom: Classroom) -> None:
    run = lin.get(url).json()
    assert (run["day"], run["days"], run["date"], run["state"]) == (DAYS, 28, "2026-09-26", "running")
    assert [market["code"] for market in run["markets"]] == ["US", "DE"]
    assert run["markets"][0]["currency"] == "USD"
    assert run["home_currency"] == "CNY"
    assert len(run["skus"]) == 4
    assert [(store["id"], store["team"], store["is_rival"]) for store in run["stores"]] == [
        (str(classroom.ada.pk), "Magpie", False),
        (str(classroom.ben.pk), "Heron", False),
        (str(classroom.rival.pk), None, True),
    ]


def test_the_leaderboard_adds_up(lin: Client, url: str, classroom: Classroom) -> None:
    rows = lin.get(f"{url}/leaderboard").json()
    assert [row["rank"] for row in rows] == [1, 2, 3]
    assert [row["profit_minor"] for row in rows] == sorted((row["profit_minor"] for row in rows), reverse=True)
    own = next(row for row in rows if row["store"]["id"] == str(classroom.ada.pk))
    paid = Order.objects.of_run(classroom.run.pk).filter(store=0).exclude(opening_status=OrderStatus.DECLINED).count()
    last = StoreDay.objects.of_days(classroom.run.pk, DAYS - 1, DAYS - 1).get(store=0)
    assert own["orders"] == paid
    assert own["cash_minor"] == last.cash_minor


def test_before_the_first_day_there_are_no_standings(lin: Client, classroom: Classroom) -> None:
    assert lin.get(f"/api/v1/runs/{classroom.draft.pk}/leaderboard").json() == []


def test_a_run_called_after_its_scenario_has_a_name_in_both_languages(
    lin: Client, url: str, classroom: Classroom
) -> None:
    assert lin.get(url).json()["title"] == {"en": "Autumn", "zh": "Autumn"}
    Run.objects.filter(pk=classroom.run.pk).update(title="Bench world")
    assert lin.get(url).json()["title"] == {"en": "Bench world", "zh": "基准世界"}


def test_graders_get_the_same_aliases_everywhere(clients: dict[str, Client], url: str) -> None:
    grace = clients["grace"]
    stores = {store["id"] for store in grace.get(url).json()["stores"]}
    ranked = {row["store"]["id"] for row in grace.get(f"{url}/leaderboard").json()}
    assert stores == ranked


def test_asking_for_days(lin: Client, url: str, classroom: Classroom) -> None:
    first = lin.post(f"{url}/days", {"days": 2}, content_type=JSON)
    assert (first.status_code, first.json()) == (202, {"due_day": DAYS + 2})
    assert lin.post(f"{url}/days", {}, content_type=JSON).json() == {"due_day": DAYS + 3}
    assert Intent.objects.get(run=classroom.run, kind="advance", done_at=None).due_day == DAYS + 3


def test_playing_starts_a_run_that_is_paused_but_not_a_draft(lin: Client, url: str, classroom: Classroom) -> None:
    lin.patch(url, {"state": "paused"}, content_type=JSON)
    assert lin.post(f"{url}/days", {"days": 1}, content_type=JSON).status_code == 202
    assert Run.objects.get(pk=classroom.run.pk).state == "running"
    draft = f"/api/v1/runs/{classroom.draft.pk}"
    refused = lin.post(f"{draft}/days", {"days": 1}, content_type=JSON)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:simlab:problem:conflict")


def test_a_graded_run_opens_once_its_scenario_is_tuned(lin: Client, classroom: Classroom) -> None:
    draft, version = f"/api/v1/runs/{classroom.draft.pk}", classroom.draft.scenario_version
    for _ in range(2):
        refused = lin.patch(draft, {"state": "open"}, content_type=JSON)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:simlab:problem:untuned")
    asked = Intent.objects.get(run=classroom.draft, done_at=None)
    assert TASKS[asked.kind] == tasks.tune_version.name
    assert Run.objects.get(pk=classroom.draft.pk).state == "draft"
    keep_tuning(version, plain_tuning(version.content_hash))
    assert lin.patch(draft, {"state": "open"}, content_type=JSON).json()["state"] == "open"


def test_practice_opens_without_a_tuning(lin: Client, classroom: Classroom) -> None:
    Run.objects.filter(pk=classroom.draft.pk).update(purpose="practice")
    opened = lin.patch(f"/api/v1/runs/{classroom.draft.pk}", {"state": "open"}, content_type=JSON)
    assert opened.json()["state"] == "open"
    assert not Intent.objects.filter(run=classroom.draft)


@pytest.mark.parametrize("state", ["draft", "open", "graded", "released"])
def test_states_that_cannot_be_set_by_hand(state: str, lin: Client, url: str) -> None:
    assert lin.patch(url, {"state": state}, content_type=JSON).status_code == 409


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/days", {"days": 0}, "/days"),
        ("/days", {"days": "many"}, "/days"),
        ("/clock", {"clock": "sundial"}, "/clock"),
        ("/clock", {"clock": "paced"}, "/pace_seconds"),
        ("/clock", {"clock": "paced", "pace_seconds": 0}, "/pace_seconds"),
        ("/clock", {"clock": "paced", "pace_seconds": 3601}, "/pace_seconds"),
        ("/clock", {"clock": "timetable"}, "/timetable"),
        (
            "/clock",
            {"clock": "timetable", "timetable": [{"weekday": 7, "at": "18:00", "days": 1}]},
            "/timetable/0/weekday",
        ),
        ("/clock", {"clock": "timetable", "timetable": [{"weekday": 1, "at": "6pm", "days": 1}]}, "/timetable/0/at"),
        ("", {"state": "asleep"}, "/state"),
    ],
)
def test_bad_input_is_named(path: str, body: dict[str, Any], pointer: str, lin: Client, url: str) -> None:
    method = lin.post if path == "/days" else lin.patch
    answer = method(f"{url}{path}", body, content_type=JSON)
    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (400, [pointer])


def test_the_clock(lin: Client, url: str, classroom: Classroom) -> None:
    paced = lin.patch(f"{url}/clock", {"clock": "paced", "pace_seconds": 5}, content_type=JSON)
    assert paced.json() | {"next_due_at": None} == {
        "clock": "paced",
        "pace_seconds": 5,
        "timetable": [],
        "next_due_at": None,
    }
    assert Run.objects.get(pk=classroom.run.pk).next_due_at is not None
    assert lin.patch(f"{url}/clock", {"clock": "manual"}, content_type=JSON).json()["clock"] == "manual"


def test_a_timetable(lin: Client, url: str, classroom: Classroom) -> None:
    lessons = [{"weekday": 0, "at": "18:00", "days": 7}, {"weekday": 3, "at": "08:30", "days": 2}]
    answer = lin.patch(f"{url}/clock", {"clock": "timetable", "timetable": lessons}, content_type=JSON)
    assert (answer.json()["clock"], answer.json()["timetable"]) == ("timetable", lessons)
    assert lin.get(url).json()["timetable"] == lessons
    due_at = Run.objects.get(pk=classroom.run.pk).next_due_at
    assert due_at is not None
    assert due_at > timezone.now()
    lin.patch(f"{url}/clock", {"clock": "manual"}, content_type=JSON)
    assert lin.patch(f"{url}/clock", {"clock": "timetable"}, content_type=JSON).json()["timetable"] == lessons


def given_up(run: Run) -> None:
    services.request_days(run, days=1)
    asked = Intent.objects.filter(run=run, kind="advance", done_at=None)
    asked.update(attempts=6, reason="fault", error="KeyError: 7", failed_at=timezone.now())


def test_an_instructor_sees_a_day_that_failed_and_has_it_tried_again(
    lin: Client, url: str, classroom: Classroom
) -> None:
    assert lin.get(f"{url}/failures").json() == []
    given_up(classroom.run)
    assert lin.get(f"{url}/failures").json() == [
        {
            "kind": "advance",
            "day": DAYS,
            "failure_reason": "fault",
            "detail": "KeyError: 7",
            "attempts": 6,
            "given_up": True,
        }
    ]
    again = lin.post(f"{url}/failures")
    assert (again.status_code, again.json()) == (202, {"retried": 1})
    assert lin.get(f"{url}/failures").json() == []


def test_nobody_else_sees_what_failed(clients: dict[str, Client], url: str, classroom: Classroom) -> None:
    given_up(classroom.run)
    for name, status in (("ada", 403), ("grace", 403), ("dee", 404), ("nobody", 401)):
        assert clients[name].get(f"{url}/failures").status_code == status
        assert clients[name].post(f"{url}/failures").status_code == status
