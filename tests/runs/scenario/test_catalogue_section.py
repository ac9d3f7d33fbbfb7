"""Candidate products come from the table into the document, and their mistakes are named."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.scenario.files import load_scenario
from simlab.runs.scenario.resolve import resolve
from simlab.runs.scenario.tables import codes, keyed, rows
from tests.runs.scenario.editing import FIRST_STORE, only_problem

SECTION = "\ncatalogue: {products: [COLLAR-GPS, TOY-SLIME], most_products: 13}\n"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return resolve(load_scenario(FIRST_STORE + SECTION))


def test_there_are_sixty_products_and_more_each_of_a_known_category() -> None:
    assert len(rows("products")) >= 60
    assert {row["category"] for row in rows("products")} <= set(codes("categories", "category"))
    assert all(row["name_zh"] and row["name_en"] and row["defect_zh"] and row["defect_en"] for row in rows("products"))
    assert len(keyed("products", "code")) == len(rows("products"))


def test_every_product_of_the_table_can_be_stocked_in_a_scenario_of_its_categories() -> None:
    mine = [
        row["code"] for row in rows("products") if row["category"] in ("phone_cases", "earphones", "pet_leads", "toys")
    ]
    resolved = resolve(load_scenario(FIRST_STORE + f"\ncatalogue: {{products: [{', '.join(mine)}]}}\n"))
    assert len(resolved["skus"]) == 12 + len(mine)


def test_candidates_stand_after_the_own_products_and_are_closed(document: dict[str, Any]) -> None:
    assert [part["code"] for part in document["skus"]][12:] == ["COLLAR-GPS", "TOY-SLIME"]
    assert document["catalogue"]["open"] == [1] * 12 + [0, 0]
    assert document["catalogue"]["most_products"] == 13


def test_prices_follow_the_dollar_price_the_level_and_the_frozen_rate(document: dict[str, Any]) -> None:
    """USD 59.99 in Germany at a price level of 1.1, in euros of the first day."""
    currencies = [part["code"] for part in document["currencies"]]
    dollar, euro = (document["fx"]["rate_e8"][currencies.index(code)] for code in ("USD", "EUR"))
    price = document["skus"][12]["reference_price_minor"]
    assert price["US"] == 5999
    assert price["DE"] == pytest.approx(5999 * 1.1 * dollar / euro, abs=1)


def test_what_a_team_can_find_out_is_in_the_document(document: dict[str, Any]) -> None:
    tracker = document["catalogue"]["products"][0]
    assert tracker["search_per_month"] == {"US": 49000, "DE": 13720, "GB": 13720, "JP": 13720, "AU": 4900}
    assert tracker["battery"]
    assert "RED" in tracker["compliance"]
    assert any(entry["field"] == "catalogue.COLLAR-GPS" for entry in document["sources"])


@pytest.mark.parametrize(
    ("section", "pointer", "code"),
    [
        ("{products: [FLYING-CARPET]}", "/catalogue/products/0", "unknown_code"),
        ("{products: [TOY-DINO, TOY-DINO]}", "/catalogue/products/1", "duplicate_code"),
        ("{products: [YOGA-MAT]}", "/catalogue/products/0", "unknown_code"),
        ("{products: [TOY-DINO], most_products: 11}", "/catalogue/most_products", "range_too_wide"),
    ],
)
def test_a_mistake_is_named(section: str, pointer: str, code: str) -> None:
    problem = only_problem(FIRST_STORE + f"\ncatalogue: {section}\n")
    assert (problem.pointer, problem.code) == (pointer, code)
