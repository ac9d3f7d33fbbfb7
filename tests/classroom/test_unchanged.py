"""An answer is made once for every version of what it shows, and never shown to somebody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from orders.models import Buyer
from simlab.runs.intents import NAME_BUYERS
from simlab.runs.models import Decision, DecisionState, Intent
from tests.classroom.conftest import Classroom

JSON = "application/json"
BUDGET = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 1}}


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}"


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_second_reader_of_a_page_is_answered_from_memory(ada: Client, url: str) -> None:
    first = queries(ada, f"{url}/orders")
    assert queries(ada, f"{url}/orders") == first - 4  # store and run, orders, buyers, services
    assert queries(ada, f"{url}/orders?limit=51") == first


def test_memory_opens_no_door(clients: dict[str, Client], url: str) -> None:
    for name, status in (("ada", 200), ("ben", 404), ("grace", 404), ("nobody", 401), ("lin", 200)):
        assert clients[name].get(f"{url}/ledger").status_code == status


def test_a_decision_and_its_end_are_new_versions(ada: Client, url: str) -> None:
    versions = [ada.get(f"{url}/settings").headers["ETag"]]
    made = ada.post(f"{url}/decisions", BUDGET, content_type=JSON).json()
    for state in (DecisionState.WAITING, DecisionState.STANDING, DecisionState.CANCELLED):
        Decision.objects.filter(pk=made["id"]).update(state=state)
        versions.append(ada.get(f"{url}/settings").headers["ETag"])
    assert len(set(versions)) == 4


def test_names_that_arrive_after_the_day_are_shown(ada: Client, url: str, classroom: Classroom) -> None:
    before = ada.get(f"{url}/orders")
    Buyer.objects.of_run(classroom.run.pk).update(name="Amy March")
    assert ada.get(f"{url}/orders").json() == before.json()
    Intent.objects.filter(run=classroom.run, kind=NAME_BUYERS, due_day=3).update(done_at=timezone.now())
    after = ada.get(f"{url}/orders", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.json()["results"][0]["buyer"]["name"] == "Amy March"


def test_a_refusal_is_in_the_language_of_each_reader(ada: Client, url: str) -> None:
    texts = {
        ada.get(f"{url}/orders?market=XX", headers={"Accept-Language": language}).json()["errors"][0]["detail"]
        for language in ("zh-CN", "en", "zh-CN")
    }
    assert len(texts) == 2
