"""Every run draws its own world within the ranges of its scenario, by its seed alone, and the world still holds together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simlab.engine.world import compile_world
from simlab.runs.scenario.canonical import canonical_json, content_hash
from simlab.runs.scenario.files import check, library, load_scenario, shipped
from simlab.runs.scenario.quantities import QUANTITIES
from simlab.runs.scenario.resolve import resolve
from simlab.runs.scenario.sections.variation import Range
from simlab.runs.scenario.variation import varied
from tests.runs.scenario.editing import line_of
from tests.worlds import SMALL
from tests.worlds import document as made

SEEDS = st.integers(0, (1 << 128) - 1).map(lambda seed: f"{seed:032x}")
PLAIN = library()["first-store"].read_text(encoding="utf-8").split("\nvariation:")[0]
# the places that each quantity changes, by the name of the field
PLACES = {
    "demand": {"shoppers_per_day_e2"},
    "unit_cost": {"unit_cost_minor"},
    "freight": {"base_fee_minor", "per_kg_minor"},
    "lead_time": {"lead_days_median", "lead_days_p95"},
    "defect_rate": {"defect_e6"},
    "exchange_rate": {"rate_e8"},
    "price_sensitivity": {"price_elasticity_e2"},
    "return_rate": {"return_rate_e4"},
    "decline_rate": {"auth_rate_e4"},
    "fraud_rate": {"fraud_e6"},
    "click_cost": {"cpc_minor"},
}


def ranged(of: str, low_e4: int, high_e4: int, code: str | None = None) -> dict[str, Any]:
    return {"of": of, "code": code, "low_e4": low_e4, "high_e4": high_e4}


def scenario(code: str) -> dict[str, Any]:
    return {name: part for name, part in resolve(shipped(code)).items() if name != "variation"}


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    return {code: scenario(code) for code in library()}


def able(document: dict[str, Any]) -> list[str]:
    return [of for of, quantity in QUANTITIES.items() if quantity.section is None or quantity.section in document]


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else None
    if parts is None:
        yield path, node
        return
    for step, part in parts:
        yield from leaves(part, (*path, step))


def test_the_file_can_name_every_quantity_and_no_other() -> None:
    named = get_args(Range.model_fields["of"].annotation)
    assert set(named) == set(QUANTITIES) == set(PLACES)


@pytest.mark.parametrize("of", sorted(QUANTITIES))
def test_a_quantity_changes_its_own_places_and_nothing_else(of: str, documents: dict[str, dict[str, Any]]) -> None:
    changed = 0
    for document in documents.values():
        if of not in able(document):
            continue
        drawn = varied(document | {"variation": [ranged(of, 12_500, 12_500)]}, "5eed")
        before, after = dict(leaves(document)), dict(leaves(drawn))
        assert before.keys() == after.keys()
        for path in (path for path in before if before[path] != after[path]):
            assert PLACES[of] & set(path), path
            assert type(after[path]) is type(before[path])
            if of not in ("lead_time", "decline_rate"):
                assert after[path] == (before[path] * 5 + 2) // 4
            changed += 1
    assert changed


@pytest.mark.parametrize("code", sorted(library()))
@settings(max_examples=5, deadline=None)
@given(seed=SEEDS)
def test_every_draw_is_a_world(code: str, seed: str, documents: dict[str, dict[str, Any]]) -> None:
    wide = [ranged(of, 5_000, 20_000) for of in able(documents[code])]
    drawn = varied(documents[code] | {"variation": wide}, seed)
    assert "variation" not in drawn
    canonical_json(drawn)
    compile_world(drawn)
    assert all(0 <= m["auth_rate_e4"] <= 10_000 for market in drawn["markets"] for m in market["payment_methods"])
    assert all(category["price_elasticity_e2"] > 100 for category in drawn["categories"])


@given(seed=SEEDS, low=st.integers(5_000, 20_000), width=st.integers(0, 5_000))
def test_a_factor_lies_in_its_range_and_follows_from_the_seed(seed: str, low: int, width: int) -> None:
    document = made(SMALL, variation=[ranged("unit_cost", low, low + width)])
    document["skus"][0]["unit_cost_minor"] = 10_000
    drawn = varied(document, seed)
    assert low <= drawn["skus"][0]["unit_cost_minor"] <= low + width
    assert content_hash(varied(document, seed)) == content_hash(drawn)


def test_factors_are_spread_evenly_over_their_range() -> None:
    document = made(SMALL, variation=[ranged("demand", 9_000, 11_000)])
    document["markets"][0]["shoppers_per_day_e2"]["phone"] = 10_000
    found = np.array(
        [varied(document, f"{seed:032x}")["markets"][0]["shoppers_per_day_e2"]["phone"] for seed in range(2000)]
    )
    assert np.histogram(found, bins=4, range=(9_000, 11_000))[0] == pytest.approx([500] * 4, abs=80)


def test_a_range_more_changes_no_other_draw() -> None:
    freight, cost = ranged("freight", 5_000, 20_000, "line"), ranged("unit_cost", 5_000, 20_000)
    alone = varied(made(SMALL, variation=[cost]), "c0ffee")
    for both in ([freight, cost], [cost, freight]):
        drawn = varied(made(SMALL, variation=both), "c0ffee")
        assert drawn["skus"] == alone["skus"]
        assert drawn["lanes"] != alone["lanes"]


def test_a_code_narrows_a_range_to_what_it_names() -> None:
    plain = made(SMALL)
    drawn = varied(plain | {"variation": [ranged("exchange_rate", 12_000, 12_000, "EUR")]}, "1")
    factors = [after / before for before, after in zip(plain["fx"]["rate_e8"], drawn["fx"]["rate_e8"], strict=True)]
    assert factors == pytest.approx([1, 1, 1.2])
    assert [part["code"] for part in plain["currencies"]] == ["CNY", "USD", "EUR"]
    assert varied(plain | {"variation": [ranged("exchange_rate", 12_000, 12_000)]}, "1")["fx"]["rate_e8"][0] == 10**8


def test_without_ranges_the_document_stays_as_it_is() -> None:
    document = made(SMALL)
    assert varied(document, "5eed") is document
    assert "variation" not in resolve(load_scenario(PLAIN))


def test_ranges_are_teaching_values_unless_a_source_is_named() -> None:
    text = PLAIN + (
        "\nvariation:\n  - {of: demand, code: US, low: 0.9, high: 1.1}\n"
        "  - {of: freight, low: 0.95, high: 1.2, source: Rate cards, as_of: '2026-01'}\n"
    )
    document = resolve(load_scenario(text))
    assert document["variation"] == [ranged("demand", 9_000, 11_000, "US"), ranged("freight", 9_500, 12_000)]
    told = {entry["field"]: entry for entry in document["sources"] if entry["field"].startswith("variation")}
    assert told["variation.demand.US"]["note"] == "teaching value"
    assert told["variation.freight"] | {"note": ""} == {
        "field": "variation.freight",
        "source": "Rate cards",
        "as_of": "2026-01",
        "note": "",
    }


@pytest.mark.parametrize(
    ("entry", "pointer", "code"),
    [
        ("{of: demand, low: 1.1, high: 0.9}", "/variation/1/high", "range_order"),
        ("{of: demand, low: 0.2, high: 0.9}", "/variation/1/low", "greater_than_equal"),
        ("{of: weather, low: 0.9, high: 1.1}", "/variation/1/of", "literal_error"),
        ("{of: demand, code: XX, low: 0.9, high: 1.1}", "/variation/1/code", "unknown_code"),
        ("{of: exchange_rate, code: CNY, low: 0.9, high: 1.1}", "/variation/1/code", "unknown_code"),
        ("{of: lead_time, code: US, low: 0.9, high: 1.1}", "/variation/1/code", "code_unused"),
        ("{of: click_cost, low: 0.9, high: 1.1}", "/variation/1/of", "section_missing"),
        ("{of: freight, code: line, low: 0.9, high: 1.1}", "/variation/1/of", "range_twice"),
        ("{of: demand, low: 0.9, high: 1.1, always: 1}", "/variation/1/always", "extra_forbidden"),
    ],
)
def test_a_mistake_is_named_with_field_and_line(entry: str, pointer: str, code: str) -> None:
    text = PLAIN + f"\nvariation:\n  - {{of: freight, low: 0.9, high: 1.1}}\n  - {entry}\n"
    [problem] = check(text)
    assert (problem.pointer, problem.code, problem.line) == (pointer, code, line_of(text, entry))
    assert problem.message.en
    assert problem.message.zh


def test_goods_must_arrive_while_grading_looks_at_the_long_end_of_the_range_too() -> None:
    entry = "{of: lead_time, low: 1, high: 1.9}"
    text = PLAIN.replace("horizon_days: 28", "horizon_days: 24") + f"\nvariation:\n  - {entry}\n"
    [problem] = check(text)
    assert (problem.pointer, problem.code) == ("/variation/0/high", "horizon_short")
    assert check(text.replace(entry, "{of: lead_time, low: 1, high: 1.1}")) == []
