"""The section `supply` of a scenario file."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.engine.world import compile_world
from simlab.runs.scenario.files import load_scenario
from simlab.runs.scenario.resolve import resolve
from tests.runs.scenario.editing import FIRST_STORE, only_problem

SUPPLY = """
supply:
  usual: {defect_rate: 0.03, price_breaks: [{units: 300, discount: 0.05}]}
  suppliers:
    - code: YIWU
      name: {en: Yiwu workshop, zh: 义乌作坊}
      categories: [toys]
      cost_factor: 0.8
      lead_days_median: 14
      lead_days_p95: 25
      moq_units: 200
      defect_rate: 0.08
      deposit: 0.3
"""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return resolve(load_scenario(FIRST_STORE + SUPPLY))


def test_the_section_is_resolved_with_its_tables(document: dict[str, Any]) -> None:
    section = document["supply"]
    assert [part["code"] for part in section["suppliers"]] == ["usual", "YIWU"]
    assert section["suppliers"][1]["deposit_e4"] == 3_000
    assert [level["code"] for level in section["inspection"]["levels"]] == ["none", "aql_4_0", "aql_2_5", "aql_1_0"]
    assert section["closed_days"][:7] == [17, 18, 19, 20, 21, 22, 23]  # 1 to 7 October
    assert compile_world(document).supply.sourcing.moq_units[1].tolist() == [200] * 12


@pytest.mark.parametrize(
    ("old", "new", "pointer", "code"),
    [
        ("code: YIWU", "code: usual", "/supply/suppliers/0/code", "duplicate_code"),
        ("[toys]", "[shoes]", "/supply/suppliers/0/categories/0", "unknown_code"),
        ("lead_days_p95: 25", "lead_days_p95: 5", "/supply/suppliers/0/lead_days_p95", "p95_below_median"),
        ("deposit: 0.3", "deposit: 3", "/supply/suppliers/0/deposit", "less_than_equal"),
    ],
)
def test_a_mistake_is_told_where_it_stands(old: str, new: str, pointer: str, code: str) -> None:
    problem = only_problem(FIRST_STORE + SUPPLY.replace(old, new, 1))
    assert (problem.pointer, problem.code) == (pointer, code)


PLACES = (
    FIRST_STORE.replace(
        "\ncategories:\n",
        "  - {code: US-FBA, market: US, name: {en: Platform, zh: 平台仓}, lat: 33.9, lon: -117.6, storage_fee: 0}\n\ncategories:\n",
        1,
    )
    + SUPPLY
    + """
  warehouses:
    - {warehouse: US-FBA, kind: platform, capacity_m3: 5, inbound_units_per_day: 400}
  freight:
    - {warehouse: US-LAX, mode: sea, time_factor: 1.2, per_kg_usd: 1.1}
"""
)


def test_warehouses_and_routes_come_from_the_tables() -> None:
    document = resolve(load_scenario(PLACES))
    section = document["supply"]
    assert [part["kind"] for part in section["warehouses"]] == ["domestic", "overseas", "platform"]
    platform = section["warehouses"][2]
    assert (platform["capacity_mm3"], platform["inbound_units"], platform["receiving_days"]) == (5 * 10**9, 400, 5)
    # a case of 180 x 95 x 14 mm is small, earbuds of 110 x 110 x 45 mm are large standard
    assert (platform["handling_cents"][0], platform["handling_cents"][4]) == (360, 460)
    # USD 0.78 a cubic foot and month until September, 2.40 from October
    assert (platform["space_fee_e2"][0], platform["space_fee_e2"][17]) == (9182, 28252)
    assert [bracket["days"] for bracket in platform["aged"]] == [180, 270, 360]
    by_name = {(route["destination"], route["mode"]): route for route in section["routes"]}
    assert set(by_name) == {
        (place, mode) for place in ("US-LAX", "US-FBA") for mode in ("express", "air", "fast_sea", "sea")
    }
    assert by_name["US-LAX", "sea"]["median_days"] == 42
    assert (by_name["US-LAX", "sea"]["per_kg_cents"], by_name["US-FBA", "sea"]["per_kg_cents"]) == (110, 130)
    world = compile_world(document)
    assert world.supply.warehouses.serving[0].tolist() == [2, 1]
    assert world.supply.warehouses.periods == 13


def test_bulk_goods_pay_duty_that_parcels_are_spared(document: dict[str, Any]) -> None:
    """Phone cases to Germany: no ad valorem duty on a parcel below EUR 150, 6.5% in bulk."""
    market = next(part for part in document["markets"] if part["code"] == "DE")
    assert market["duty_e4"]["phone_cases"][0] == 0
    assert document["supply"]["bulk_duty_e4"]["DE"]["phone_cases"][0] == 650


@pytest.mark.parametrize(
    ("old", "new", "pointer", "code"),
    [
        (
            "warehouse: US-FBA, kind: platform",
            "warehouse: US-XXX, kind: platform",
            "/supply/warehouses/0/warehouse",
            "unknown_code",
        ),
        ("kind: platform", "kind: domestic", "/supply/warehouses/0/kind", "home_warehouse_kind"),
        (
            "- {warehouse: US-LAX, mode: sea",
            "- {warehouse: SZX, mode: sea",
            "/supply/freight/0/warehouse",
            "unknown_code",
        ),
    ],
)
def test_a_wrong_warehouse_is_told_where_it_stands(old: str, new: str, pointer: str, code: str) -> None:
    problem = only_problem(PLACES.replace(old, new, 1))
    assert (problem.pointer, problem.code) == (pointer, code)
