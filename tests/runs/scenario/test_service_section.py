from __future__ import annotations

from typing import Any

import pytest

from simlab.engine.world import compile_world
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.resolve import resolve
from simlab.runs.scenario.sections.conduct import Policy, Shortcuts
from simlab.runs.scenario.sections.service import (
    AccountHealth,
    BuyerService,
    FeeRise,
    PlatformFees,
)
from tests.runs.scenario.editing import FIRST_STORE, only_problem

SECTIONS: dict[str, Any] = {
    "account_health": AccountHealth(limits={"late_shipment": 0.1}, step_days=7),
    "platform_fees": PlatformFees(
        rises=[FeeRise.model_validate({"first": "2026-10-01", "rate": 0.05, "market": "DE"})]
    ),
    "buyer_service": BuyerService(cases_per_week=3),
    "shortcuts": Shortcuts(check_factor=2.0),
    "policy": Policy(),
}
KEYS = {"account_health", "platform_fees", "buyer_service", "shortcuts", "subsidies"}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return shipped("first-store")


@pytest.fixture(scope="module")
def resolved(scenario: Scenario) -> dict[str, Any]:
    return resolve(scenario.model_copy(update=SECTIONS))


def test_a_scenario_without_the_sections_is_as_it_was(scenario: Scenario, resolved: dict[str, Any]) -> None:
    plain = resolve(scenario)
    assert not KEYS & set(plain)
    assert {key: value for key, value in resolved.items() if key in plain and key != "sources"} == {
        key: value for key, value in plain.items() if key != "sources"
    }


def test_the_file_overrules_the_table_and_says_so(resolved: dict[str, Any]) -> None:
    limits = {metric["code"]: metric["limit_e6"] for metric in resolved["account_health"]["metrics"]}
    assert (limits["late_shipment"], limits["order_defect"]) == (100_000, 10_000)
    assert resolved["account_health"]["ladder"]["step_days"] == 7
    assert resolved["buyer_service"]["cases"]["cases_per_week"] == 3
    assert resolved["shortcuts"]["by_code"]["fake_reviews"]["check_e6"] == 100_000
    told = {entry["field"] for entry in resolved["sources"] if entry["source"] == "scenario file"}
    assert {"account_health.late_shipment.limit", "platform.step_days", "shortcuts.check_factor"} <= told


def test_numbers_of_the_sections_have_sources(resolved: dict[str, Any]) -> None:
    fields = {entry["field"] for entry in resolved["sources"]}
    assert {"account_health.order_defect", "buyer_service.de", "case_answers", "subsidies.pilot_zone_export"} <= fields
    assert {"platform_fees.subscription", "shortcuts.fake_reviews", "platform.appeal_base"} <= fields


def test_a_world_is_compiled_from_the_sections(resolved: dict[str, Any]) -> None:
    world = compile_world(resolved)
    assert world.health.accounts == 1
    assert world.care.wage_minor.tolist() == [4_500, 8_500, 8_000]  # en, de, ja
    assert world.fees.rise_e4[16].max() == 0
    assert world.fees.rise_e4[17].tolist() == [0, 500, 0, 0, 0]
    assert len(world.subsidies.amount_minor) == 4


def test_a_rise_for_an_unknown_market_is_found_in_its_line() -> None:
    text = FIRST_STORE + "platform_fees:\n  rises:\n    - {first: 2026-10-01, rate: 0.05, market: FR}\n"
    problem = only_problem(text)
    assert (problem.pointer, problem.code) == ("/platform_fees/rises/0/market", "unknown_code")


def test_programmes_of_a_zone_need_the_zone(scenario: Scenario) -> None:
    document = resolve(scenario.model_copy(update={"policy": Policy(zone="none")}))
    assert "pilot_zone_export" not in {programme["code"] for programme in document["subsidies"]}
