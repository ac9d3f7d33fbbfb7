"""The worked examples of docs/algorithms/customs.md."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pytest

from logistics.domain import duties
from logistics.domain.landed_cost import Entry, duty_parts_minor
from simlab.core.money import share
from tests.logistics.borders import document, world

US, DE, GB = 0, 1, 2
GOODS, FREIGHT, FEE_E4 = 250, 450, 1_500


@dataclass(frozen=True)
class Case:
    """A phone case on its way to a market."""

    market: int
    price_minor: int
    tax_included: bool = True
    declared_e2: int = 100


CASE = Case(US, 2_000, tax_included=False)
BORNE = {"goods": GOODS, "freight": FREIGHT, "marketplace_fee": 300}


def parts(date: str, case: Case) -> dict[str, int]:
    """Landed cost on a date, in a game that starts a week before it; what is left of the price is the margin."""
    start = (dt.date.fromisoformat(date) - dt.timedelta(days=7)).isoformat()
    tariff, layers = world(start).customs.tariff, tuple(document(start)["customs"]["layers"])
    market, price = np.array(case.market), np.array(case.price_minor)
    tax = int(duties.tax_in_price_minor(tariff, 7, market, price, np.array(case.tax_included)))
    entry = Entry(case.market, 0, int(share(price - tax, case.declared_e2, 100)))
    owed = int(duties.owed_minor(tariff, 7, market, np.array(0), np.array(entry.value_minor)))
    found = {"goods": GOODS, "freight": FREIGHT, **duty_parts_minor(tariff, layers, 7, entry, owed), "tax": tax}
    found["marketplace_fee"] = int(share(price, FEE_E4, 10_000))
    return found | {"margin": case.price_minor - GOODS - FREIGHT - owed - tax - found["marketplace_fee"]}


@pytest.mark.parametrize(
    ("date", "duty", "margin"),
    [
        ("2025-05-01", {"duty_low_value": 0}, 1_000),
        (
            "2025-05-02",
            {
                "duty_mfn": 106,
                "duty_section_301_china": 150,
                "duty_ieepa_fentanyl": 400,
                "duty_ieepa_reciprocal": 2_500,
            },
            -2_156,
        ),
        (
            "2026-09-14",
            {"duty_mfn": 106, "duty_section_301_china": 150, "duty_section_301_forced_labour": 250},
            494,
        ),
    ],
)
def test_a_phone_case_to_america_on_three_dates(date: str, duty: dict[str, int], margin: int) -> None:
    assert parts(date, CASE) == {**BORNE, **duty, "tax": 0, "margin": margin}


def test_a_phone_case_to_germany_before_and_after_the_flat_duty() -> None:
    case = Case(DE, 2_380)
    before, after = parts("2026-06-30", case), parts("2026-07-01", case)
    assert before == {
        "goods": 250,
        "freight": 450,
        "duty_low_value": 0,
        "tax": 380,
        "marketplace_fee": 357,
        "margin": 943,
    }
    assert after == before | {"duty_low_value": 300, "margin": 643}


def test_a_parcel_to_britain_with_and_without_relief() -> None:
    dear = Case(GB, 18_000)
    assert parts("2026-09-14", replace(dear, price_minor=16_200))["duty_low_value"] == 0  # GBP 135 without VAT
    assert parts("2026-09-14", dear)["duty_mfn"] == 900  # 6% of GBP 150
    low = parts("2026-09-14", replace(dear, declared_e2=90))  # the same parcel, declared at GBP 135
    assert low["duty_low_value"] == 0


@pytest.mark.parametrize("price", [1_999, 2_500, 2_999, 18_333])
def test_the_parts_add_up_to_the_price(price: int) -> None:
    case = replace(CASE, price_minor=price)
    assert sum(parts("2026-09-14", case).values()) == price


def test_striking_a_layer_down_lowers_the_duty_by_that_layer() -> None:
    tariff, layers = world().customs.tariff, document()["customs"]["layers"]
    standing = np.array([0 if layer == "section_301_forced_labour" else 10_000 for layer in layers])
    heading = np.arange(tariff.duty_e4.shape[-1])
    assert (duties.struck_e4(tariff, 0, np.array(US), heading, standing[None]) == 1_250).all()
    assert (duties.struck_e4(tariff, 0, np.array(US), heading, (standing + 10_000)[None] // 2) == 625).all()
    assert not duties.struck_e4(tariff, 0, np.array(DE), heading, standing[None]).any()
    worlds = np.broadcast_to(standing, (3, len(heading), len(standing)))  # the same articles in several worlds
    assert (duties.struck_e4(tariff, 0, np.full(len(heading), US), heading, worlds) == 1_250).all()


def test_a_japanese_parcel_is_taxed_above_ten_thousand_yen_only() -> None:
    tariff, included = world().customs.tariff, np.array(True)
    prices = np.array([10_999, 11_000, 11_002])
    tax = duties.tax_in_price_minor(tariff, 0, np.array(3), prices, included)
    assert tax.tolist() == [0, 0, 1_000]


def test_a_layer_that_is_struck_down_is_no_part_of_the_duty() -> None:
    tariff, layers = world().customs.tariff, tuple(document()["customs"]["layers"])
    standing = np.array([0 if layer == "section_301_china" else 10_000 for layer in layers])
    entry = Entry(US, 0, 2_000)
    struck = duties.struck_e4(tariff, 0, np.array(US), np.array(0), standing)
    owed = int(duties.owed_minor(tariff, 0, np.array(US), np.array(0), np.array(2_000), struck))
    assert duty_parts_minor(tariff, layers, 0, entry, owed, standing) == {
        "duty_mfn": 106,
        "duty_section_301_forced_labour": 250,
    }
