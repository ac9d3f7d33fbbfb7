"""The section `customs` of a scenario file: what it may say, and what the tables say for it."""

from __future__ import annotations

import datetime as dt

import pytest

from simlab.runs.scenario.duties import duty_layers, rule_on
from simlab.runs.scenario.files import check
from simlab.runs.scenario.tables import rows
from tests.logistics.borders import document
from tests.runs.scenario.editing import FIRST_STORE, only_problem

MARKETS = [
    "US",
    "DE",
    "FR",
    "ES",
    "IT",
    "GB",
    "AU",
    "CA",
    "JP",
    "KR",
    "SG",
    "MY",
    "TH",
    "VN",
    "ID",
    "PH",
    "BR",
    "MX",
    "RU",
    "AE",
    "SA",
]
_EURO = {"DE", "FR", "ES", "IT"}


@pytest.mark.parametrize("market", MARKETS)
def test_every_destination_has_rules_and_duties_from_2024_to_2027(market: str) -> None:
    codes = {row["hs6"] for row in rows("duties")}
    for month in range(48):
        day = dt.date(2024 + month // 12, month % 12 + 1, 15)
        assert rule_on(market, day) is not None, day
        assert all(duty_layers(hs6, "EU" if market in _EURO else market, day) for hs6 in codes), day


@pytest.mark.parametrize(
    ("day", "layers"),
    [
        ("2024-06-01", {"mfn": 0.053, "section_301_china": 0.075}),
        ("2025-02-10", {"mfn": 0.053, "section_301_china": 0.075, "ieepa_fentanyl": 0.1}),
        ("2025-04-20", {"mfn": 0.053, "section_301_china": 0.075, "ieepa_fentanyl": 0.2, "ieepa_reciprocal": 1.25}),
        ("2025-11-10", {"mfn": 0.053, "section_301_china": 0.075, "ieepa_fentanyl": 0.1, "ieepa_reciprocal": 0.1}),
        ("2026-02-24", {"mfn": 0.053, "section_301_china": 0.075, "section_122": 0.1}),
    ],
)
def test_the_american_stack_by_date(day: str, layers: dict[str, float]) -> None:
    found = duty_layers("392690", "US", dt.date.fromisoformat(day))
    assert {row["layer"]: float(row["rate"]) for row in found} == layers


def test_every_name_of_a_table_is_known_to_the_others() -> None:
    papers = {row["paper"] for row in rows("papers")}
    assert {row["paper"] for row in (*rows("compliance"), *rows("tax_schemes"))} <= papers
    assert {row["market"] for row in (*rows("compliance"), *rows("tax_schemes"))} <= set(MARKETS)
    risky = {row["hs6"] for row in rows("hs_risks")}
    assert {row["hs6"] for row in (*rows("hs_alternatives"), *rows("categories"), *rows("duties"))} <= risky


def test_requirements_are_those_in_force_while_the_game_lasts() -> None:
    section = document()["customs"]
    german = {item["paper"]: item for item in section["requirements"] if item["market"] == "DE"}
    assert set(german) == {"account_check", "rp_eu", "lucid", "weee_de", "ce"} | {"eori_eu"}
    assert german["ce"]["categories"] == ["earphones", "toys"]
    assert (german["lucid"]["first_day"], german["lucid"]["last_day"]) == (0, 118)
    early = document("2024-11-01")["customs"]["requirements"]
    (responsible,) = [item for item in early if (item["market"], item["paper"]) == ("DE", "rp_eu")]
    assert responsible["first_day"] == 42  # GPSR applies from 2024-12-13


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("customs: {without_vat_invoice: [NOTHING]}", "/customs/without_vat_invoice/0"),
        ("customs: {business_markets: [XX]}", "/customs/business_markets/0"),
        ("customs: {registered: [ce]}", "/customs/registered/0"),
        ("customs: {certified: [{paper: lucid, skus: [CASE-CLEAR]}]}", "/customs/certified/0/paper"),
        ("customs: {bonded_warehouse: MARS}", "/customs/bonded_warehouse"),
    ],
)
def test_a_name_that_names_nothing_is_found(text: str, pointer: str) -> None:
    problem = only_problem(f"{FIRST_STORE}\n{text}\n")
    assert (problem.pointer, problem.code) == (pointer, "unknown_code")


def test_with_customs_prices_may_lie_on_both_sides_of_a_limit() -> None:
    dear = FIRST_STORE.replace("JP: 3780", "JP: 13780", 1)
    assert [problem.code for problem in check(dear)] == ["low_value_limit"] * 2
    assert not check(f"{dear}\ncustoms: {{}}\n")
