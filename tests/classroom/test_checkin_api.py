"""Who is there, and bots for empty seats."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from simlab.runs.models import BotSpell, RunState, Seat, Store
from tests.classroom.conftest import DAYS, Classroom
from tests.classroom.test_people_api import codes, sent


@pytest.fixture
def base(classroom: Classroom) -> str:
    return f"/api/v1/runs/{classroom.run.pk}"


def test_the_check_in_tells_who_is_here(lin: Client, ada: Client, base: str, classroom: Classroom) -> None:
    Seat.objects.filter(user__username="ben").update(seen_at=timezone.now() - dt.timedelta(minutes=10))
    ada.get(base)
    shown = lin.get(f"{base}/check-in").json()
    assert [(team["team"], team["is_empty"], team["bot"]) for team in shown["teams"]] == [
        ("Magpie", False, None),
        ("Heron", True, None),
    ]
    [[seat], [other]] = [team["seats"] for team in shown["teams"]]
    assert (seat["name"], seat["is_here"], other["name"], other["is_here"]) == ("Ada", True, "Ben", False)
    assert other["seen_at"]
    Seat.objects.filter(user__username="ben").update(team=None)
    shown = lin.get(f"{base}/check-in").json()
    assert [seat["name"] for seat in shown["without_store"]] == ["Ben"]


def test_a_bot_takes_the_seat_and_gives_it_back(lin: Client, base: str, classroom: Classroom) -> None:
    address = f"{base}/stores/{classroom.ben.pk}/bot"
    assert codes(sent(lin, "PUT", address, {"bot": "king"})) == [("/bot", "invalid_choice")]
    assert sent(lin, "PUT", address, {"bot": "rule"}).json() == {"bot": "rule", "from_day": DAYS}
    team = lin.get(f"{base}/check-in").json()["teams"][1]
    assert (team["bot"], team["bot_from_day"]) == ("rule", DAYS)
    assert sent(lin, "DELETE", address).json() == {"bot": None, "from_day": DAYS}
    assert lin.get(f"{base}/check-in").json()["teams"][1]["bot"] is None


def test_no_bot_for_a_rival_another_run_or_a_run_that_is_over(lin: Client, base: str, classroom: Classroom) -> None:
    assert codes(sent(lin, "PUT", f"{base}/stores/{classroom.rival.pk}/bot", {"bot": "rule"})) == [
        ("", "seat_of_rival")
    ]
    draft = Store.objects.filter(world__run=classroom.draft)[0]
    assert sent(lin, "PUT", f"{base}/stores/{draft.pk}/bot", {"bot": "rule"}).status_code == 404
    type(classroom.run).objects.filter(pk=classroom.run.pk).update(state=RunState.FINISHED)
    assert codes(sent(lin, "PUT", f"{base}/stores/{classroom.ben.pk}/bot", {"bot": "rule"})) == [("", "run_is_over")]
    assert not BotSpell.objects.exists()


def test_the_check_in_asks_no_more_for_more_people(
    lin: Client, base: str, classroom: Classroom, django_assert_num_queries: Any
) -> None:
    teams = [str(classroom.ada.team_id), str(classroom.ben.team_id)]
    sent(lin, "POST", f"/api/v1/courses/{classroom.run.course.pk}/anonymous-seats", {"count": 60, "teams": teams})
    with django_assert_num_queries(7):
        shown = lin.get(f"{base}/check-in").json()
    assert sum(len(team["seats"]) for team in shown["teams"]) == 62
