from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from simlab.runs.kinds import KINDS
from simlab.runs.scenario.axes import BROUGHT_BY
from simlab.runs.scenario.files import check, library, load_scenario
from simlab.runs.scenario.findings import SENTENCES
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.problems import ScenarioErrors
from simlab.runs.scenario.strict_yaml import read
from simlab.runs.scenario.wordings import WORDINGS
from tests.runs.scenario.editing import FIRST_STORE, edited, line_of, only_problem


def test_shipped_scenarios_have_no_problem() -> None:
    assert "first-store" in library()
    assert {code: check(path) for code, path in library().items()} == {code: [] for code in library()}


def test_one_bad_field_names_the_field_the_line_and_what_is_allowed() -> None:
    text = edited("days: 84", "days: eighty-four")
    problem = only_problem(text)
    assert (problem.pointer, problem.code) == ("/calendar/days", "int_type")
    assert problem.line == line_of(text, "days: eighty-four")
    assert problem.sentence() == (
        f"line {problem.line}, /calendar/days: A whole number is expected here. Allowed: a whole number, from 7, up to 366"
    )
    assert problem.sentence("zh") == (
        f"第 {problem.line} 行, /calendar/days: 此处应为整数。 允许：整数，不小于 7，不大于 366"
    )


@pytest.mark.parametrize(
    ("old", "new", "pointer", "code", "allowed"),
    [
        ("format: 1", "format: 2", "/format", "literal_error", "1"),
        ("teams: 4", "teams: 0", "/teams", "greater_than_equal", "from 1, up to 60"),
        ("teams: 4", "teams: 61", "/teams", "less_than_equal", "from 1, up to 60"),
        ("teams: 4", "teams: '4'", "/teams", "int_type", "a whole number"),
        ("teams: 4", "teams: 4.5", "/teams", "int_type", "a whole number"),
        ("teams: 4", "teams: true", "/teams", "int_type", "a whole number"),
        ("teams: 4", "teems: 4\nteams: 4", "/teems", "extra_forbidden", "teams"),
        ("weight_g: 50", "weight_g: 0", "/skus/0/weight_g", "greater_than_equal", "from 1, up to 30000"),
        ("unit_cost: 9.5", "unit_cost: 0", "/skus/0/unit_cost", "greater_than", "above 0"),
        ("unit_cost: 9.5", "unit_cost: .inf", "/skus/0/unit_cost", "float_type", "a number"),
        ("start: 2026-09-14", "start: 2026-02-30", "/calendar/start", "date_parsing", "YYYY-MM-DD"),
        ("start: 2026-09-14", "start: 20260914", "/calendar/start", "date_parsing", "YYYY-MM-DD"),
        ("version: \"1\"", "version: 1", "/version", "string_type", "a text"),
        ("code: first-store", "code: First Store", "/code", "string_pattern_mismatch", "[a-z]"),
        ("size_mm: [180, 95, 14]", "size_mm: [180, 95]", "/skus/0/size_mm", "too_short", "at least 3 entries"),
        ("size_mm: [180, 95, 14]", "size_mm: [1, 2, 3, 4]", "/skus/0/size_mm", "too_long", "at most 3 entries"),
        ("policy: novice", "policy: genius", "/rivals/2/policy", "literal_error", "expert, rule, novice"),
        ("title: {en: First store, zh: 第一家店}", "title: First store", "/title", "model_type", "the fields en, zh"),
        ("title: {en: First store, zh: 第一家店}", "title: {en: First store}", "/title/zh", "missing", "a text"),
        ("title: {en: First store, zh: 第一家店}", "title: {en: First, zh: \"\"}", "/title/zh", "string_too_short", "1"),
        ("share: 0.35", "share: 0.4", "/segments", "shares_sum", "add up to 1"),
        ("category: earphones", "category: earphone", "/skus/3/category", "unknown_code", "phone_cases, earphones"),
        ("- {code: US, shop", "- {code: USA, shop", "/markets/0/code", "unknown_code", "US, DE, GB, JP, AU"),
        ("- {code: toys}", "- {code: toyz}", "/categories/3/code", "unknown_code", "toys"),
        ("sku: CASE-CLEAR", "sku: CASE-CLEER", "/opening_stock/0/sku", "unknown_code", "CASE-CLEAR"),
        ("code: CASE-MAGNET", "code: CASE-CLEAR", "/skus/1/code", "duplicate_code", ""),
        ("horizon_days: 28", "horizon_days: 16", "/calendar/horizon_days", "horizon_short", "> 17"),
        ("- week: 12", "- week: 14", "/lesson/plan/5/week", "week_late", "0 to 12"),
        ("lead_days_p95: 13", "lead_days_p95: 5", "/skus/0/supplier/lead_days_p95", "p95_below_median", "at least 8"),
        ("{code: SZX,", "{code: SZX, market: US,", "/warehouses/0/market", "home_warehouse", ""),
        ("unit_cost: 9.5", "unit_cost: 9.555", "/skus/0/unit_cost", "minor_digits", ""),
        ("start: 2026-09-14", "start: 2021-06-01", "/calendar/start", "rules_missing", ""),
        ("start: 2026-09-14", "start: 2026-12-14", "/calendar/start", "rates_missing", "a date up to 2026-"),
        ("{warehouse: SZX, market: US", "{warehouse: US-LAX, market: DE", "/lanes/0", "lane_unused", "SZX-US"),
        ("- {code: line}", "- {code: postal}", "/services/2/code", "duplicate_code", ""),
    ],
)  # fmt: skip
def test_mistakes(old: str, new: str, pointer: str, code: str, allowed: str) -> None:
    found = [problem for problem in check(edited(old, new)) if problem.code == code]
    assert [problem.pointer for problem in found][:1] == [pointer]
    assert allowed in found[0].allowed.en
    assert bool(found[0].allowed.zh) == bool(found[0].allowed.en)
    assert found[0].message.zh
    assert found[0].message.zh != found[0].message.en


def test_a_reference_price_below_cost_is_told_in_the_market_s_currency() -> None:
    text = edited("US: " + FIRST_STORE.split("reference_prices: {US: ")[1].split(",")[0], "US: 0.99")
    problem = only_problem(text)
    assert (problem.pointer, problem.code) == ("/skus/0/reference_prices/US", "price_below_cost")
    assert problem.allowed.en == "more than 1.42 USD"


def test_prices_on_both_sides_of_a_low_value_limit_are_refused() -> None:
    old = FIRST_STORE.split("JP: ")[1].split(",")[0]
    found = {problem.code for problem in check(edited(f"JP: {old}", "JP: 10080"))}
    assert found == {"low_value_limit"}


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = edited("days: 84", "days: 0").replace("weight_g: 50", "weight_g: -5").replace("teams: 4", "teams: x")
    problems = check(text)
    assert [problem.pointer for problem in problems] == ["/calendar/days", "/teams", "/skus/0/weight_g"]
    with pytest.raises(ScenarioErrors) as failure:
        load_scenario(text)
    assert failure.value.problems == problems


@pytest.mark.parametrize("text", ["", "[]", "3", "a: [", "plain words", "null"])
def test_a_file_that_is_no_scenario_at_all_is_told_politely(text: str) -> None:
    problems = check(text)
    assert problems
    assert all(problem.message.en and problem.message.zh for problem in problems)


def test_unreadable_files_are_problems(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("标题: 店".encode("gbk"))
    assert [problem.code for problem in check(tmp_path / "gbk.yaml")] == ["file"]
    assert [problem.code for problem in check(tmp_path / "missing.yaml")] == ["file"]
    (tmp_path / "bom.yaml").write_text(FIRST_STORE, encoding="utf-8-sig")
    assert check(tmp_path / "bom.yaml") == []


# What pydantic may answer to a value of the file, by the kind of its core schema.
_TYPES = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "str": {"string_type", "string_too_short", "string_too_long", "string_pattern_mismatch"},
    "int": {"int_type"},
    "float": {"float_type", "finite_number"},
    "list": {"list_type", "too_short", "too_long"},
    "dict": {"dict_type", "too_short", "too_long"},
    "literal": {"literal_error"},
    "date": {"date_parsing"},
    "function-before": set(),
    "nullable": set(),
    "default": set(),
    "definitions": set(),
    "definition-ref": set(),
    "no-info": set(),
}
_LIMITS = {"gt": "greater_than", "ge": "greater_than_equal", "lt": "less_than", "le": "less_than_equal"}


def _kinds(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield node
        for name, inner in node.items():
            if name != "metadata":
                yield from _kinds(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _kinds(inner)


def test_every_mistake_that_the_models_can_report_has_a_wording() -> None:
    possible: set[str] = set()
    for node in _kinds(TypeAdapter(Scenario).core_schema):
        if node["type"] in ("model-field", "computed-field"):
            continue
        possible |= _TYPES[node["type"]]
        possible |= {_LIMITS[limit] for limit in _LIMITS if limit in node}
    assert possible - set(WORDINGS) == set()


def test_every_wording_is_in_both_languages() -> None:
    for wording in [*WORDINGS.values(), *SENTENCES.values()]:
        assert wording.en
        assert any("\u4e00" <= character <= "\u9fff" for character in wording.zh)


def test_every_part_refuses_unknown_fields_and_other_types() -> None:
    def parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
        yield model
        for field in model.model_fields.values():
            for inner in _models(field):
                yield from parts(inner)

    for part in parts(Scenario):
        assert part.model_config.get("extra") == "forbid", part
        assert part.model_config.get("strict") is True, part


def _models(field: FieldInfo) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []

    def look(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            found.append(annotation)
        for inner in getattr(annotation, "__args__", ()):
            look(inner)

    look(field.annotation)
    return found


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inner is None:
        yield path
        return
    for step, one in inner:
        yield from _leaves(one, (*path, step))


@pytest.mark.parametrize("junk", [None, "x", "", -1, 1e9, True, [], {}, [{}], {"x": [1]}])
def test_junk_in_any_field_is_a_problem_or_fine_but_never_a_crash(junk: object) -> None:
    plain = read(FIRST_STORE).value
    number = len(repr(junk))
    for path in list(_leaves(plain))[number::23]:
        holder = plain
        for step in path[:-1]:
            holder = holder[step]
        kept, holder[path[-1]] = holder[path[-1]], junk
        for problem in check(json.dumps(plain, ensure_ascii=False)):
            assert problem.sentence("en")
            assert problem.sentence("zh")
        holder[path[-1]] = kept
    assert check(json.dumps(plain, ensure_ascii=False)) == []


def test_an_axis_on_which_nothing_is_decided_is_an_error_at_its_line() -> None:
    text = edited("  - {code: logistics}\n", "  - {code: logistics}\n  - {code: payments_finance}\n")
    problem = only_problem(text)
    assert (problem.pointer, problem.code) == ("/axes/3/code", "axis_undecided")
    assert problem.line == line_of(text, "{code: payments_finance}")
    assert "section payments (credit_minor" in problem.allowed.en
    assert check(text + "payments: {}\n") == []


@pytest.mark.django_db
def test_the_sections_that_bring_decisions_to_an_axis_are_those_of_the_decision_kinds() -> None:
    brought: dict[str, set[str]] = {}
    for kind in KINDS.values():
        brought.setdefault(kind.axis, set()).add({"subsidies": "policy"}.get(kind.section, kind.section))
    assert {axis: set(sections) for axis, sections in BROUGHT_BY.items()} == {
        axis: sections for axis, sections in brought.items() if "" not in sections
    }
