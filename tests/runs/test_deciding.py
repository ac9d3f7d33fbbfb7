"""Before their day opens decisions may collide, wait for a team mate, be declined or be taken back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bench.everything import everything
from simlab.engine.playing import decisions_of
from simlab.engine.replay import replay_day
from simlab.engine.verify import verify_run
from simlab.runs import deciding, services
from simlab.runs.deciding import AnothersRole, ChangedMeanwhile, NotPossible, amount_minor
from simlab.runs.kinds import Row, kind_named
from simlab.runs.models import Decision, DecisionState, Run, Seat, SeatRole, Store
from tests.terms import new_run, play

pytestmark = pytest.mark.django_db
PRICE: dict[str, Any] = {"market": "US", "sku": "SKU-00", "price_minor": 1500}
ORDER: dict[str, Any] = {"sku": "SKU-00", "units": 5_000}


@pytest.fixture
def run() -> Run:
    return new_run(bots=())


@pytest.fixture
def store(run: Run) -> Store:
    return Store.objects.get(world__run=run, number=0)


@pytest.fixture
def seats(run: Run, store: Store) -> list[Seat]:
    return [Seat.objects.create(course=run.course, role=SeatRole.STUDENT, team=store.team) for _ in range(2)]


def decide(store: Store, seat: Seat | None, **changes: Any) -> Decision:
    given: dict[str, Any] = {"store": store, "seat": seat, "source": "web", "kind": "set_price", "payload": PRICE}
    return services.submit_decision(**(given | changes))


def not_possible(code: str) -> Any:
    return pytest.raises(NotPossible, match=f"^{code}$")


def test_only_standing_decisions_reach_the_day_and_the_run_verifies(run: Run, store: Store, seats: list[Seat]) -> None:
    play(run, 1)
    for state, price in zip(DecisionState, (1_111, 2_222, 3_333, 4_444), strict=True):
        made = decide(store, seats[0], payload={**PRICE, "price_minor": price})
        Decision.objects.filter(pk=made.pk).update(state=state)
    assert decisions_of(run, 1)["value"].tolist() == [1_111]
    play(run, 1)
    assert replay_day(run, 1).holds
    assert verify_run(run).holds
    Decision.objects.filter(state=DecisionState.CANCELLED).update(state=DecisionState.STANDING)
    assert not verify_run(run).holds  # the day's digest is of the standing ones


def test_a_decision_is_taken_back_until_its_day_opens(run: Run, store: Store, seats: list[Seat]) -> None:
    play(run, 1)
    first, second = decide(store, seats[0]), decide(store, seats[0])
    assert deciding.cancel_decision(first, seats[1]).state == DecisionState.CANCELLED
    with not_possible(deciding.ENDED):
        deciding.cancel_decision(first, seats[1])
    play(run, 1)
    with not_possible(deciding.DAY_OPENED):
        deciding.cancel_decision(second, seats[0])
    assert Decision.objects.get(pk=second.pk).state == DecisionState.STANDING


def test_what_a_team_mate_changed_since_is_not_overwritten_unseen(store: Store, seats: list[Seat]) -> None:
    seen = decide(store, seats[0])
    theirs = decide(store, seats[0], payload={**PRICE, "price_minor": 1_600})
    with pytest.raises(ChangedMeanwhile) as changed:
        decide(store, seats[1], based_on=seen.pk)
    assert changed.value.theirs == theirs
    assert decide(store, seats[1], based_on=theirs.pk).pk  # it was seen
    elsewhere = {**PRICE, "sku": "SKU-01"}
    assert decide(store, seats[0], payload=elsewhere, based_on=seen.pk).pk  # another listing
    own = decide(store, seats[1], payload=PRICE | {"price_minor": 9})
    assert decide(store, seats[1], based_on=theirs.pk).pk > own.pk  # nobody collides with oneself
    deciding.cancel_decision(own, seats[1])


def test_goals_collide_by_figure_and_round(store: Store, seats: list[Seat]) -> None:
    goal = {"kpi": "orders", "target": 90, "round": 1}
    theirs = decide(store, seats[0], kind="set_goal", payload=goal)
    with pytest.raises(ChangedMeanwhile):
        decide(store, seats[1], kind="set_goal", payload=goal | {"target": 10}, based_on=theirs.pk - 1)
    assert decide(store, seats[1], kind="set_goal", payload=goal | {"round": 2}, based_on=theirs.pk - 1).pk


def test_a_key_stands_for_one_payload(store: Store, seats: list[Seat]) -> None:
    first = decide(store, seats[0], idempotency_key="k")
    assert decide(store, seats[0], idempotency_key="k") == first
    with not_possible(deciding.KEY_REUSED):
        decide(store, seats[0], idempotency_key="k", payload={**PRICE, "price_minor": 9})
    words = {"kind": "journal", "payload": {"text": "Hold."}, "idempotency_key": "j"}
    assert decide(store, seats[0], **words) == decide(store, seats[0], **words)
    with not_possible(deciding.KEY_REUSED):
        decide(store, seats[0], **words | {"payload": {"text": "Sell."}})


def test_above_the_amount_a_team_mate_has_to_agree(run: Run, store: Store, seats: list[Seat]) -> None:
    play(run, 1)
    Run.objects.filter(pk=run.pk).update(approval_above_minor=10_000)
    small = {"sku": "SKU-00", "units": 60}
    states = [decide(store, seats[0], kind="place_purchase_order", payload=p).state for p in (ORDER, small)]
    waiting, standing = DecisionState.WAITING, DecisionState.STANDING
    cost = amount_minor(kind_named("place_purchase_order"), [Row(6, 0, 0, 60)], run.scenario_version.resolved)
    assert states == [waiting, standing if cost is not None and cost <= 10_000 else waiting]
    first, second = (decide(store, seats[0], kind="place_purchase_order", payload=ORDER) for _ in range(2))
    with not_possible(deciding.OWN_DECISION):
        deciding.approve_decision(first, seats[0])
    approved, declined = deciding.approve_decision(first, seats[1]), deciding.decline_decision(second, seats[1])
    assert (approved.state, declined.state) == (standing, DecisionState.DECLINED)
    assert approved.approved_by == declined.approved_by == seats[1]
    late = decide(store, seats[0], kind="place_purchase_order", payload=ORDER)
    assert np.isin([ORDER["units"]], decisions_of(run, 1)["value"]).all()
    play(run, 1)
    with not_possible(deciding.DAY_OPENED):
        deciding.approve_decision(late, seats[1])
    assert replay_day(run, 1).holds


def test_nothing_is_decided_while_decisions_are_frozen(run: Run, store: Store, seats: list[Seat]) -> None:
    made = decide(store, seats[0])
    Run.objects.filter(pk=run.pk).update(decisions_frozen=True)
    with not_possible(deciding.DECISIONS_FROZEN):
        decide(store, seats[0])
    with not_possible(deciding.DECISIONS_FROZEN):
        deciding.cancel_decision(made, seats[0])


def test_enforced_roles_decide_their_own_kinds_only(run: Run, store: Store, seats: list[Seat]) -> None:
    seats[0].team_role = "finance"
    decide(store, seats[0])  # not enforced
    run.course.roles_enforced = True
    run.course.save()
    with pytest.raises(AnothersRole):
        decide(store, seats[0])
    assert decide(store, seats[0], kind="journal", payload={"text": "Nobody asked me."}).pk
    assert decide(store, seats[1]).pk  # without a role: all kinds


def test_amounts_are_of_what_costs_or_binds_money() -> None:
    document = everything(6)
    payloads: dict[str, dict[str, Any]] = {
        "place_purchase_order": {"sku": "CASE-CLEAR", "units": 100},
        "ship_inbound": {
            "sku": "CASE-CLEAR",
            "origin": "SZX",
            "destination": "US-LAX",
            "transport": "express",
            "units": 100,
        },
        "buy_forward": {"currency": "USD", "amount_minor": 10_000, "tenor_days": 30},
        "set_credit": {"credit_minor": 5_000},
        "set_cover": {"sku": "CASE-CLEAR", "cover_days": 9},
    }
    dollar = document["fx"]["rate_e8"][1] / 1e8
    kinds = {code: kind_named(code) for code in payloads}
    amounts = {code: amount_minor(kind, kind.rows(payloads[code], document), document) for code, kind in kinds.items()}
    assert amounts == {
        "place_purchase_order": 95_000,
        "ship_inbound": round((1550 + 5 * 1300) * dollar),  # 100 units of 50 g by courier
        "buy_forward": round(10_000 * dollar),
        "set_credit": 5_000,
        "set_cover": None,
    }
