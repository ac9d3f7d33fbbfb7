"""The section `parcels` of a scenario file."""

from __future__ import annotations

import pytest

from simlab.runs.scenario.files import load_scenario
from simlab.runs.scenario.resolve import resolve
from tests.runs.scenario.editing import FIRST_STORE, edited, only_problem

SECTION = """
parcels:
  goods: {EAR-BUDS: battery_built_in}
  room: [{market: US, service: line, parcels_per_day: 40}]
"""
FOUR = edited("  - {code: postal}\n", "  - {code: postal}\n  - {code: battery_line}\n")


def test_the_tables_fill_the_section() -> None:
    document = resolve(load_scenario(FOUR + SECTION))
    told = document["parcels"]
    assert [part["service"] for part in told["lanes"]] == [part["service"] for part in document["lanes"]]
    lanes = {(part["warehouse"], part["market"], part["service"]): part for part in told["lanes"]}
    express, line = lanes["SZX", "US", "express"], lanes["SZX", "US", "line"]
    assert (express["step_g"], express["fuel_e4"], express["liability_minor"]) == (500, 3_000, 10_000)
    assert "battery_built_in" in line["barred"]
    assert "battery_built_in" not in lanes["SZX", "US", "battery_line"]["barred"]
    assert (line["room"], express["room"]) == (40, 0)
    # DHL's demand surcharge to the Americas: CNY 18 a kilogram from 16 September; the game opens on the 14th
    assert express["peaks"][0] == {"first_day": 2, "last_day": 118, "per_kg_minor": 1_800, "per_parcel_minor": 0}
    cited = {entry["field"] for entry in document["sources"]}
    assert {"parcels.lanes.SZX.US.express", "parcels.claim_days", "parcels.doorsteps.DE"} <= cited


def test_a_scenario_without_the_section_resolves_as_before() -> None:
    assert "parcels" not in resolve(load_scenario(FIRST_STORE))


@pytest.mark.parametrize(
    ("old", "new", "pointer"),
    [
        ("EAR-BUDS:", "EAR-NONE:", "/parcels/goods/EAR-NONE"),
        ("market: US, service: line, parcels", "market: FR, service: line, parcels", "/parcels/room/0/market"),
        ("service: line, parcels", "service: pigeon, parcels", "/parcels/room/0/service"),
    ],
)
def test_names_of_the_section_must_be_known(old: str, new: str, pointer: str) -> None:
    problem = only_problem(FOUR + SECTION.replace(old, new))
    assert (problem.pointer, problem.code) == (pointer, "unknown_code")


def test_a_service_of_ones_own_says_its_name_and_its_lane() -> None:
    own = '  - {code: slow, lane: registered, name: {en: "Slow", zh: "慢件"}}\n'
    document = resolve(load_scenario(edited("  - {code: postal}\n", own)))
    assert document["services"][2] == {"code": "slow", "name": {"en": "Slow", "zh": "慢件"}}
    assert only_problem(edited("- {code: postal}", "- {code: slow, lane: registered}")).code == "unknown_code"


def test_there_are_one_to_six_services() -> None:
    many = "".join(f'  - {{code: own-{number}, lane: line, name: {{en: "Own", zh: "自有"}}}}\n' for number in range(5))
    assert only_problem(edited("  - {code: postal}\n", many)).code == "too_long"
