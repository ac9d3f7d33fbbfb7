"""The section `marketing` of a scenario file."""

from __future__ import annotations

import pytest

from simlab.engine.world import compile_world
from simlab.runs.scenario.files import load_scenario, shipped
from simlab.runs.scenario.resolve import resolve
from tests.runs.scenario.editing import FIRST_STORE, only_problem


def test_without_the_section_nothing_is_auctioned() -> None:
    document = resolve(shipped("first-store"))
    assert "marketing" not in document
    assert not compile_world(document).marketing.auctioned


def test_the_section_takes_its_numbers_from_the_tables() -> None:
    document = resolve(load_scenario(FIRST_STORE + "\nmarketing: {page_views: 60}\n"))
    section, rate = document["marketing"], document["fx"]["rate_e8"][1] / 1e8
    terms = {(row["market"], row["kind"]): row for row in section["clicks"]}
    assert terms["US", "marketplace"]["cpc_minor"] == pytest.approx(98 * rate, abs=1)
    assert terms["US", "marketplace"]["ctr_e6"] == 3_600
    assert terms["JP", "own_site"]["cvr_e4"] == 190
    assert section["auction"]["views_e2"] == 6_000
    assert section["auction"]["incremental_e4"] == 8_000
    cited = {entry["field"]: entry["source"] for entry in document["sources"]}
    assert cited["marketing.page_views"] == "scenario file"
    assert "atom11" in cited["marketing.clicks.US.marketplace"]
    assert compile_world(document).marketing.auctioned


def test_the_price_of_clicks_can_be_scaled() -> None:
    plain, half = (
        resolve(load_scenario(f"{FIRST_STORE}\nmarketing: {{click_price_factor: {factor}}}\n"))["marketing"]["clicks"]
        for factor in (1, 0.5)
    )
    assert [row["cpc_minor"] for row in half] == pytest.approx([row["cpc_minor"] / 2 for row in plain], abs=1)


def test_a_wrong_number_is_named_with_its_line() -> None:
    problem = only_problem(FIRST_STORE + "\nmarketing:\n  page_views: -1\n")
    assert problem.pointer == "/marketing/page_views"
