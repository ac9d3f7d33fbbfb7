"""The scenario's limit on open products holds when a decision is made, with everything that is decided and not yet in effect."""

from __future__ import annotations

import pytest

from simlab.runs.kinds import DecisionRejected
from simlab.runs.models import Decision, Run
from tests.runs.test_services import decide
from tests.terms import new_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    """A store may have three products open, and opens with two."""
    return new_run(catalogue={"most_products": 3, "open": [1, 1, 0, 0]})


def select(run: Run, number: int, *, opened: bool) -> Decision:
    return decide(run, kind="select_product", payload={"sku": f"SKU-{number:02}", "opened": opened})


def test_one_product_too_many_is_a_field_error_and_changes_nothing(run: Run) -> None:
    select(run, 2, opened=True)
    with pytest.raises(DecisionRejected) as rejected:
        select(run, 3, opened=True)
    assert [(error.pointer, error.code) for error in rejected.value.errors] == [("/opened", "range_full")]
    assert "3" in rejected.value.errors[0].message["zh"]
    assert Decision.objects.count() == 1


def test_closing_one_makes_room_on_the_same_day(run: Run) -> None:
    select(run, 2, opened=True)
    select(run, 0, opened=False)
    select(run, 3, opened=True)
    select(run, 3, opened=True)  # open already
    with pytest.raises(DecisionRejected):
        select(run, 0, opened=True)
