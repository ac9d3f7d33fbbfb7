"""What may be decided about campaigns, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.kinds import DecisionRejected, kind_named
from tests.advertising import advertised
from tests.worlds import document

DOCUMENT = advertised()
GOOD: dict[str, Any] = {"market": "DE", "category": "kitchen", "bid_minor": 350, "segment": "segment-1"}


def refused(payload: dict[str, Any], scenario: dict[str, Any] = DOCUMENT) -> set[tuple[str, str]]:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named("set_campaign").rows(payload, scenario)
    assert all(error.message["zh"] and error.message["en"] for error in rejected.value.errors)
    return {(error.pointer, error.code) for error in rejected.value.errors}


def test_each_given_field_becomes_a_row() -> None:
    rows = kind_named("set_campaign").rows(GOOD, DOCUMENT)
    assert [list(map(int, row)) for row in rows] == [[20, 3, 0, 350], [20, 3, 1, 2]]


def test_rows_can_be_told_as_payloads() -> None:
    kind = kind_named("set_campaign")
    for payload in ({"bid_minor": 5}, {"everyone": True}, {"segment": "segment-0"}, {"budget_weight": 0}):
        whole = {"market": "US", "category": "phone"} | payload
        assert kind.described(kind.rows(whole, DOCUMENT)[0], DOCUMENT) == whole


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"category": "?"}, {("/category", "unknown_code")}),
        ({"segment": "?"}, {("/segment", "unknown_code")}),
        ({"bid_minor": -1}, {("/bid_minor", "greater_than_equal")}),
        ({"budget_weight": 1_001}, {("/budget_weight", "less_than_equal")}),
        ({"bid_minor": None, "segment": None}, {("/bid_minor", "missing")}),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    assert refused(GOOD | change) == expected


def test_without_sponsored_slots_there_are_no_campaigns() -> None:
    assert refused(GOOD, document()) == {("/kind", "not_in_scenario")}
