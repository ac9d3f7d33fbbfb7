from __future__ import annotations

import numpy as np
import pytest

from orders.domain.cases import Answer, case_day
from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.engine.forks import Checkpoint, actual_arm
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.sections import account_health, buyer_service
from tests.worlds import SMALL, document

DAYS = 28


@pytest.fixture(scope="module")
def world() -> World:
    eager = {"late_case_rate_e6": 900_000, "defect_case_rate_e6": 200_000}
    return compile_world(document(SMALL, account_health=account_health(), buyer_service=buyer_service(cases=eager)))


@pytest.fixture(scope="module")
def played(world: World) -> Played:
    return play(world, DAYS)


def _answer(case: dict[str, int], answer: Answer, day: int) -> np.ndarray:
    row = (0, day, case["store"], Kind.ANSWER_CASE, case["case_no"], 0, answer)
    return np.array([row], dtype=DECISION_DTYPE)


def _first_case(played: Played) -> dict[str, int]:
    cases = played.table("case")
    return {name: int(column[0]) for name, column in cases.items()}


def _outcome(played: Played, case: dict[str, int]) -> dict[str, int]:
    closes = played.table("case_close")
    mine = np.flatnonzero((closes["case_no"] == case["case_no"]) & (closes["store"] == case["store"]))
    assert mine.size == 1
    return {name: int(column[mine[0]]) for name, column in closes.items()}


def test_a_store_gets_a_few_cases_a_week_each_with_its_own_number(world: World, played: Played) -> None:
    cases = played.table("case")
    per_week = np.zeros((3, DAYS // 7), dtype=int)
    np.add.at(per_week, (cases["store"], cases["day"] // 7), 1)
    assert per_week.max() == world.cases.per_week
    assert len({*zip(cases["store"].tolist(), cases["case_no"].tolist(), strict=True)}) == len(cases["store"])
    assert np.array_equal(case_day(cases["case_no"]), cases["day"])


def test_every_case_is_closed_on_its_day_by_the_standing_policy(played: Played) -> None:
    cases, closes = played.table("case"), played.table("case_close")
    due = cases["due_day"] < DAYS
    assert due.sum() == len(closes["store"])
    of_teams = closes["store"] < 2  # the third store is a bot with a policy of its own
    assert set(closes["answer"][of_teams].tolist()) == {Answer.APOLOGISE}
    assert not closes["by_team"].any()


def test_a_case_answered_in_time_ends_as_the_team_says(world: World, played: Played) -> None:
    case = _first_case(played)
    day = case["due_day"]
    outcome = _outcome(play(world, day + 1, decisions={day: _answer(case, Answer.FULL_REFUND, day)}), case)
    assert (outcome["answer"], outcome["by_team"], outcome["day"]) == (Answer.FULL_REFUND, 1, day)
    order = played.table("order")
    mine = (order["day"] == case["order_day"]) & (order["seq"] == case["seq"])
    assert outcome["refund_minor"] == order["price_minor"][mine][0] * order["units"][mine][0]


def test_the_last_answer_stands_and_a_late_one_is_lost(world: World, played: Played) -> None:
    case = _first_case(played)
    due = case["due_day"]
    twice = {due - 1: _answer(case, Answer.REFUSE, due - 1), due: _answer(case, Answer.PARTIAL_REFUND, due)}
    assert _outcome(play(world, due + 1, decisions=twice), case)["answer"] == Answer.PARTIAL_REFUND
    late = {due + 1: _answer(case, Answer.REFUSE, due + 1)}
    assert _outcome(play(world, due + 3, decisions=late), case)["by_team"] == 0


def test_refusing_brings_more_claims_than_refunding(world: World) -> None:
    closes = []
    for answer in (Answer.REFUSE, Answer.FULL_REFUND):
        rows = [(0, 0, store, Kind.STANDING_POLICY, 0, kind, answer) for store in range(3) for kind in range(3)]
        closes.append(play(world, DAYS, decisions={0: np.array(rows, dtype=DECISION_DTYPE)}).table("case_close"))
    refused, refunded = closes
    assert refused["claimed"].mean() > refunded["claimed"].mean()
    assert refused["bad_review"].mean() > refunded["bad_review"].mean()
    of_teams = refused["store"] < 2
    assert refused["refund_minor"][of_teams].sum() == 0 < refunded["refund_minor"].sum()


def test_forks_leave_unborn_cases_to_the_standing_policy(world: World, played: Played) -> None:
    case = _first_case(played)
    rows = _answer(case, Answer.REFUSE, case["day"] + 1)
    luck = Luck.of_seeds([1])
    before, after = (Checkpoint(world, played.states[day - 1], day) for day in (case["day"], case["day"] + 1))
    assert not len(actual_arm(before, rows, luck).rows)
    assert len(actual_arm(after, rows, luck).rows) == 1


def test_the_state_is_the_same_with_and_without_books(world: World, played: Played) -> None:
    from simlab.core.settings import no_decisions
    from simlab.engine.day import simulate_day
    from simlab.engine.state import to_bytes

    state, _ = simulate_day(world, played.states[-2], no_decisions(), DAYS - 1, luck=Luck.of_seeds([1]))
    assert to_bytes(state) == to_bytes(played.states[-1])
