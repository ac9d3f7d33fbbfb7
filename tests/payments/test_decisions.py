"""Payloads of payments become rows, rows become payloads, and wrong fields are named."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.kinds import DecisionRejected, kind_named
from tests.payments.section import payments
from tests.worlds import SMALL, document

DOCUMENT = document(SMALL, payments=payments())
GOOD: list[tuple[str, dict[str, Any], list[list[int]]]] = [
    ("convert", {"currency": "USD", "amount_minor": 5_000}, [[90, 1, 0, 5_000]]),
    ("buy_forward", {"currency": "EUR", "amount_minor": 7_000, "tenor_days": 30}, [[91, 2, 30, 7_000]]),
    ("set_credit", {"credit_minor": 100}, [[92, 0, 0, 100]]),
]
BAD: list[tuple[str, dict[str, Any], tuple[str, str]]] = [
    ("convert", {"currency": "CNY", "amount_minor": 5_000}, ("/currency", "home_currency")),
    ("convert", {"currency": "XXX", "amount_minor": 5_000}, ("/currency", "unknown_code")),
    ("buy_forward", {"currency": "EUR", "amount_minor": 7_000, "tenor_days": 400}, ("/tenor_days", "less_than_equal")),
    ("set_credit", {"credit_minor": 5_000_001}, ("/credit_minor", "above_limit")),
]


@pytest.mark.parametrize(("kind", "payload", "rows"), GOOD)
def test_codes_become_numbers_and_come_back(kind: str, payload: dict[str, Any], rows: list[list[int]]) -> None:
    registered = kind_named(kind)
    made = registered.rows(payload, DOCUMENT)
    assert [list(map(int, row)) for row in made] == rows
    told: dict[str, Any] = {}
    for row in made:
        told |= registered.described(row, DOCUMENT)
    assert told == payload


@pytest.mark.parametrize(("kind", "payload", "error"), BAD)
def test_a_wrong_field_is_named(kind: str, payload: dict[str, Any], error: tuple[str, str]) -> None:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named(kind).rows(payload, DOCUMENT)
    assert [(found.pointer, found.code) for found in rejected.value.errors] == [error]
    assert all(found.message["en"] and found.message["zh"] for found in rejected.value.errors)
