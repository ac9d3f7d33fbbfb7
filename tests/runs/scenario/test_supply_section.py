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
