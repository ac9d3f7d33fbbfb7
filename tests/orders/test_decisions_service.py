from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.kinds import DecisionRejected, kind_named
from tests.sections import buyer_service
from tests.worlds import SMALL, document

DOCUMENT = document(SMALL, buyer_service=buyer_service())
PAYLOADS: dict[str, dict[str, Any]] = {
    "set_staffing": {"language": "en", "agents": 2, "hours": 8},
    "set_refund_policy": {"goodwill_percent": 15},
    "standing_policy": {"case": "late", "answer": "partial_refund"},
    "answer_case": {"case_no": 77, "answer": "apologise"},
}


@pytest.mark.parametrize("code", PAYLOADS)
def test_what_was_decided_is_read_back_from_its_rows(code: str) -> None:
    kind = kind_named(code)
    told: dict[str, Any] = {}
    for row in kind.rows(PAYLOADS[code], DOCUMENT):
        told |= kind.described(row, DOCUMENT)
    assert told == PAYLOADS[code]


@pytest.mark.parametrize("code", PAYLOADS)
def test_without_buyer_service_the_decision_is_refused(code: str) -> None:
    with pytest.raises(DecisionRejected) as caught:
        kind_named(code).rows(PAYLOADS[code], document(SMALL))
    assert [(error.pointer, error.code) for error in caught.value.errors] == [("/kind", "not_in_scenario")]


@pytest.mark.parametrize(
    ("code", "change", "pointer"),
    [
        ("set_staffing", {"language": "fr"}, "/language"),
        ("set_staffing", {"hours": 25}, "/hours"),
        ("set_refund_policy", {"goodwill_percent": 31}, "/goodwill_percent"),
        ("standing_policy", {"answer": "shout"}, "/answer"),
    ],
)
def test_a_wrong_value_names_its_field(code: str, change: dict[str, Any], pointer: str) -> None:
    with pytest.raises(DecisionRejected) as caught:
        kind_named(code).rows(PAYLOADS[code] | change, DOCUMENT)
    assert [error.pointer for error in caught.value.errors] == [pointer]
