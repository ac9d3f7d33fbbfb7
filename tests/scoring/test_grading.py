"""A run in the database is graded round by round, and every scorecard adds up."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import models

from scoring import selectors, services, tasks, tuning
from scoring.domain.jobs import graded
from scoring.models import AxisScore, RoundScore, ScoreRun, StoreScore
from simlab.runs.documents import document_of
from simlab.runs.intents import GRADE_ROUND, SCORE, TUNE
from simlab.runs.models import Intent, Run, RunState, Store
from simlab.runs.services import submit_decision
from tests import terms
from tests.scoring.plain import BOTS, plain_tuning, tuned_run

pytestmark = pytest.mark.django_db
DAYS = 10


def played(closed: int = DAYS, **changes: Any) -> Run:
    run: Run = tuned_run(**changes)
    terms.play(run, closed)
    return run


def in_this_process(run: Run) -> ScoreRun:
    """What `score_run` does, without processes."""
    begun = services.begin(run)
    for number in services.missing_rounds(begun):
        services.keep_round(begun, number, graded(services.job_of(begun, number)))
    assert services.finish(begun)
    return begun


def test_every_card_adds_up_and_the_reference_stands_at_three() -> None:
    run = played()
    in_this_process(run)
    cards = selectors.scorecards(run)
    assert [card["store"]["team"] for card in cards] == ["Ada's", "Ben's"]
    for card in cards:
        bars = {bar["code"]: bar["money_minor"] for bar in card["waterfall"]}
        result = bars.pop("result")
        assert sum(bars.values()) == result
        assert bars["skill"] == sum(week["skill_minor"] for week in card["weeks"])
        assert bars["luck"] == sum(week["luck_minor"] for week in card["weeks"])
        assert len(card["weeks"]) == 2
        assert card["formative"]
    assert cards[1]["composite"] == {
        "money_minor": 0,
        "se_minor": 0,
        "level_e2": 300,
        "level_band": {"low_e2": 300, "high_e2": 300},
    }
    assert [axis["code"] for axis in cards[0]["axes"]] == ["pricing", "inventory", "logistics"]
    grey = cards[1]["axes"][2]
    assert (grey["measurable"], grey["level_e2"], grey["se_e2"]) == (False, None, None)


def test_the_result_is_the_worth_of_the_last_evening() -> None:
    run = played()
    begun = in_this_process(run)
    opened, worth = services.worth_at(begun, 0), services.worth_at(begun, run.day)
    for score in StoreScore.objects.filter(score_run=begun).select_related("store"):
        assert score.result_minor == worth[0, score.store.number]
        assert score.start_minor == opened[0, score.store.number] + 700_000 + 300_000  # a week and three days of it


def test_twin_stores_in_parallel_worlds_are_graded_alike() -> None:
    run = played(7, bots=("rule", "novice"), parallel=True)
    in_this_process(run)
    ada, ben = selectors.scorecards(run)
    assert ada["composite"]["money_minor"] == 0 != ben["composite"]["money_minor"]


def test_grading_again_changes_nothing_and_a_new_day_is_a_new_grading() -> None:
    run = played(5)
    first = in_this_process(run)
    assert services.begin(run) == first
    assert services.missing_rounds(first) == []
    assert services.finish(first)
    assert RoundScore.objects.filter(score_run=first).count() == 4
    terms.play(run, 1)
    assert services.begin(run) != first


def test_a_round_that_was_graded_twice_is_kept_once() -> None:
    run = played(5)
    begun = services.begin(run)
    grade = graded(services.job_of(begun, 0))
    services.keep_round(begun, 0, grade)
    services.keep_round(begun, 0, grade)
    assert RoundScore.objects.filter(score_run=begun).count() == 4


def test_unfinished_gradings_are_not_shown() -> None:
    run = played()
    begun = services.begin(run)
    services.keep_round(begun, 1, graded(services.job_of(begun, 1)))
    assert not services.finish(begun)
    assert services.missing_rounds(begun) == [0]
    assert selectors.scorecards(run) == []
    assert selectors.scorecard(Store.objects.get(world__run=run, number=0)) is None


def test_every_round_is_asked_for_once_as_a_task_of_its_own(settings: Any) -> None:
    run = played()
    wish = Intent.objects.create(run=run, kind=SCORE, due_day=run.day)
    for _ in range(2):
        tasks.score_run.run(wish.pk, run.pk, wish.due_day)
    asked = Intent.objects.filter(run=run, kind=GRADE_ROUND, done_at=None).order_by("due_day")
    assert [intent.due_day for intent in asked] == [0, 7]
    settings.EMBEDDED = False  # in this process
    for intent in asked:
        tasks.grade_round.run(intent.pk, run.pk, intent.due_day)
    assert selectors.scorecards(run)
    assert not Intent.objects.filter(run=run, kind__in=[SCORE, GRADE_ROUND], done_at=None).exists()


def test_processes_give_what_this_process_gives() -> None:
    run = played(3)
    begun = services.score_run(run, processes=1)
    assert begun.finished_at
    kept = RoundScore.objects.get(score_run=begun, store=0)
    grade = graded(services.job_of(begun, 0))
    assert kept.composite_minor == grade.composite.mean[0, 0]
    assert services.score_run(run) == begun


def test_a_finished_run_is_graded() -> None:
    run = played(7, days=7)
    assert Intent.objects.filter(run=run, kind=SCORE).exists()
    in_this_process(run)
    run.refresh_from_db()
    assert run.state == RunState.GRADED


def test_a_decision_of_a_person_in_mid_round_counts() -> None:
    """Selling far below cost for four days costs what it costs on the pricing axis, and nothing on the others."""
    run = played(3, bots=())
    store = Store.objects.get(world__run=run, number=0)
    for market in ("US", "DE"):
        payload = {"market": market, "sku": "SKU-00", "price_minor": 100}
        submit_decision(store=store, seat=None, source="web", kind="set_price", payload=payload)
    terms.play(run, 4)
    in_this_process(run)
    cheap, still = (
        {axis.axis: axis.skill_minor for axis in AxisScore.objects.filter(store_score__store__number=number)}
        for number in (0, 1)
    )
    assert cheap["pricing"] < still["pricing"]


def test_a_run_without_a_closed_day_or_a_tuning_is_not_graded() -> None:
    run: Run = terms.new_run(rivals=BOTS)
    with pytest.raises(ValueError, match="no day"):
        services.begin(run)
    terms.play(run, 1)
    with pytest.raises(services.NotTuned, match="simlab tune bench"):
        services.begin(run)


def test_without_bots_of_its_own_a_world_is_held_against_the_tuning() -> None:
    run = played(7, bots=("expert", "novice"), rivals=[BOTS[1]])
    in_this_process(run)
    level, money = StoreScore.objects.filter(score_run__run=run, store__number=0).values_list(
        "unclipped_e2", "composite_minor"
    )[0]
    expected = 300 + (200 * money / 200_000 if money >= 0 else -200 * money / -300_000)
    assert level == pytest.approx(expected, abs=1)


def test_money_columns_hold_large_amounts() -> None:
    for model in (RoundScore, StoreScore, AxisScore):
        money = [field for field in model._meta.get_fields() if field.name.endswith("_minor")]
        assert money
        assert all(isinstance(field, models.BigIntegerField) for field in money)


def test_a_run_is_graded_in_the_world_that_its_seed_drew() -> None:
    ranges = [{"of": "unit_cost", "code": None, "low_e4": 8_000, "high_e4": 12_000}]
    run = played(7, variation=ranges)
    job = services.job_of(services.begin(run), 0)
    assert json.loads(job.document) == document_of(run) != run.scenario_version.resolved
    begun = services.score_run(run, processes=1)
    for score in StoreScore.objects.filter(score_run=begun):
        parts = ("start", "skill", "luck", "shock", "remainder")
        assert sum(getattr(score, f"{part}_minor") for part in parts) == score.result_minor
    assert services.worth_at(begun, 7).sum() == sum(score.result_minor for score in begun.stores.all())


def test_a_scenario_is_tuned_for_a_run_that_waits(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    run = terms.new_run()
    settings.EMBEDDED = False  # in this process
    measured: list[str] = []

    def tune(document: dict[str, Any]) -> dict[str, Any]:
        measured.append(document["code"])
        return plain_tuning(run.scenario_version.content_hash)

    monkeypatch.setattr(tuning, "tune", tune)
    assert not services.is_tuned(run.scenario_version)
    services.request_tuning(run)
    services.request_tuning(run)
    wish = Intent.objects.get(run=run, kind=TUNE)
    tasks.tune_version.run(wish.pk, run.pk, wish.due_day)
    wish.refresh_from_db()
    assert wish.done_at
    assert services.is_tuned(run.scenario_version)
    services.tune_for(run.pk, apart=False)
    assert measured == ["bench"]
