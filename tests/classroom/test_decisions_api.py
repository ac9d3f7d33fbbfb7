from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from simlab.runs.models import Decision, FreeText, Run, Seat
from tests.classroom.conftest import DAYS, Classroom

JSON = "application/json"
BUDGET = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 5000}}


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}/decisions"


def test_kinds_are_described_well_enough_to_fill_them_in(ada: Client) -> None:
    kinds = {kind["code"]: kind for kind in ada.get("/api/v1/decision-kinds").json()}
    assert {"set_price", "choose_service", "set_cover", "place_purchase_order"} <= set(kinds)
    assert kinds["set_price"]["title"].keys() == {"en", "zh"}
    assert kinds["set_price"]["axis"] == "pricing"
    jsonschema.validate(BUDGET["payload"], kinds["set_ad_budget"]["schema"])


def test_a_decision_is_kept_and_takes_effect_next_day(ada: Client, url: str) -> None:
    answer = ada.post(url, BUDGET, content_type=JSON)
    made = answer.json()
    assert answer.status_code == 201
    assert (made["day"], made["effective_day"], made["source"], made["by"]) == (DAYS, DAYS, "web", "Ada")
    assert made["state"] == "standing"
    assert ada.get(url).json()["results"][0] == made


def test_the_same_key_twice_is_one_decision(ada: Client, url: str) -> None:
    keyed = BUDGET | {"idempotency_key": "k1"}
    first, second = (ada.post(url, keyed, content_type=JSON).json() for _ in range(2))
    assert first == second
    assert Decision.objects.filter(idempotency_key="k1").count() == 1


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"kind": "dance", "payload": {}}, "/kind", "unknown_kind"),
        ({"payload": {}}, "/kind", "required"),
        ({"kind": "set_ad_budget"}, "/payload", "required"),
        ({"kind": "set_ad_budget", "payload": []}, "/payload", "not_a_dict"),
        ({"kind": "set_ad_budget", "payload": {"market": "US"}}, "/payload/ad_budget_minor", "missing"),
        (
            {"kind": "set_ad_budget", "payload": {"market": "XX", "ad_budget_minor": 1}},
            "/payload/market",
            "unknown_code",
        ),
        (
            {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": -1}},
            "/payload/ad_budget_minor",
            "greater_than_equal",
        ),
        (
            {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 1, "x": 1}},
            "/payload/x",
            "extra_forbidden",
        ),
    ],
)
def test_bad_input_is_named_and_changes_nothing(
    body: dict[str, Any], pointer: str, code: str, ada: Client, url: str
) -> None:
    before = Decision.objects.count()
    answer = ada.post(url, body, content_type=JSON)
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert Decision.objects.count() == before


def test_reasons_are_told_in_chinese(ada: Client, url: str) -> None:
    body = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": -1}}
    answer = ada.post(url, body, content_type=JSON, headers={"Accept-Language": "zh-CN"}).json()
    assert answer["title"] == "有些内容填写不正确。"
    assert answer["errors"][0]["detail"] == "不能小于 0"


def test_a_finished_run_takes_no_decisions(ada: Client, url: str, classroom: Classroom) -> None:
    Run.objects.filter(pk=classroom.run.pk).update(state="finished")
    assert ada.post(url, BUDGET, content_type=JSON).status_code == 409


@pytest.fixture
def ann(clients: dict[str, Client], classroom: Classroom) -> Client:
    """Ada's team mate."""
    user = User.objects.create_user("ann", first_name="Ann")
    Seat.objects.create(user=user, course=classroom.run.course, role="student", team=classroom.ada.team)
    client = Client()
    client.force_login(user)
    return client


def test_a_key_that_stood_for_something_else_is_a_conflict(ada: Client, url: str) -> None:
    ada.post(url, BUDGET | {"idempotency_key": "k1"}, content_type=JSON)
    other = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 1}, "idempotency_key": "k1"}
    answer = ada.post(url, other, content_type=JSON)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:simlab:problem:key_reused")


def test_a_collision_carries_both_values(ada: Client, ann: Client, url: str) -> None:
    seen = ada.get(url.replace("decisions", "settings")).json()["version"]
    theirs = ann.post(url, BUDGET | {"based_on": seen}, content_type=JSON).json()
    mine = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 1}, "based_on": seen}
    answer = ada.post(url, mine, content_type=JSON)
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (409, "urn:simlab:problem:changed_meanwhile")
    assert (problem["yours"], problem["theirs"]) == (mine["payload"], theirs)
    assert problem["theirs"]["by"] == "Ann"
    assert ada.post(f"{url}/preview", mine, content_type=JSON).json()["conflict"] == theirs
    assert ada.post(url, mine | {"based_on": theirs["id"]}, content_type=JSON).status_code == 201


def test_a_preview_tells_what_stands_and_keeps_nothing(ada: Client, url: str) -> None:
    before = Decision.objects.count()
    price = {"kind": "set_price", "payload": {"market": "US", "sku": "SKU-00", "price_minor": 4_321}}
    told = ada.post(f"{url}/preview", price, content_type=JSON).json()
    assert told["standing"].keys() == price["payload"].keys()
    assert told["standing"]["price_minor"] != 4_321
    assert (told["state"], told["cost_minor"], told["effective_day"]) == ("standing", None, DAYS)
    assert f"day {DAYS + 1} opens" in told["effect"]["en"]
    order = {"kind": "place_purchase_order", "payload": {"sku": "SKU-00", "units": 500}}
    told = ada.post(f"{url}/preview", order, content_type=JSON).json()
    assert (told["standing"], told["cost_minor"] > 0) == (None, True)
    wrong = {"kind": "place_purchase_order", "payload": {"sku": "SKU-00", "units": 0}}
    assert ada.post(f"{url}/preview", wrong, content_type=JSON).json()["errors"][0]["pointer"] == "/payload/units"
    words = {"kind": "journal", "payload": {"text": "Not yet."}}
    assert ada.post(f"{url}/preview", words, content_type=JSON).status_code == 200
    assert (Decision.objects.count(), FreeText.objects.count()) == (before, 0)


def test_taken_back_approved_and_declined(
    ada: Client, ann: Client, clients: dict[str, Client], url: str, classroom: Classroom
) -> None:
    Run.objects.filter(pk=classroom.run.pk).update(approval_above_minor=100)
    order = {"kind": "place_purchase_order", "payload": {"sku": "SKU-00", "units": 500}}
    first, second, third = (ada.post(url, order, content_type=JSON).json() for _ in range(3))
    assert {first["state"], second["state"]} == {"waiting"}
    own = ada.post(f"{url}/{first['id']}/approve")
    assert (own.status_code, own.json()["type"]) == (409, "urn:simlab:problem:own_decision")
    approved = ann.post(f"{url}/{first['id']}/approve").json()
    assert (approved["state"], approved["by"], approved["approved_by"]) == ("standing", "Ada", "Ann")
    assert ann.post(f"{url}/{second['id']}/decline").json()["state"] == "declined"
    assert ada.post(f"{url}/{approved['id']}/cancel").json()["state"] == "cancelled"
    assert ada.post(f"{url}/{approved['id']}/cancel").status_code == 409
    assert clients["ben"].post(f"{url}/{third['id']}/cancel").status_code == 404
    Run.objects.filter(pk=classroom.run.pk).update(day=DAYS + 1)
    assert ann.post(f"{url}/{third['id']}/approve").json()["type"] == "urn:simlab:problem:day_opened"
    assert [row["id"] for row in ada.get(url, {"state": "expired"}).json()["results"]] == [third["id"]]
    assert ada.get(url, {"state": "waiting"}).json()["results"] == []


def test_the_history_is_read_in_pages_and_with_filters(
    ada: Client, ann: Client, url: str, django_assert_num_queries: Any
) -> None:
    for amount in range(5):
        made = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": amount}}
        (ada if amount % 2 else ann).post(url, made, content_type=JSON)
    journal = {"kind": "journal", "payload": {"text": "Ads pay."}}
    ada.post(url, journal, content_type=JSON)
    with CaptureQueriesContext(connection) as few:
        ada.get(url, {"limit": 1})
    with django_assert_num_queries(len(few)):
        page = ada.get(url, {"limit": 4}).json()
    assert [row["by"] for row in page["results"]] == ["Ada", "Ann", "Ada", "Ann"]
    assert (page["results"][0]["text"], set(page["results"][0]["payload"])) == ("Ads pay.", {"salted_hash"})
    older = ada.get(url, {"limit": 4, "cursor": page["next"]}).json()["results"]
    assert [row["payload"]["ad_budget_minor"] for row in older][:2] == [1, 0]
    FreeText.objects.all().delete()
    assert ada.get(url, {"kind": "journal"}).json()["results"][0]["text"] is None
    assert ada.get(url, {"state": "asleep"}).status_code == 400


def test_frozen_decisions_and_anothers_role_have_codes(ada: Client, url: str, classroom: Classroom) -> None:
    course = classroom.run.course
    type(course).objects.filter(pk=course.pk).update(roles_enforced=True)
    Seat.objects.filter(user__username="ada").update(team_role="finance")
    answer = ada.post(url, BUDGET, content_type=JSON, headers={"Accept-Language": "zh-CN"})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:simlab:problem:anothers_role")
    assert "其他角色" in answer.json()["title"]
    Run.objects.filter(pk=classroom.run.pk).update(decisions_frozen=True)
    answer = ada.post(url, BUDGET, content_type=JSON)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:simlab:problem:decisions_frozen")
