from __future__ import annotations

import pytest
from django.db.models import F

from orders.models import Order
from payments.models import LedgerEntry
from simlab.engine.verify import verify_run
from simlab.runs.models import DayClose, Decision, Run
from tests.terms import new_run, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    run: Run = new_run()
    play(run, 8)
    return run


def test_an_honest_run_holds(run: Run) -> None:
    checked = verify_run(run)
    assert checked.holds, checked.findings
    assert checked.days == 8
    assert checked.digest == DayClose.objects.get(run=run, day=7).digest


def test_the_current_state_of_an_order_is_no_part_of_the_proof(run: Run) -> None:
    Order.objects.of_run(run.pk).update(status=2)
    assert verify_run(run).holds


def test_a_changed_row_is_found(run: Run) -> None:
    entry = LedgerEntry.objects.of_days(run.pk, 4, 4).first()
    LedgerEntry.objects.filter(pk=entry.pk).update(amount_minor=F("amount_minor") + 1)
    assert verify_run(run).findings == ["rows of table ledger of day 4 were changed"]


def test_a_removed_row_is_found(run: Run) -> None:
    Order.objects.of_days(run.pk, 2, 2).first().delete()
    assert verify_run(run).findings == ["rows of table order of day 2 were changed"]


def test_a_row_of_a_day_to_come_is_found(run: Run) -> None:
    entry = LedgerEntry.objects.of_run(run.pk).first()
    entry.pk += 20 << 28
    entry.save(force_insert=True)
    assert verify_run(run).findings == ["table ledger has rows of days that are not closed"]


def test_a_changed_decision_is_found(run: Run) -> None:
    decision = Decision.objects.filter(run=run, effective_day=7, kind="set_price").first()
    assert decision is not None
    decision.rows[0][3] += 1
    decision.save()
    assert verify_run(run).findings == ["day 7 played again gives another digest"]


def test_a_broken_chain_is_found(run: Run) -> None:
    DayClose.objects.filter(run=run, day=3).update(previous_digest="0" * 64)
    assert verify_run(run).findings == ["day 3 is not chained to the day before"]


def test_a_missing_close_is_found(run: Run) -> None:
    DayClose.objects.filter(run=run, day=7).delete()
    assert "the run says 8 days are closed, 7 closes are kept" in verify_run(run).findings


def test_a_swapped_snapshot_is_found(run: Run) -> None:
    DayClose.objects.filter(run=run, day=7).update(snapshot=DayClose.objects.get(run=run, day=6).snapshot)
    assert verify_run(run).findings == ["the snapshot of day 7 is not the state of that day"]
