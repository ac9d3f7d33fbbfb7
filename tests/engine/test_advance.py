from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from django.db.models import Sum

from logistics.models import Parcel
from orders.models import Order, StoreDay
from payments.models import LedgerEntry
from simlab.engine import advance, recall
from simlab.engine.ledger import LedgerUnbalanced, check_balanced
from simlab.engine.playing import evening_before, game_of, state_at
from simlab.engine.state import to_bytes
from simlab.runs.intents import NAME_BUYERS, SCORE
from simlab.runs.models import DayClose, Decision, Intent, Run, RunState
from tests.terms import digests, new_run, play

pytestmark = pytest.mark.django_db


def test_a_day_is_closed_with_its_rows_and_chained() -> None:
    run = new_run()
    play(run, 3)
    closes = list(DayClose.objects.filter(run=run).order_by("day"))
    assert [close.day for close in closes] == [0, 1, 2]
    assert [close.previous_digest for close in closes[1:]] == [close.digest for close in closes[:-1]]
    assert Order.objects.of_run(run.pk).count() == sum(close.orders for close in closes) > 0
    assert StoreDay.objects.of_run(run.pk).count() == 3 * 3


def test_a_day_is_played_once_and_only_in_its_turn() -> None:
    run = new_run()
    assert advance.advance_run(run.pk, 0)
    before = digests(run)
    assert not advance.advance_run(run.pk, 0)
    assert not advance.advance_run(run.pk, 5)
    assert digests(run) == before


@pytest.mark.parametrize("state", [RunState.DRAFT, RunState.OPEN, RunState.PAUSED, RunState.FINISHED])
def test_only_a_running_run_is_played(state: str) -> None:
    run = new_run()
    Run.objects.filter(pk=run.pk).update(state=state)
    assert not advance.advance_run(run.pk, 0)


def test_a_day_that_fails_leaves_nothing() -> None:
    run = new_run()
    with patch.object(advance, "_close", side_effect=OSError("the disk is full")), pytest.raises(OSError, match="full"):
        advance.advance_run(run.pk, 0)
    run.refresh_from_db()
    assert run.day == 0
    assert not Order.objects.of_run(run.pk).exists()
    assert not Decision.objects.filter(run=run).exists()
    assert advance.advance_run(run.pk, 0)


def test_unbalanced_books_are_never_written() -> None:
    entries = {name: np.zeros(2, np.int64) for name in ("world", "store", "cause", "currency")}
    check_balanced({**entries, "amount_minor": np.array([5, -5])})
    with pytest.raises(LedgerUnbalanced):
        check_balanced({**entries, "amount_minor": np.array([5, -4])})
    with pytest.raises(LedgerUnbalanced):
        check_balanced({**entries, "currency": np.array([0, 1]), "amount_minor": np.array([5, -5])})


def test_the_ledger_balances_per_store_cause_and_currency() -> None:
    run = new_run()
    play(run, 10)
    sums = (
        LedgerEntry.objects.of_run(run.pk).values("store", "day", "cause", "currency").annotate(s=Sum("amount_minor"))
    )
    assert sums
    assert {row["s"] for row in sums} == {0}


def test_an_order_follows_its_parcel() -> None:
    run = new_run()
    play(run, 20)
    dispatched = set(Parcel.objects.of_run(run.pk).values_list("order_id", flat=True))
    delivered = set(Order.objects.of_run(run.pk).filter(status=4).values_list("id", flat=True))
    assert delivered
    assert delivered <= dispatched


def test_snapshots_are_kept_for_rounds_and_the_last_days() -> None:
    run = new_run()
    play(run, 16)
    kept = DayClose.objects.filter(run=run, snapshot__isnull=False).order_by("day").values_list("day", flat=True)
    assert list(kept) == [6, 13, 14, 15]


def test_any_day_can_be_opened_again() -> None:
    run = new_run()
    play(run, 10)
    game = game_of(run)
    remembered = to_bytes(evening_before(game, 10)[0])
    recall.forget_all()
    assert to_bytes(evening_before(game, 10)[0]) == to_bytes(state_at(run, 10)) == remembered
    play(run, 6)
    replayed = to_bytes(state_at(run, 10))
    DayClose.objects.filter(run=run).update(snapshot=None)
    assert to_bytes(state_at(run, 10)) == replayed


def test_a_worker_that_remembers_nothing_plays_the_same_days() -> None:
    one, other = new_run(), new_run()
    play(one, 9)
    for _ in range(9):
        recall.forget_all()
        play(other, 1)
    assert digests(one) == digests(other)


def test_a_bot_in_a_seat_is_recorded_like_a_student() -> None:
    run = new_run(bots=("expert", ""))
    play(run, 8)
    made = Decision.objects.filter(run=run)
    assert set(made.values_list("store__number", "source")) == {(0, "bot")}
    assert set(made.values_list("effective_day", flat=True)) <= {0, 7}
    priced = made.filter(kind="set_price").first()
    assert priced is not None
    assert set(priced.payload) == {"market", "sku", "price_minor"}


def test_work_that_follows_a_day_is_asked_for_with_it() -> None:
    run = new_run(days=2)
    play(run, 2)
    assert run.state == RunState.FINISHED
    asked = Intent.objects.filter(run=run).order_by("id").values_list("kind", "due_day")
    assert list(asked) == [(NAME_BUYERS, 0), (NAME_BUYERS, 1), (SCORE, 1)]


def test_twin_worlds_meet_the_same_luck() -> None:
    run = new_run(parallel=True, bots=("rule", "rule"))
    play(run, 8)
    rows = [
        list(
            StoreDay.objects.of_run(run.pk)
            .filter(world=world)
            .order_by("id")
            .values("day", "store", "orders", "cash_minor")
        )
        for world in (0, 1)
    ]
    assert rows[0] == rows[1]


def test_twin_worlds_differ_by_their_decisions_only() -> None:
    run = new_run(parallel=True, bots=("rule", "random"))
    play(run, 1)
    assert set(Decision.objects.filter(run=run).values_list("store__world__number", flat=True)) == {0, 1}
    play(run, 7)
    cash = [StoreDay.objects.of_run(run.pk).filter(world=world, store=0, day=7).get().cash_minor for world in (0, 1)]
    assert cash[0] != cash[1]
