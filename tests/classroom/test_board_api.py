"""The instructor's board, and what an instructor says to everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orders.models import Case, CaseClose, HealthDay
from simlab.classroom.reads.board import board
from simlab.runs import services
from simlab.runs.models import AuditEntry, Intent, Run, Seat, Store, Team
from simlab.runs.rows import row_id
from tests.classroom.conftest import DAYS, Classroom
from tests.worlds import Size, document

JSON = "application/json"


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/runs/{classroom.run.pk}"


def test_how_a_team_is_getting_on(lin: Client, ada: Client, url: str, classroom: Classroom) -> None:
    decision = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 100}}
    assert ada.post(f"/api/v1/stores/{classroom.ada.pk}/decisions", decision, content_type=JSON).status_code == 201
    Seat.objects.filter(user__username="ada").update(seen_at=timezone.now())
    Seat.objects.filter(user__username="ben").update(seen_at=timezone.now() - timedelta(hours=1))
    Store.objects.filter(pk=classroom.ben.pk).update(policy="rule")
    shown = lin.get(f"{url}/board").json()
    assert (shown["day"], shown["days_waiting"], shown["failed"], shown["decisions_frozen"]) == (DAYS, 0, 0, False)
    magpie, heron = shown["teams"]
    assert (magpie["team"], heron["team"], magpie["bot"], heron["bot"]) == ("Magpie", "Heron", None, "rule")
    assert (magpie["last_decision"]["day"], magpie["last_decision"]["count"]) == (DAYS, 1)
    assert heron["last_decision"] is None
    assert (magpie["seats"]["all"], magpie["seats"]["present"], heron["seats"]["present"]) == (1, 1, 0)
    standings = {row["store"]["id"]: row for row in lin.get(f"{url}/leaderboard").json()}
    for row in shown["teams"]:
        ranked = standings[row["store"]]
        assert (row["cash_minor"], row["profit_minor"]) == (ranked["cash_minor"], ranked["profit_minor"])


def test_cases_and_accounts(lin: Client, url: str, classroom: Classroom) -> None:
    run, last = classroom.run.pk, DAYS - 1
    for number, due_day in ((1, DAYS), (2, DAYS + 2), (3, last)):
        told = {"order_id": 0, "case_no": number, "kind": 0, "due_day": due_day, "standing_answer": 0}
        place = {"id": row_id(run_id=run, day=last, position=number), "world": 0, "store": 1, "day": last}
        Case.objects.create(**place, **told)
    ended = {"answer": 0, "by_team": 0, "refund_minor": 0, "claimed": 0, "bad_review": 0}
    CaseClose.objects.create(
        id=row_id(run_id=run, day=last), world=0, store=1, day=last, order_id=0, case_no=3, **ended
    )
    for account, standing in ((0, 0), (1, 2)):
        HealthDay.objects.create(
            id=row_id(run_id=run, day=last, position=account),
            world=0,
            store=1,
            day=last,
            account=account,
            standing=standing,
            health_e4=9_000 - 3_000 * account,
            strike_e4=0,
            **{field.name: 0 for field in HealthDay._meta.fields if field.name.endswith("_e6")},
        )
    magpie, heron = lin.get(f"{url}/board").json()["teams"]
    assert heron["cases"] == {"open": 2, "due": 1, "missed": 1}
    assert (heron["standing"], heron["health_e4"]) == ("listing_suspended", 6_000)
    assert (magpie["cases"]["open"], magpie["standing"]) == (0, None)


def test_days_that_wait_and_work_that_failed(lin: Client, url: str, classroom: Classroom) -> None:
    services.request_days(classroom.run, days=5)
    Intent.objects.filter(run=classroom.run, kind="name_buyers").update(failed_at=timezone.now(), done_at=None)
    shown = lin.get(f"{url}/board").json()
    assert (shown["days_waiting"], shown["failed"]) == (5, DAYS)


def test_the_board_asks_as_much_for_many_teams_as_for_one(classroom: Classroom, db: None) -> None:
    version = services.freeze_scenario(document(Size(stores=2, teams=1, markets=1, categories=1, days=7)))
    teams = [Team.objects.create(course=classroom.run.course, name=f"Team {number}") for number in range(20)]
    few, many = (
        services.create_run(services.NewRun(classroom.run.course, version, "Apart", some, parallel=True))
        for some in (teams[:1], teams)
    )
    queries = []
    for run in (few, many):
        board(run)  # the briefing is remembered
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(board(Run.objects.select_related("scenario_version").get(pk=run.pk))["teams"]) in (1, 20)
        queries.append(len(asked))
    assert queries[0] == queries[1] <= 9


def test_an_announcement_reaches_the_run(lin: Client, clients: dict[str, Client], url: str) -> None:
    said = lin.post(f"{url}/announcements", {"text": "Round two ends at 10:40."}, content_type=JSON)
    assert (said.status_code, said.json()["day"], said.json()["date"]) == (201, DAYS, "2026-09-26")
    for person in ("ada", "ben", "lin", "grace"):
        assert [row["text"] for row in clients[person].get(f"{url}/announcements").json()] == [
            "Round two ends at 10:40."
        ]
    entry = AuditEntry.objects.order_by("-number")[0]
    assert (entry.action, "Round" in str(entry.detail)) == ("announced", False)


@pytest.mark.parametrize("text", ["", " ", "x" * 2001])
def test_an_announcement_says_something(text: str, lin: Client, url: str) -> None:
    refused: Any = lin.post(f"{url}/announcements", {"text": text}, content_type=JSON)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/text")
