"""What a decision answers must be open: nobody's answer is accepted and lost."""

from __future__ import annotations

from typing import Any

import pytest

from orders.models import Case, CaseClose, HealthDay
from payments.models import Dispute, DisputeStep
from simlab.core.states import AccountStanding, DisputeState
from simlab.runs import services
from simlab.runs.kinds import DecisionRejected
from simlab.runs.models import Decision, Run, Store
from simlab.runs.rows import row_id
from tests.payments.section import payments
from tests.sections import account_health, buyer_service
from tests.terms import new_run

pytestmark = pytest.mark.django_db
DAY = 9
ANSWER, EVIDENCE = {"answer": "apologise"}, {"evidence": ["tracking"]}
APPEAL = {"causes": ["late_shipment"], "measures": ["faster_handling"]}


@pytest.fixture
def run() -> Run:
    """On the eve of day 9; nobody has played it, the rows stand for what a day would write."""
    made = new_run(
        bots=(), buyer_service=buyer_service(), account_health=account_health(appeal_days=3), payments=payments()
    )
    Run.objects.filter(pk=made.pk).update(day=DAY)
    return Run.objects.get(pk=made.pk)


def decide(run: Run, kind: str, **payload: Any) -> Decision:
    store = Store.objects.get(world__run=run, number=0)
    return services.submit_decision(store=store, seat=None, source="web", kind=kind, payload=payload)


def refused(run: Run, kind: str, **payload: Any) -> tuple[str, str]:
    with pytest.raises(DecisionRejected) as caught:
        decide(run, kind, **payload)
    (error,) = caught.value.errors
    return error.pointer, error.code


def case_row(run: Run, number: int, store: int = 0) -> None:
    row = {"id": row_id(run_id=run.pk, day=DAY - 1, position=number), "world": 0, "store": store, "day": DAY - 1}
    Case.objects.create(**row, order_id=1, case_no=number, kind=0, due_day=DAY + 2, standing_answer=1)


def test_an_answer_names_an_open_case_of_the_store(run: Run) -> None:
    case_row(run, 70)
    case_row(run, 71)
    case_row(run, 72, store=1)
    ended = {"answer": 1, "by_team": 0, "refund_minor": 0, "claimed": 0, "bad_review": 0, "order_id": 1}
    place = {"id": row_id(run_id=run.pk, day=DAY - 1), "world": 0, "store": 0, "day": DAY - 1}
    CaseClose.objects.create(**place, case_no=71, **ended)
    for number in (1, 71, 72):
        assert refused(run, "answer_case", case_no=number, **ANSWER) == ("/case_no", "not_open")
    assert not Decision.objects.exists()
    assert decide(run, "answer_case", case_no=70, **ANSWER).rows[0][1] == 70


def test_evidence_names_a_dispute_that_nobody_has_answered(run: Run) -> None:
    for number in (40, 41):
        place = {"id": row_id(run_id=run.pk, day=DAY - 1, position=number), "world": 0, "store": 0, "day": DAY - 1}
        told = {"ground": 1, "code": 0, "proofs": 1, "amount_minor": 100, "fee_minor": 10, "currency": 1}
        Dispute.objects.create(**place, order_id=1, dispute_no=number, due_day=DAY + 5, **told)
    step = {"evidence": 1, "odds_e4": 5_000, "amount_minor": 0, "fee_minor": 0, "order_id": 1}
    DisputeStep.objects.create(**place, dispute_no=41, state=DisputeState.CONTESTED, **step)
    for number in (3, 41):
        assert refused(run, "represent", dispute_no=number, **EVIDENCE) == ("/dispute_no", "not_open")
    assert decide(run, "represent", dispute_no=40, **EVIDENCE).rows[0][1] == 40


def test_an_appeal_is_against_a_suspension_and_one_at_a_time(run: Run) -> None:
    assert refused(run, "appeal", **APPEAL) == ("/channel", "not_suspended")
    for day in range(DAY - 1, DAY + 5):
        rates = {name.name: 0 for name in HealthDay._meta.fields if name.name.endswith(("_e6", "_e4"))}
        place = {"id": row_id(run_id=run.pk, day=day), "world": 0, "store": 0, "day": day}
        HealthDay.objects.create(**place, **rates, account=0, standing=AccountStanding.ACCOUNT_SUSPENDED)
    decide(run, "appeal", **APPEAL)
    decide(run, "appeal", **APPEAL)  # on the same day the later plan replaces the earlier one
    for later, answered in ((1, False), (3, False), (4, True)):
        Run.objects.filter(pk=run.pk).update(day=DAY + later)
        if answered:
            decide(run, "appeal", **APPEAL)
        else:
            assert refused(run, "appeal", **APPEAL) == ("/channel", "appeal_under_way")
