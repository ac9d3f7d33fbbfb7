"""Decisions at the border: codes become rows, and what cannot be is a field error in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.kinds import DecisionRejected, kind_named
from tests.logistics.borders import document
from tests.worlds import document as plain

pytestmark = pytest.mark.django_db  # the apps register their kinds
DOCUMENT = document()
PAPERS = [paper["code"] for paper in DOCUMENT["customs"]["papers"]]
GOOD: dict[str, tuple[dict[str, Any], list[int]]] = {
    "choose_customs_mode": ({"market": "US", "mode": "9810"}, [70, 0, 0, 2]),
    "choose_hs_code": ({"sku": "LEAD-BASIC", "hs6": "392690"}, [71, 6, 0, 1]),
    "declare_value": ({"market": "DE", "percent": 80}, [72, 1, 0, 80]),
    "choose_incoterm": ({"market": "GB", "incoterm": "DAP"}, [73, 2, 0, 1]),
    "collect_tax": ({"market": "DE", "collects": True, "number": "IM2760000016"}, [74, 1, 0, 1]),
    "register": ({"paper": "lucid"}, [75, PAPERS.index("lucid"), 0, 1]),
    "certify": ({"sku": "TOY-BLOCKS", "paper": "ce"}, [76, 9, PAPERS.index("ce"), 1]),
    "self_declare": ({"market": "JP", "declared": True}, [77, 3, 0, 1]),
    "answer_customs": ({"papers": "full"}, [78, 0, 0, 2]),
}


def errors(kind: str, payload: dict[str, Any], of: dict[str, Any] = DOCUMENT) -> set[tuple[str, str]]:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named(kind).rows(payload, of)
    assert all(error.message["zh"] and error.message["en"] for error in rejected.value.errors)
    return {(error.pointer, error.code) for error in rejected.value.errors}


@pytest.mark.parametrize("kind", GOOD)
def test_codes_become_numbers_and_are_told_again(kind: str) -> None:
    payload, row = GOOD[kind]
    found = kind_named(kind).rows(payload, DOCUMENT)
    assert [list(map(int, one)) for one in found] == [row]
    told = kind_named(kind).described(found[0], DOCUMENT)
    assert told == {name: value for name, value in payload.items() if name != "number"}


@pytest.mark.parametrize("kind", GOOD)
def test_without_the_section_there_is_nothing_to_decide(kind: str) -> None:
    assert errors(kind, GOOD[kind][0], plain()) == {("/kind", "not_in_scenario")}


@pytest.mark.parametrize(
    ("kind", "payload", "expected"),
    [
        ("choose_customs_mode", {"market": "DE", "mode": "9810"}, ("/mode", "mode_not_open")),
        ("choose_customs_mode", {"market": "DE", "mode": "1210"}, ("/mode", "mode_not_open")),
        ("choose_customs_mode", {"market": "DE", "mode": "9710"}, ("/mode", "mode_not_open")),
        ("choose_customs_mode", {"market": "DE", "mode": "9999"}, ("/mode", "literal_error")),
        ("choose_hs_code", {"sku": "LEAD-BASIC", "hs6": "950300"}, ("/hs6", "unknown_code")),
        ("declare_value", {"market": "DE", "percent": 101}, ("/percent", "less_than_equal")),
        ("collect_tax", {"market": "DE", "collects": True, "number": "EU372022452"}, ("/number", "wrong_number")),
        ("collect_tax", {"market": "DE", "collects": True}, ("/number", "wrong_number")),
        ("collect_tax", {"market": "JP", "collects": True, "number": "IM2760000016"}, ("/market", "no_scheme")),
        ("register", {"paper": "ce"}, ("/paper", "unknown_code")),
        ("certify", {"sku": "TOY-BLOCKS", "paper": "lucid"}, ("/paper", "unknown_code")),
    ],
)
def test_what_cannot_be_is_a_field_error(kind: str, payload: dict[str, Any], expected: tuple[str, str]) -> None:
    assert errors(kind, payload) == {expected}
