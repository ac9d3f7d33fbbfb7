"""Decisions about parcels, from payload to rows and back."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.core.settings import Kind
from simlab.runs.kinds import DecisionRejected, kind_named
from tests.parcels import parcels
from tests.worlds import document

PLAIN = document()
BATTERY, SKU = PLAIN["skus"][0]["code"], PLAIN["skus"][1]["code"]
DOCUMENT = document(parcels=parcels(PLAIN, goods={BATTERY: "battery_packed"}))
GOOD: dict[str, tuple[dict[str, Any], list[list[int]]]] = {
    "choose_sku_service": ({"market": "DE", "sku": SKU, "service": "line"}, [[60, 1 << 16 | 1, 0, 1]]),
    "insure": ({"market": "DE", "insured": True}, [[61, 1, 0, 1]]),
    "set_return_policy": ({"market": "US", "keep_below_minor": 5_000}, [[62, 0, 1, 5_000]]),
    "set_disposition": ({"market": "DE", "sku": SKU, "disposition": "ship_back"}, [[63, 1 << 16 | 1, 0, 2]]),
    "set_handling_time": ({"handling_days": 2}, [[64, 0, 0, 2]]),
    "set_shipping_fee": (
        {"market": "DE", "shipping_fee_minor": 399, "free_shipping_from_minor": 2_900},
        [[65, 1, 0, 399], [65, 1, 1, 2_900]],
    ),
}


def errors(kind: str, payload: object, document: dict[str, Any]) -> set[tuple[str, str]]:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named(kind).rows(payload, document)
    assert all(error.message["zh"] and error.message["en"] for error in rejected.value.errors)
    return {(error.pointer, error.code) for error in rejected.value.errors}


@pytest.mark.parametrize("kind", GOOD)
def test_codes_become_numbers_and_numbers_codes(kind: str) -> None:
    payload, expected = GOOD[kind]
    registered = kind_named(kind)
    rows = registered.rows(payload, DOCUMENT)
    assert [list(map(int, row)) for row in rows] == expected
    told: dict[str, Any] = {}
    for row in rows:
        told |= registered.described(row, DOCUMENT)
    assert told == payload


@pytest.mark.parametrize("kind", GOOD)
def test_a_scenario_without_the_section_refuses_them(kind: str) -> None:
    assert errors(kind, GOOD[kind][0], PLAIN) == {("/kind", "not_in_scenario")}


def test_a_service_that_bars_the_goods_is_named() -> None:
    payload = {"market": "DE", "sku": BATTERY, "service": "line"}
    assert errors("choose_sku_service", payload, DOCUMENT) == {("/service", "goods_barred")}
    rows = kind_named("choose_sku_service").rows(payload | {"service": None}, DOCUMENT)
    assert rows == [(Kind.CHOOSE_SKU_SERVICE, 1 << 16, 0, -1)]


def test_a_service_that_takes_none_of_the_goods_cannot_serve_a_market() -> None:
    all_batteries = document(parcels=parcels(PLAIN, goods={sku["code"]: "battery_packed" for sku in PLAIN["skus"]}))
    payload = {"market": "DE", "service": "postal"}
    assert errors("choose_service", payload, all_batteries) == {("/service", "goods_barred")}
    assert kind_named("choose_service").rows(payload, DOCUMENT)


def test_bad_words_are_named() -> None:
    payload = {"market": "DE", "sku": SKU, "disposition": "burn"}
    assert errors("set_disposition", payload, DOCUMENT) == {("/disposition", "unknown_code")}
    assert errors("set_return_policy", {"market": "DE"}, DOCUMENT) == {("", "nothing_to_set")}
    assert errors("set_handling_time", {"handling_days": 9}, DOCUMENT) == {("/handling_days", "less_than_equal")}
