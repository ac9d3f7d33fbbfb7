"""Each endpoint for each person."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from orders.models import Order
from simlab.runs import services
from simlab.runs.models import Seat, Team
from tests.classroom.conftest import Classroom
from tests.worlds import Size, document

# path, then the answer for ada (own team), ben (other team), lin (teaches), grace (grades), dee (elsewhere), nobody
READS = [
    ("/api/v1/session", 200, 200, 200, 200, 200, 200),
    ("/api/v1/schema", 200, 200, 200, 200, 200, 200),
    ("/api/v1/live", 200, 200, 200, 200, 200, 401),
    ("/api/v1/decision-kinds", 200, 200, 200, 200, 200, 200),
    ("/api/v1/runs/{run}", 200, 200, 200, 200, 404, 401),
    ("/api/v1/runs/{draft}", 404, 404, 200, 404, 404, 401),
    ("/api/v1/runs/{run}/leaderboard", 200, 200, 200, 200, 404, 401),
    ("/api/v1/runs/{run}/scorecards", 403, 403, 200, 200, 404, 401),
    ("/api/v1/stores/{ada}/summary", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/days", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/shipments", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/orders", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/orders/{order}", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/parcels", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/payments", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/refunds", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/payouts", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/transfers", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/ledger", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/ledger/balances", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/reviews", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/cases", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/campaigns", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/shipping-quotes?market=DE&sku=SKU-01", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/landed-cost?market=DE&sku=SKU-01", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/research", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/inbox", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/account", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/customs", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/advertising", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/news", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/stock", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/listings", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/profit-and-loss", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/competitors?market=DE", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/market-report", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/settings", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/decisions", 200, 404, 200, 404, 404, 401),
    ("/api/v1/stores/{ada}/decision-forms", 200, 404, 200, 404, 404, 401),
    ("/api/v1/runs/{run}/shocks", 403, 403, 200, 403, 404, 401),
    ("/api/v1/stores/{ben}/orders/{order}", 404, 404, 404, 404, 404, 401),
    ("/api/v1/stores/{rival}/summary", 404, 404, 200, 404, 404, 401),
    ("/api/v1/runs/0", 404, 404, 404, 404, 404, 401),
    ("/api/v1/runs/one", 404, 404, 404, 404, 404, 401),
    ("/api/v1/runs/99999999999999999999", 404, 404, 404, 404, 404, 401),
    ("/api/v1/nowhere", 404, 404, 404, 404, 404, 404),
]
WRITES = [
    ("post", "/api/v1/runs/{run}/days", {"days": 1}, (403, 403, 202, 403, 404, 401)),
    ("patch", "/api/v1/runs/{run}/clock", {"clock": "manual"}, (403, 403, 200, 403, 404, 401)),
    ("patch", "/api/v1/runs/{run}", {"state": "paused"}, (403, 403, 200, 403, 404, 401)),
    (
        "post",
        "/api/v1/stores/{ada}/decisions",
        {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 100}},
        (201, 404, 403, 404, 404, 401),
    ),
]
PEOPLE = ("ada", "ben", "lin", "grace", "dee", "nobody")


def addressed(path: str, classroom: Classroom) -> str:
    order = Order.objects.of_run(classroom.run.pk).filter(store=0).order_by("id")[0]
    return path.format(
        run=classroom.run.pk,
        draft=classroom.draft.pk,
        ada=classroom.ada.pk,
        ben=classroom.ben.pk,
        rival=classroom.rival.pk,
        order=order.pk,
    )


@pytest.mark.parametrize(("path", "answers"), [(path, answers) for path, *answers in READS])
def test_who_may_read(path: str, answers: list[int], classroom: Classroom, clients: dict[str, Client]) -> None:
    url = addressed(path, classroom)
    assert [clients[name].get(url).status_code for name in PEOPLE] == answers


@pytest.mark.parametrize(("method", "path", "body", "answers"), WRITES)
def test_who_may_write(
    method: str,
    path: str,
    body: dict[str, object],
    answers: tuple[int, ...],
    classroom: Classroom,
    clients: dict[str, Client],
) -> None:
    url = addressed(path, classroom)
    got = [getattr(clients[name], method)(url, body, content_type="application/json").status_code for name in PEOPLE]
    assert tuple(got) == answers


@pytest.mark.parametrize("name", PEOPLE)
def test_no_answer_gives_the_hidden_world_away(name: str, classroom: Classroom, clients: dict[str, Client]) -> None:
    hidden = {
        "seed",
        "seed_hex",
        "document",
        "quality_e4",
        "appeal_e3",
        "demand",
        "loss_rate_e6",
        "daily_return_e8",
        "policy",
        "variation",
        "low_e4",
        "high_e4",
    }
    for path, *_ in READS:
        if path == "/api/v1/schema":
            continue
        body = clients[name].get(addressed(path, classroom)).content.decode()
        assert classroom.run.seed_hex not in body
        assert not hidden & keys_of(json.loads(body))


def keys_of(shown: object) -> set[str]:
    if isinstance(shown, dict):
        return set(shown).union(*(keys_of(value) for value in shown.values()))
    if isinstance(shown, list):
        return set().union(*(keys_of(value) for value in shown))
    return set()


def test_a_grader_sees_no_names_of_teams(classroom: Classroom, clients: dict[str, Client]) -> None:
    for path in (
        "/api/v1/runs/{run}",
        "/api/v1/runs/{run}/leaderboard",
        "/api/v1/runs/{run}/scorecards",
        "/api/v1/session",
    ):
        body = clients["grace"].get(addressed(path, classroom)).content.decode()
        assert "Magpie" not in body
        assert "Heron" not in body


def test_a_student_sees_the_own_row_of_the_leaderboard(classroom: Classroom, clients: dict[str, Client]) -> None:
    url = addressed("/api/v1/runs/{run}/leaderboard", classroom)
    assert [row["store"]["id"] for row in clients["ada"].get(url).json()] == [str(classroom.ada.pk)]
    assert len(clients["lin"].get(url).json()) == 3


def test_a_student_does_not_learn_other_teams(classroom: Classroom, clients: dict[str, Client]) -> None:
    stores = clients["ada"].get(addressed("/api/v1/runs/{run}", classroom)).json()["stores"]
    assert [store["team"] for store in stores] == ["Magpie", None, None]


def test_in_a_parallel_run_the_other_teams_trade_elsewhere(classroom: Classroom, clients: dict[str, Client]) -> None:
    version = services.freeze_scenario(document(Size(stores=2, teams=1, markets=1, categories=1, days=7)))
    teams = list(Team.objects.filter(course=classroom.run.course).order_by("id"))
    run = services.create_run(services.NewRun(classroom.run.course, version, "Apart", teams, parallel=True))
    services.open_run(run)
    stores = clients["ada"].get(f"/api/v1/runs/{run.pk}").json()["stores"]
    assert [store["team"] for store in stores] == ["Magpie", None]
    assert len(clients["lin"].get(f"/api/v1/runs/{run.pk}").json()["stores"]) == 4


def test_a_student_without_a_team_has_no_store(classroom: Classroom, clients: dict[str, Client]) -> None:
    Seat.objects.filter(user__username="ada").update(team=None)
    assert clients["ada"].get("/api/v1/session").json()["store"] is None
    assert clients["ada"].get(addressed("/api/v1/runs/{run}", classroom)).json()["stores"] == []
    assert clients["ada"].get(addressed("/api/v1/stores/{rival}/summary", classroom)).status_code == 404
