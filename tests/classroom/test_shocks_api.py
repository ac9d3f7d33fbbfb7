from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from simlab.core.settings import Kind
from simlab.engine.advance import advance_run
from simlab.engine.playing import evening_before, game_of
from simlab.runs.models import Decision
from simlab.runs.services import freeze_scenario
from tests.classroom.conftest import Classroom
from tests.worlds import SMALL, document

JSON = "application/json"
EFFECT = {"lever": "demand_e4", "value": 5_000, "first_day": 0, "days": 9}
SHOCK: Mapping[str, Any] = {
    "code": "slump",
    "kind": "algorithm_change",
    "name": {"en": "Slump", "zh": "低迷"},
    "day": -1,
    "announced_day": None,
    "noticed_days": 0,
    "news": {"en": "Shoppers stay away.", "zh": "买家减少。"},
    "window": [0, -1],
    "chance_per_day_e6": 0,
    "targets": {},
    "effects": [EFFECT],
}


@pytest.fixture
def url(classroom: Classroom) -> str:
    run = classroom.draft
    run.scenario_version = freeze_scenario(document(SMALL, shocks=[SHOCK]))
    run.state = "running"
    run.save()
    return f"/api/v1/runs/{run.pk}/shocks"


def test_an_instructor_throws_a_shock_in_and_the_next_day_begins_it(
    lin: Client, url: str, classroom: Classroom
) -> None:
    shown = lin.get(url).json()
    assert [(shock["code"], shock["begun_day"], shock["effects"]) for shock in shown] == [("slump", None, [EFFECT])]
    assert lin.post(url, {"code": "slump"}, content_type=JSON).json() == {"code": "slump", "day": 0}
    assert advance_run(classroom.draft.pk, 0)
    classroom.draft.refresh_from_db()
    state, _ = evening_before(game_of(classroom.draft), 1)
    assert (state.shock_day == 0).all()
    assert lin.get(url).json()[0]["begun_day"] == 0


def test_an_unknown_shock_is_a_field_error_and_nothing_is_recorded(lin: Client, url: str) -> None:
    answer = lin.post(url, {"code": "meteor"}, content_type=JSON)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/code"]
    assert not Decision.objects.filter(kind=Kind.INJECT_SHOCK.name.lower()).exists()


def test_students_and_graders_neither_see_nor_throw_shocks(clients: dict[str, Client], url: str) -> None:
    for name in ("ada", "grace"):
        assert clients[name].get(url).status_code in {403, 404}
        assert clients[name].post(url, {"code": "slump"}, content_type=JSON).status_code in {403, 404}


def test_a_team_cannot_throw_a_shock_in_as_a_decision(clients: dict[str, Client], classroom: Classroom) -> None:
    address = f"/api/v1/stores/{classroom.ada.pk}/decisions"
    answer = clients["ada"].post(address, {"kind": "inject_shock", "payload": {"code": "slump"}}, content_type=JSON)
    assert answer.status_code == 400
