"""A bot takes an empty seat and gives it back: what it played is not the team's."""

from __future__ import annotations

import pytest

from scoring import selectors, services
from scoring.models import StoreScore
from simlab.engine.policies.table import POLICY_CODES
from simlab.runs.models import AuditEntry, BotSpell, Decision, DecisionSource, Run, RunState, Seat, SeatRole, Store
from simlab.runs.people.refusals import PeopleRefused
from simlab.runs.seating import BOTS, give_back, seat_bot
from tests import terms
from tests.scoring.plain import tuned_run
from tests.scoring.test_grading import in_this_process

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    made: Run = tuned_run(bots=())
    return made


@pytest.fixture
def lin(run: Run) -> Seat:
    return Seat.objects.create(course=run.course, role=SeatRole.INSTRUCTOR)


def store_of(run: Run, number: int = 0) -> Store:
    return Store.objects.get(world__run=run, world__number=0, number=number)


def test_bots_that_may_be_seated_are_bots_of_the_engine() -> None:
    assert set(BOTS) <= set(POLICY_CODES)


def test_a_round_that_a_bot_touched_is_not_scored(run: Run, lin: Seat) -> None:
    terms.play(run, 3)
    assert seat_bot(store_of(run), lin, "expert") == 3
    terms.play(run, 5)
    assert give_back(store_of(run), lin) == 8
    terms.play(run, 13)
    begun = in_this_process(run)
    ada, ben = selectors.scorecards(run)
    assert (ada["bot_rounds"], [week["round"] for week in ada["weeks"]]) == ([0, 1], [2])
    assert (ben["bot_rounds"], [week["round"] for week in ben["weeks"]]) == ([], [0, 1, 2])
    assert "bot_spells" in begun.hashes
    for card in (ada, ben):
        bars = {bar["code"]: bar["money_minor"] for bar in card["waterfall"]}
        assert sum(bars.values()) - bars["result"] == bars["result"]
        assert bars["skill"] == sum(week["skill_minor"] for week in card["weeks"])
    # Of three rounds one is Ada's: the reference's gain and the anchors are those of one round.
    score = StoreScore.objects.get(store=store_of(run))
    assert score.start_minor == services.worth_at(begun, 14)[0, 0] + 700_000


def test_what_a_bot_earned_in_between_is_nobodys(run: Run, lin: Seat) -> None:
    terms.play(run, 7)
    seat_bot(store_of(run), lin, "expert")
    terms.play(run, 7)
    give_back(store_of(run), lin)
    terms.play(run, 7)
    begun = in_this_process(run)
    score = StoreScore.objects.get(store=store_of(run))
    worth = [int(services.worth_at(begun, day)[0, 0]) for day in (0, 7, 14, 21)]
    assert score.result_minor == worth[3] - (worth[2] - worth[1])
    assert worth[2] != worth[1]


def test_a_team_that_a_bot_stood_in_for_all_the_time_has_no_card(run: Run, lin: Seat) -> None:
    seat_bot(store_of(run), lin, "rule")
    terms.play(run, 8)
    in_this_process(run)
    assert [card["store"]["team"] for card in selectors.scorecards(run)] == ["Ben's"]
    assert selectors.scorecard(store_of(run)) is None


def test_a_bot_decides_as_long_as_it_holds_the_seat(run: Run, lin: Seat) -> None:
    seat_bot(store_of(run), lin, "expert")
    terms.play(run, 1)
    give_back(store_of(run), lin)
    terms.play(run, 7)
    made = Decision.objects.filter(store=store_of(run), source=DecisionSource.BOT)
    assert set(made.values_list("day", flat=True)) == {0}


def test_a_bot_that_saw_no_day_was_never_there(run: Run, lin: Seat) -> None:
    seat_bot(store_of(run), lin, "expert")
    seat_bot(store_of(run), lin, "novice")
    assert BotSpell.objects.get().policy == "novice"
    give_back(store_of(run), lin)
    assert not BotSpell.objects.exists()
    assert store_of(run).policy == ""
    assert list(AuditEntry.objects.order_by("number").values_list("action", flat=True)) == [
        "bot_seated",
        "bot_seated",
        "seat_given_back",
    ]


def test_one_bot_after_another(run: Run, lin: Seat) -> None:
    seat_bot(store_of(run), lin, "expert")
    terms.play(run, 2)
    seat_bot(store_of(run), lin, "novice")
    spells = BotSpell.objects.order_by("from_day").values_list("policy", "from_day", "until_day")
    assert list(spells) == [("expert", 0, 2), ("novice", 2, None)]


def test_a_rival_and_a_run_that_is_over_take_no_bot(run: Run, lin: Seat) -> None:
    with pytest.raises(PeopleRefused, match="seat_of_rival"):
        seat_bot(store_of(run, 2), lin, "expert")
    Run.objects.filter(pk=run.pk).update(state=RunState.FINISHED)
    with pytest.raises(PeopleRefused, match="run_is_over"):
        seat_bot(store_of(run), lin, "expert")
    assert not BotSpell.objects.exists()
