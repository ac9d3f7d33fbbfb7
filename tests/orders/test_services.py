from __future__ import annotations

import random

import pytest

from orders.models import Buyer, Order
from orders.services import name_buyers
from simlab.runs.models import Run
from tests.terms import new_run, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    made: Run = new_run()
    play(made, 2)
    return made


def people(run: Run) -> list[tuple[object, ...]]:
    return list(
        Buyer.objects.of_run(run.pk).order_by("market", "buyer_no").values_list("market", "buyer_no", "name", "address")
    )


def test_every_buyer_of_a_day_gets_a_name_once(run: Run) -> None:
    buyers = set(Order.objects.of_days(run.pk, 0, 0).values_list("market", "buyer_no"))
    assert name_buyers(run.pk, 0) == len(buyers) > 0
    assert name_buyers(run.pk, 0) == 0
    assert set(Buyer.objects.values_list("market", "buyer_no")) == buyers


def test_names_depend_on_run_market_and_number_only(run: Run) -> None:
    other = new_run()
    play(other, 2)
    random.seed(1)
    name_buyers(run.pk, 0)
    name_buyers(run.pk, 1)
    drawn = random.random()
    random.seed(1)
    assert random.random() == drawn
    name_buyers(other.pk, 1)
    name_buyers(other.pk, 0)
    assert people(run) == people(other)


def test_letters_to_buyers_reach_no_one(run: Run) -> None:
    name_buyers(run.pk, 0)
    domains = {email.rsplit("@", 1)[1] for email in Buyer.objects.values_list("email", flat=True)}
    assert domains <= {"example.com", "example.net", "example.org"}
