from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scoring.models import AxisScore, RoundScore, ScoreRun, StoreScore, Tuning
from simlab.runs.models import Run, Store
from tests.classroom.conftest import DAYS, Classroom
from tests.classroom.test_contract import contract

AXES = ("pricing", "inventory", "logistics")


@pytest.fixture
def graded(classroom: Classroom, db: None) -> ScoreRun:
    """Both teams graded once, and a second grading that is still going on."""
    done = score_run(classroom.run, days=7)
    for store in (classroom.ada, classroom.ben):
        grade(done, store)
    done.finished_at = timezone.now()
    done.save()
    score_run(classroom.run, days=DAYS)
    return done


def score_run(run: Run, *, days: int) -> ScoreRun:
    tuning, _ = Tuning.objects.get_or_create(
        scenario_version=run.scenario_version, content_hash="t" * 64, defaults={"content": {}}
    )
    hashes = {"tuning": "t" * 64, "day": "d" * 64}
    return ScoreRun.objects.create(run=run, tuning=tuning, days=days, input_hash=str(days) * 8, hashes=hashes)


def grade(done: ScoreRun, store: Store) -> None:
    score = StoreScore.objects.create(
        score_run=done,
        store=store,
        start_minor=1000,
        skill_minor=300,
        skill_se_minor=30,
        luck_minor=-50,
        shock_minor=0,
        remainder_minor=7,
        result_minor=1257,
        composite_minor=250,
        composite_se_minor=25,
        unclipped_e2=520,
        level_e2=500,
        low_e2=480,
        high_e2=500,
    )
    for position, axis in enumerate(AXES):
        AxisScore.objects.create(
            store_score=score,
            position=position,
            axis=axis,
            skill_minor=100,
            skill_se_minor=10,
            regret_minor=20,
            regret_se_minor=5,
            unclipped_e2=410,
            level_e2=410,
            level_se_e2=12,
            measurable=axis != "logistics",
        )
    for number in range(2):
        RoundScore.objects.create(
            score_run=done,
            number=number,
            world=store.world.number,
            store=store.number,
            opened_minor=1000,
            ended_minor=1200,
            expected_minor=1225,
            expected_se_minor=9,
            skill_minor=150,
            skill_se_minor=20,
            composite_minor=125,
            composite_se_minor=12,
            axes=[],
        )


def test_a_student_reads_the_own_card(ada: Client, graded: ScoreRun, classroom: Classroom) -> None:
    card = ada.get(f"/api/v1/stores/{classroom.ada.pk}/scorecard").json()
    assert card["store"]["team"] == "Magpie"
    assert card["formative"] is True
    assert card["composite"] == {
        "money_minor": 250,
        "se_minor": 25,
        "level_e2": 500,
        "level_band": {"low_e2": 480, "high_e2": 500},
    }
    assert [axis["code"] for axis in card["axes"]] == list(AXES)
    assert [axis["level_e2"] for axis in card["axes"]] == [410, 410, None]
    bars = {bar["code"]: bar["money_minor"] for bar in card["waterfall"]}
    assert sum(bars[code] for code in ("start", "skill", "luck", "shock", "remainder")) == bars["result"]
    assert card["weeks"] == [{"round": number, "skill_minor": 150, "luck_minor": -25} for number in range(2)]
    schema = {"$ref": "#/components/schemas/Scorecard", "components": contract()["components"]}
    jsonschema.validate(card, schema)


def test_a_card_is_final_only_when_grades_are_released(ada: Client, graded: ScoreRun, classroom: Classroom) -> None:
    Run.objects.filter(pk=classroom.run.pk).update(state="released")
    assert ada.get(f"/api/v1/stores/{classroom.ada.pk}/scorecard").json()["formative"] is False


def test_nobody_else_reads_it(clients: dict[str, Client], graded: ScoreRun, classroom: Classroom) -> None:
    url = f"/api/v1/stores/{classroom.ada.pk}/scorecard"
    statuses = {name: client.get(url).status_code for name, client in clients.items()}
    assert statuses == {"ada": 200, "ben": 404, "lin": 200, "grace": 404, "dee": 404, "nobody": 401}


def test_an_ungraded_store_has_no_card(lin: Client, graded: ScoreRun, classroom: Classroom) -> None:
    assert lin.get(f"/api/v1/stores/{classroom.rival.pk}/scorecard").status_code == 404


def test_graders_see_all_cards_and_no_team(clients: dict[str, Client], graded: ScoreRun, classroom: Classroom) -> None:
    url = f"/api/v1/runs/{classroom.run.pk}/scorecards"
    taught, marked = clients["lin"].get(url).json(), clients["grace"].get(url).json()
    assert [card["store"]["team"] for card in taught] == ["Magpie", "Heron"]
    assert [card["store"]["team"] for card in marked] == [None, None]
    aliases = [card["store"]["id"] for card in marked]
    assert aliases == sorted(aliases)
    known = {
        store["id"]: store["name"]
        for store in clients["grace"].get(f"/api/v1/runs/{classroom.run.pk}").json()["stores"]
    }
    assert all(known[card["store"]["id"]] == card["store"]["name"] for card in marked)
    assert not {"Magpie", "Heron"} & {word for card in marked for word in _words(card)}


def test_a_class_costs_no_more_queries_than_a_store(lin: Client, graded: ScoreRun, classroom: Classroom) -> None:
    with CaptureQueriesContext(connection) as one:
        lin.get(f"/api/v1/stores/{classroom.ada.pk}/scorecard")
    with CaptureQueriesContext(connection) as every:
        lin.get(f"/api/v1/runs/{classroom.run.pk}/scorecards")
    assert len(every) <= len(one)


def _words(shown: Any) -> set[str]:
    if isinstance(shown, dict):
        return set().union(*(_words(value) for value in shown.values()))
    if isinstance(shown, list):
        return set().union(*(_words(value) for value in shown))
    return {str(shown)}
