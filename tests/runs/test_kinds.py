from __future__ import annotations

from typing import Any

import pytest

from simlab.core.settings import Kind
from simlab.runs.kinds import KINDS, DecisionRejected, kind_named
from tests.worlds import document

DOCUMENT = document()
SKU = DOCUMENT["skus"][1]["code"]
MOQ = DOCUMENT["skus"][1]["supplier"]["moq_units"]
GOOD: dict[str, dict[str, Any]] = {
    "set_price": {"market": "DE", "sku": SKU, "price_minor": 1999},
    "list_product": {"market": "US", "sku": SKU, "listed": False},
    "set_ad_budget": {"market": "DE", "ad_budget_minor": 0},
    "choose_service": {"market": "DE", "service": "express"},
    "set_cover": {"sku": SKU, "cover_days": 30},
    "place_purchase_order": {"sku": SKU, "units": MOQ},
}
ROWS = {
    "set_price": [1, 1 << 16 | 1, 0, 1999],
    "list_product": [2, 1, 0, 0],
    "set_ad_budget": [3, 1, 0, 0],
    "choose_service": [4, 1, 0, 0],
    "set_cover": [5, 1, 0, 30],
    "place_purchase_order": [6, 1, 0, MOQ],
}


def errors(kind: str, payload: object) -> set[tuple[str, str]]:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named(kind).rows(payload, DOCUMENT)
    assert all(error.message["zh"] and error.message["en"] for error in rejected.value.errors)
    return {(error.pointer, error.code) for error in rejected.value.errors}


@pytest.mark.django_db
def test_every_kind_the_day_knows_is_registered() -> None:
    assert {kind.number for kind in KINDS.values()} == set(Kind) - {Kind.INJECT_SHOCK}  # the instructor's
    assert all(kind.title["en"] and kind.title["zh"] and kind.schema["properties"] for kind in KINDS.values())


@pytest.mark.parametrize("kind", GOOD)
def test_codes_become_numbers(kind: str) -> None:
    rows = kind_named(kind).rows(GOOD[kind], DOCUMENT)
    assert [list(map(int, row)) for row in rows] == [ROWS[kind]]


@pytest.mark.parametrize("kind", GOOD)
def test_a_row_can_be_told_as_the_payload_again(kind: str) -> None:
    registered = kind_named(kind)
    assert registered.described(registered.rows(GOOD[kind], DOCUMENT)[0], DOCUMENT) == GOOD[kind]


@pytest.mark.parametrize("kind", GOOD)
def test_a_missing_field_is_named(kind: str) -> None:
    for field in GOOD[kind]:
        payload = {name: value for name, value in GOOD[kind].items() if name != field}
        assert errors(kind, payload) == {(f"/{field}", "missing")}


@pytest.mark.parametrize(
    ("kind", "change", "expected"),
    [
        ("set_price", {"market": "XX", "sku": "?"}, {("/market", "unknown_code"), ("/sku", "unknown_code")}),
        ("set_price", {"price_minor": 0}, {("/price_minor", "greater_than_equal")}),
        ("set_price", {"price_minor": "1999"}, {("/price_minor", "int_type")}),
        ("set_price", {"price_minor": 19.99}, {("/price_minor", "int_type")}),
        ("set_price", {"price_minor": True}, {("/price_minor", "int_type")}),
        ("set_price", {"note": "please"}, {("/note", "extra_forbidden")}),
        ("list_product", {"listed": 1}, {("/listed", "bool_type")}),
        ("set_ad_budget", {"ad_budget_minor": -1}, {("/ad_budget_minor", "greater_than_equal")}),
        ("choose_service", {"service": "rocket"}, {("/service", "unknown_code")}),
        ("set_cover", {"cover_days": 121}, {("/cover_days", "less_than_equal")}),
        ("place_purchase_order", {"units": MOQ - 1}, {("/units", "below_moq")}),
    ],
)
def test_a_wrong_field_is_named(kind: str, change: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    assert errors(kind, {**GOOD[kind], **change}) == expected


def test_what_is_no_object_is_refused() -> None:
    assert errors("set_price", [1, 2]) == {("", "model_type")}


def test_an_unknown_kind_says_which_exist() -> None:
    with pytest.raises(DecisionRejected, match="set_price"):
        kind_named("bribe")
