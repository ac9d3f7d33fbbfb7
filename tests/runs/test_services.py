from __future__ import annotations

from typing import Any

import pytest

from simlab.engine.playing import game_of
from simlab.engine.policies.table import POLICY_CODES
from simlab.engine.verify import verify_run
from simlab.runs import services
from simlab.runs.free_text import is_text_of
from simlab.runs.intents import ADVANCE
from simlab.runs.kinds import DecisionRejected
from simlab.runs.models import Decision, FreeText, Intent, Run, RunState, ScenarioVersion, Store
from tests.terms import new_run, play
from tests.worlds import document

pytestmark = pytest.mark.django_db
PRICE: dict[str, Any] = {"market": "US", "sku": "SKU-00", "price_minor": 1500}


def decide(run: Run, **changes: Any) -> Decision:
    store = Store.objects.get(world__run=run, number=0)
    given: dict[str, Any] = {"store": store, "seat": None, "source": "web", "kind": "set_price", "payload": PRICE}
    return services.submit_decision(**(given | changes))


def test_the_same_document_is_frozen_once() -> None:
    first, second = services.freeze_scenario(document()), services.freeze_scenario(document())
    assert first.pk == second.pk
    assert first.resolved == document()
    assert services.freeze_scenario(document(version="2")).pk != first.pk
    assert ScenarioVersion.objects.count() == 2


def test_a_shared_run_has_one_world_with_all_stores() -> None:
    run = new_run()
    stores = Store.objects.filter(world__run=run).order_by("number")
    assert [store.number for store in stores] == [0, 1, 2]
    assert [store.team is not None for store in stores] == [True, True, False]


def test_a_parallel_run_has_a_twin_world_for_each_team() -> None:
    run = new_run(parallel=True)
    assert run.worlds.count() == 2
    assert [store.team.name for store in Store.objects.filter(world__run=run, number=0)] == ["Ada's", "Ben's"]


def test_the_scenario_decides_how_many_teams_there_are() -> None:
    with pytest.raises(services.WrongNumberOfTeams, match="room for 1 to 1 teams"):
        new_run(teams=1)


def test_rule_bots_hold_the_places_that_no_team_takes() -> None:
    run = new_run(bots=(), teams=3)
    play(run, 1)
    stores = Store.objects.filter(world__run=run).order_by("number")
    assert [(store.team is not None, store.policy) for store in stores] == [
        (True, ""), (True, ""), (False, "rule"), (False, "expert")
    ]  # fmt: skip
    assert POLICY_CODES[game_of(run).world.policy[2]] == "rule"
    assert not Decision.objects.filter(run=run).exists(), "a stand-in decides like a rival"
    assert verify_run(run).holds


def test_a_decision_takes_effect_when_the_next_day_opens() -> None:
    run = new_run(bots=())
    play(run, 2)
    decision = decide(run)
    assert (decision.day, decision.effective_day, decision.rows) == (2, 2, [[1, 0, 0, 1500]])
    before = Store.objects.get(world__run=run, number=0)
    assert before.decisions.count() == 1


def test_a_bad_decision_changes_nothing() -> None:
    run = new_run(bots=())
    with pytest.raises(DecisionRejected):
        decide(run, payload={**PRICE, "price_minor": -1})
    with pytest.raises(DecisionRejected):
        decide(run, kind="bribe")
    assert not Decision.objects.exists()


def test_a_decision_sent_twice_is_made_once() -> None:
    run = new_run(bots=())
    first, second = (decide(run, idempotency_key="tap") for _ in range(2))
    assert first.pk == second.pk
    assert decide(run).pk != decide(run).pk


@pytest.mark.parametrize("state", [RunState.DRAFT, RunState.FINISHED, RunState.RELEASED])
def test_a_run_that_is_not_played_takes_no_decisions(state: str) -> None:
    run = new_run(bots=())
    Run.objects.filter(pk=run.pk).update(state=state)
    with pytest.raises(DecisionRejected, match="no decisions"):
        decide(run)


def test_days_asked_for_add_up_and_end_with_the_run() -> None:
    run = new_run(days=5)
    assert [services.request_days(run, days=days) for days in (1, 2, 9)] == [1, 3, 5]


def test_a_run_has_one_open_request_for_days() -> None:
    run = new_run()
    services.request_days(run, days=1)
    services.request_days(run, days=1)
    assert list(Intent.objects.filter(kind=ADVANCE).values_list("due_day", flat=True)) == [2]


def test_states_change_only_as_they_may() -> None:
    run = new_run()
    assert not services.open_run(run)
    assert services.pause_run(run)
    assert not services.pause_run(run)
    assert services.start_run(run)
    assert Run.objects.get(pk=run.pk).state == RunState.RUNNING


def test_of_a_persons_own_words_only_a_salted_hash_is_in_the_decision() -> None:
    run, words = new_run(bots=()), {"text": "We expect the strike to end in May."}
    first, second = (decide(run, kind="journal", payload=words) for _ in range(2))
    assert first.rows == []
    assert set(first.payload) == {"salted_hash"}
    assert first.payload != second.payload  # a salt each
    assert is_text_of(first.payload["salted_hash"], words["text"])
    assert not is_text_of(first.payload["salted_hash"], "Something else")
    FreeText.objects.all().delete()
    assert not is_text_of(first.payload["salted_hash"], words["text"])
    with pytest.raises(DecisionRejected, match="cannot be kept"):
        decide(run, kind="journal", payload={"text": "a\x00b"})


def test_goals_and_forecasts_are_for_days_that_are_still_to_come() -> None:
    run = new_run(bots=())
    play(run, 8)
    goal = {"kpi": "orders", "target": 90, "round": 1}
    forecast = {"kpi": "orders", "forecast_day": 8, "low": 1, "middle": 5, "high": 9}
    assert decide(run, kind="set_goal", payload=goal).rows == decide(run, kind="forecast", payload=forecast).rows == []
    for kind, payload, wrong in (
        ("set_goal", {**goal, "round": 0}, "/round: this is over"),
        ("set_goal", {**goal, "round": 400}, "/round: must be below"),
        ("forecast", {**forecast, "forecast_day": 7}, "/forecast_day: this is over"),
        ("forecast", {**forecast, "high": 2}, "/middle: low, middle and high must ascend"),
        ("forecast", {**forecast, "at_least": 5}, "and not both"),
        ("forecast", {"kpi": "orders", "forecast_day": 9, "probability_percent": 20}, "and not both"),
    ):
        with pytest.raises(DecisionRejected, match=wrong):
            decide(run, kind=kind, payload=payload)
