from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from django.test import Client

from simlab.runs.models import Decision, Run
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
    assert ada.get(url).json()[0] == made


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
