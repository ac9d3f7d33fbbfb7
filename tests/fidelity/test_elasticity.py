from __future__ import annotations

import pytest

from fidelity.elasticity import PUBLISHED, TOLERANCE, experiment_document, price_trial
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.resolve import resolve


@pytest.fixture(scope="module")
def first_store() -> dict:
    return resolve(shipped("first-store"))


def test_shoppers_of_first_store_have_the_published_elasticity(first_store) -> None:
    assert price_trial(first_store, weeks=6, worlds=4).elasticity == pytest.approx(PUBLISHED, abs=TOLERANCE)


def test_shoppers_who_care_twice_as_much_for_the_price_show_it(first_store) -> None:
    keener = [{**part, "price_elasticity_e2": 2 * part["price_elasticity_e2"]} for part in first_store["categories"]]
    plain, keen = (
        price_trial({**first_store, "categories": parts}, weeks=4, worlds=2).elasticity
        for parts in (first_store["categories"], keener)
    )
    assert keen == pytest.approx(2 * plain, rel=0.15)


def test_nobody_else_sets_a_price_in_the_experiment(first_store) -> None:
    document = experiment_document(first_store)
    assert document["rivals"] == []
    assert document["teams"] == first_store["teams"] + len(first_store["rivals"])
