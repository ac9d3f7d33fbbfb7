"""Payloads of payments become rows, rows become payloads, and wrong fields are named."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.kinds import DecisionRejected, kind_named
from tests.payments.section import own_site_document

DOCUMENT = own_site_document()
GOOD: list[tuple[str, dict[str, Any], list[list[int]]]] = [
    ("convert", {"currency": "USD", "amount_minor": 5_000}, [[90, 1, 0, 5_000]]),
    ("buy_forward", {"currency": "EUR", "amount_minor": 7_000, "tenor_days": 30}, [[91, 2, 30, 7_000]]),
    ("set_credit", {"credit_minor": 100}, [[92, 0, 0, 100]]),
    (
        "offer_methods",
        {"market": "US", "channel": "own_site", "methods": ["card", "cod"]},
        [[93, 1, 0, 0b101]],
    ),
    ("set_three_d_secure", {"market": "DE", "channel": "own_site", "authentication": "always"}, [[94, 3, 0, 2]]),
    ("set_fraud_threshold", {"market": "DE", "channel": "own_site", "score": 60}, [[95, 3, 0, 60]]),
    ("retry_declined", {"market": "US", "channel": "own_site", "retry": True}, [[96, 1, 0, 1]]),
    (
        "set_payout",
        {"currency": "EUR", "rail": "coin", "every_days": 14, "keep": True},
        [[97, 2, 0, 2], [97, 2, 1, 14], [97, 2, 2, 1]],
    ),
    ("set_payout", {"currency": "USD", "every_days": 0}, [[97, 1, 1, 0]]),
]
BAD: list[tuple[str, dict[str, Any], tuple[str, str]]] = [
    ("convert", {"currency": "CNY", "amount_minor": 5_000}, ("/currency", "home_currency")),
    ("convert", {"currency": "XXX", "amount_minor": 5_000}, ("/currency", "unknown_code")),
    ("buy_forward", {"currency": "EUR", "amount_minor": 7_000, "tenor_days": 400}, ("/tenor_days", "less_than_equal")),
    ("set_credit", {"credit_minor": 5_000_001}, ("/credit_minor", "above_limit")),
    ("offer_methods", {"market": "US", "methods": ["card", "shells"]}, ("/methods/1", "unknown_code")),
    ("offer_methods", {"market": "US", "channel": "marketplace", "methods": ["card"]}, ("/channel", "wrong_channel")),
    ("set_three_d_secure", {"market": "US", "authentication": "often"}, ("/authentication", "literal_error")),
    ("set_fraud_threshold", {"market": "US", "score": 0}, ("/score", "greater_than_equal")),
    ("set_payout", {"currency": "USD"}, ("", "nothing_set")),
    ("set_payout", {"currency": "USD", "rail": "pigeon"}, ("/rail", "unknown_code")),
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
