"""A branch has the parent's days, proves them, and goes on with luck of its own."""

from __future__ import annotations

from typing import Any

import pytest

from orders.models import Order
from simlab.engine.branching import LuckWouldRepeat, NewBranch, branch_off, copy_days
from simlab.engine.playing import evening_before, game_of, state_at
from simlab.engine.recall import forget_all
from simlab.engine.state import to_bytes
from simlab.engine.verify import verify_run
from simlab.runs import services
from simlab.runs.intents import COPY_DAYS, NAME_BUYERS
from simlab.runs.models import BotSpell, DayClose, Decision, Intent, Run, RunState, Store
from simlab.runs.rows import RUN_SHIFT
from tests.terms import digests, new_run, play

pytestmark = pytest.mark.django_db
PRICE: dict[str, Any] = {"market": "US", "sku": "SKU-00", "price_minor": 1500}


def branched(parent: Run, day: int, *, same_luck: bool = False) -> Run:
    branch = branch_off(NewBranch(parent, day, "What if", same_luck))
    assert copy_days(branch.pk)
    branch.refresh_from_db()
    return branch


def go_on(branch: Run, days: int) -> None:
    services.open_run(branch)
    services.start_run(branch)
    play(branch, days)


@pytest.fixture
def parent() -> Any:
    run = new_run(bots=())
    store = Store.objects.get(world__run=run, number=0)
    for _ in range(10):
        if run.day in (3, 8):
            services.submit_decision(store=store, seat=None, source="web", kind="set_price", payload=PRICE)
        play(run, 1)
    return run


def test_a_branch_begins_with_the_parents_chain_and_rows(parent: Run) -> None:
    branch = branched(parent, 6)
    assert (branch.state, branch.day, branch.days, branch.parent_id) == ("draft", 6, parent.days, parent.pk)
    assert digests(branch) == digests(parent)[:6]
    assert verify_run(branch).findings == []
    own, theirs = (list(Order.objects.of_days(run.pk, 0, 5).order_by("id").values()) for run in (branch, parent))
    assert len(own) == len(theirs) > 100
    shift = (branch.pk - parent.pk) << RUN_SHIFT
    assert [row["id"] for row in own] == [row["id"] + shift for row in theirs]
    assert not Order.objects.of_days(branch.pk, 6, 2000).exists()
    assert list(Decision.objects.filter(run=branch).values_list("effective_day", flat=True)) == [3]
    assert Intent.objects.filter(run=branch, kind=NAME_BUYERS).count() == 6


def test_statuses_stand_as_they_did_that_evening() -> None:
    parent = new_run()
    play(parent, 5)
    then = dict(Order.objects.of_run(parent.pk).values_list("id", "status"))
    play(parent, 9)
    branch = branched(parent, 5)
    shift = (branch.pk - parent.pk) << RUN_SHIFT
    now = Order.objects.of_run(branch.pk).values_list("id", "status")
    assert {number - shift: status for number, status in now} == then
    assert then != dict(Order.objects.of_days(parent.pk, 0, 4).values_list("id", "status"))


def test_a_branch_goes_on_with_new_luck(parent: Run) -> None:
    branch = branched(parent, 6)
    assert branch.seed_hex != parent.seed_hex
    go_on(branch, 4)
    assert digests(branch)[:6] == digests(parent)[:6]
    assert digests(branch)[6] != digests(parent)[6]
    assert verify_run(branch).findings == []
    again = branched(branch, 8)
    go_on(again, 2)
    assert digests(again)[:8] == digests(branch)[:8]
    assert digests(again)[8:] != digests(branch)[8:]
    assert verify_run(again).findings == []


def test_the_same_luck_is_for_after_the_end(parent: Run) -> None:
    with pytest.raises(LuckWouldRepeat):
        branch_off(NewBranch(parent, 6, "Peep", same_luck=True))
    assert Run.objects.count() == 1
    Run.objects.filter(pk=parent.pk).update(state=RunState.FINISHED)
    parent.refresh_from_db()
    branch = branched(parent, 8, same_luck=True)
    go_on(branch, 2)
    # what the team had decided for the branching day stands in the branch too
    assert digests(branch) == digests(parent)


def test_a_day_whose_snapshot_was_thinned_is_played_again(parent: Run) -> None:
    assert DayClose.objects.get(run=parent, day=4).snapshot is None
    forget_all()
    branch = branched(parent, 5)
    state, _ = evening_before(game_of(branch), 5)
    assert to_bytes(state) == to_bytes(state_at(parent, 5))
    go_on(branch, 1)
    assert verify_run(branch).findings == []


def test_the_copy_is_made_once(parent: Run) -> None:
    branch = branched(parent, 6)
    orders = Order.objects.of_run(branch.pk).count()
    assert not copy_days(branch.pk)
    assert Order.objects.of_run(branch.pk).count() == orders
    assert Intent.objects.filter(run=branch, kind=COPY_DAYS).count() == 1


def test_the_bot_of_that_day_holds_the_seat(parent: Run) -> None:
    store = Store.objects.get(world__run=parent, number=1)
    BotSpell.objects.create(store=store, policy="rule", from_day=2, until_day=7)
    seats = [Store.objects.get(world__run=branched(parent, day), number=1) for day in (1, 6, 7)]
    assert [seat.policy for seat in seats] == ["", "rule", ""]
    assert [list(seat.bot_spells.values_list("from_day", "until_day")) for seat in seats] == [[], [(2, None)], [(2, 7)]]
