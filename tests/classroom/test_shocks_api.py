from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from django.test import Client

from simlab.classroom import tasks
from simlab.classroom.ticker import TASKS
from simlab.core.settings import Kind
from simlab.engine.advance import advance_run
from simlab.engine.foresight import DRAWS, ShockJob, changes_of
from simlab.engine.playing import decisions_of, evening_before, game_of, state_at
from simlab.engine.state import to_bytes
from simlab.runs.models import Decision, Intent
from simlab.runs.scenario.canonical import canonical_json
from simlab.runs.services import freeze_scenario
from tests.classroom.conftest import Classroom
from tests.worlds import SMALL, document

JSON = "application/json"
EFFECT = {"lever": "demand_e4", "value": 5_000, "first_day": 0, "days": 9}
FIRE = {"lever": "stock_loss_e4", "value": 5_000, "first_day": 0, "days": 1}
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


@pytest.fixture(autouse=True)
def _in_this_process(settings: Any) -> None:
    settings.EMBEDDED = False


@pytest.fixture
def url(classroom: Classroom) -> str:
    run = classroom.draft
    run.scenario_version = freeze_scenario(document(SMALL, shocks=[SHOCK]))
    run.state, run.day = "running", 0
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


def test_a_shock_is_foreseen_before_it_is_thrown_in(lin: Client, url: str, classroom: Classroom) -> None:
    run = classroom.draft
    assert advance_run(run.pk, 0)
    address = url.replace("/shocks", "/shock-previews")
    for _ in range(2):
        asked = lin.post(address, {"code": "slump"}, content_type=JSON)
        assert (asked.status_code, asked.json()["ready"], asked.json()["stores"]) == (202, False, [])
    intent = Intent.objects.get(run=run, kind="foresee")
    assert TASKS[intent.kind] == tasks.foresee_shock.name
    tasks.foresee_shock(intent.pk, run.pk, 1)
    (shown,) = lin.get(address).json()
    assert (shown["ready"], shown["day"], shown["days"]) == (True, 1, 14)
    assert [row["name"]["en"] for row in shown["stores"]] == ["Magpie", "Heron"]
    assert all(row["low_minor"] <= row["mean_minor"] <= row["high_minor"] for row in shown["stores"])
    assert all(row["mean_minor"] for row in shown["stores"])
    assert not Decision.objects.filter(run=run).exists(), "a preview changes nothing"
    assert advance_run(run.pk, 1)
    assert lin.get(address).json() == []
    unknown = lin.post(address, {"code": "meteor"}, content_type=JSON)
    assert unknown.json()["errors"][0] | {"detail": ""} == {"pointer": "/code", "code": "unknown_code", "detail": ""}


@pytest.mark.parametrize(("effect", "sign"), [(EFFECT | {"value": 10_000}, 0), (FIRE, -1)])
def test_what_is_foreseen_is_the_work_of_the_shock(
    effect: Mapping[str, Any], sign: int, lin: Client, url: str, classroom: Classroom
) -> None:
    """A shock that changes nothing changes nothing: both ways have the same luck. A fire costs every store."""
    run = classroom.draft
    assert advance_run(run.pk, 0)
    job = ShockJob(
        document=canonical_json(document(SMALL, shocks=[SHOCK | {"effects": [effect]}])),
        state=to_bytes(state_at(run, 1)),
        rows=decisions_of(run, 1),
        day=1,
        shock=0,
        seed=7,
    )
    changes = changes_of(job)
    assert changes.shape == (DRAWS, 1, 3)
    assert (np.sign(changes) == sign).all()
