from __future__ import annotations

from typing import Any

import pytest

from simlab.core.settings import Kind
from simlab.runs.kinds import DecisionRejected, kind_named
from tests.supplies import abroad, supply
from tests.worlds import SMALL, document

DOCUMENT = document(SMALL, supply=supply())
GOOD: dict[str, tuple[dict[str, Any], list[int]]] = {
    "choose_supplier": ({"sku": "SKU-01", "supplier": "cheap"}, [Kind.CHOOSE_SUPPLIER, 1, 0, 1]),
    "set_inspection": ({"sku": "SKU-01", "level": "strict"}, [Kind.SET_INSPECTION, 1, 0, 1]),
    "set_safety_stock": ({"sku": "SKU-01", "factor_e2": 165}, [Kind.SET_SAFETY_STOCK, 1, 0, 165]),
}


@pytest.mark.parametrize("kind", GOOD)
def test_codes_become_a_row_and_the_row_tells_them_again(kind: str) -> None:
    payload, row = GOOD[kind]
    registered = kind_named(kind)
    rows = registered.rows(payload, DOCUMENT)
    assert [list(map(int, made)) for made in rows] == [row]
    assert registered.described(rows[0], DOCUMENT) == payload


@pytest.mark.parametrize(
    ("kind", "payload", "pointer", "code"),
    [
        ("choose_supplier", {"sku": "SKU-01", "supplier": "nobody"}, "/supplier", "unknown_code"),
        ("choose_supplier", {"sku": "SKU-03", "supplier": "cheap"}, "/supplier", "not_made"),
        ("set_inspection", {"sku": "SKU-01", "level": "harsh"}, "/level", "unknown_code"),
        ("set_safety_stock", {"sku": "SKU-01", "factor_e2": 401}, "/factor_e2", "less_than_equal"),
    ],
)
def test_a_wrong_field_is_named(kind: str, payload: dict[str, Any], pointer: str, code: str) -> None:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named(kind).rows(payload, DOCUMENT)
    assert [(error.pointer, error.code) for error in rejected.value.errors] == [(pointer, code)]
    assert all(error.message["en"] and error.message["zh"] for error in rejected.value.errors)


def test_without_the_section_there_is_one_supplier() -> None:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named("choose_supplier").rows({"sku": "SKU-01", "supplier": "cheap"}, document(SMALL))
    assert [error.code for error in rejected.value.errors] == ["not_in_scenario"]


ABROAD = abroad()
PLACES: dict[str, tuple[dict[str, Any], list[int]]] = {
    "ship_inbound": (
        {"sku": "SKU-01", "origin": "SZX", "destination": "US-FBA", "transport": "air", "units": 50},
        [Kind.SHIP_INBOUND, 1, 3, 50],
    ),
    "choose_fulfilment": (
        {"market": "US", "sku": "SKU-01", "by": "platform"},
        [Kind.CHOOSE_FULFILMENT, 1, 0, 1],
    ),
    "remove_stock": (
        {"sku": "SKU-01", "warehouse": "US-LAX", "units": 5, "method": "liquidate"},
        [Kind.REMOVE_STOCK, 4, 1, 5],
    ),
}


@pytest.mark.parametrize("kind", PLACES)
def test_places_become_a_row_and_the_row_tells_them_again(kind: str) -> None:
    payload, row = PLACES[kind]
    rows = kind_named(kind).rows(payload, ABROAD)
    assert [list(map(int, made)) for made in rows] == [row]
    assert kind_named(kind).described(rows[0], ABROAD) == payload


def test_a_placement_is_two_settings() -> None:
    payload = {"sku": "SKU-02", "warehouse": "US-FBA", "cover_days": 45, "transport": "sea"}
    rows = kind_named("set_placement").rows(payload, ABROAD)
    assert [list(map(int, row)) for row in rows] == [[Kind.SET_PLACEMENT, 8, 0, 45], [Kind.SET_PLACEMENT, 8, 1, 0]]
    told = [kind_named("set_placement").described(row, ABROAD) for row in rows]
    assert told[0] | told[1] == payload


@pytest.mark.parametrize(
    ("kind", "payload", "pointer", "code"),
    [
        (
            "ship_inbound",
            {"sku": "SKU-01", "origin": "SZX", "destination": "US-FBA", "transport": "rail", "units": 50},
            "/transport",
            "no_route",
        ),
        (
            "set_placement",
            {"sku": "SKU-02", "warehouse": "SZX", "cover_days": 45, "transport": "sea"},
            "/transport",
            "no_route",
        ),
        ("choose_fulfilment", {"market": "DE", "sku": "SKU-01", "by": "platform"}, "/market", "no_platform_warehouse"),
        (
            "remove_stock",
            {"sku": "SKU-01", "warehouse": "US-XXX", "units": 5, "method": "dispose"},
            "/warehouse",
            "unknown_code",
        ),
    ],
)
def test_a_wrong_place_is_named(kind: str, payload: dict[str, Any], pointer: str, code: str) -> None:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named(kind).rows(payload, ABROAD)
    assert [(error.pointer, error.code) for error in rejected.value.errors] == [(pointer, code)]
