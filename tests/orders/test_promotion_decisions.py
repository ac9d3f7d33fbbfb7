"""What may be decided about promotions, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.kinds import DecisionRejected, kind_named
from tests.advertising import advertised

CHANNELS = [
    {"code": code, "kind": code, "name": {"en": code, "zh": code}, "share_e4": 5_000}
    for code in ("marketplace", "own_site")
]
PLAIN, TWO = advertised(), advertised(channels=CHANNELS)
LISTING = {"market": "DE", "sku": "SKU-01"}
GOOD: dict[str, tuple[dict[str, Any], list[list[int]]]] = {
    "set_coupon": (LISTING | {"percent_off": 20}, [[21, 1 << 16 | 1, 0, 2_000]]),
    "start_deal": (
        LISTING | {"percent_off": 30, "first_day": 5, "days": 3},
        [[22, 1 << 16 | 1, 0, 3_000], [22, 1 << 16 | 1, 1, 5], [22, 1 << 16 | 1, 2, 7]],
    ),
    "enrol_sale_days": ({"market": "DE", "percent_off": 25}, [[23, 1, 0, 2_500]]),
    "enrol_early_reviews": ({"sku": "SKU-01", "enrolled": True}, [[24, 1, 0, 1]]),
}


@pytest.mark.parametrize("kind", GOOD)
def test_codes_become_rows_and_are_told_again(kind: str) -> None:
    payload, expected = GOOD[kind]
    rows = kind_named(kind).rows(payload, PLAIN)
    assert [list(map(int, row)) for row in rows] == expected
    told = [kind_named(kind).described(row, PLAIN) for row in rows]
    assert told[0] == {name: value for name, value in payload.items() if name not in ("first_day", "days")}
    if kind == "start_deal":
        assert [part.popitem() for part in told[1:]] == [("first_day", 5), ("last_day", 7)]


@pytest.mark.parametrize(
    ("kind", "change", "expected"),
    [
        ("set_coupon", {"percent_off": 51}, {("/percent_off", "less_than_equal")}),
        ("set_coupon", {"sku": "?", "market": "?"}, {("/sku", "unknown_code"), ("/market", "unknown_code")}),
        ("start_deal", {"percent_off": 14}, {("/percent_off", "greater_than_equal")}),
        ("start_deal", {"days": 15}, {("/days", "less_than_equal")}),
        ("start_deal", {"channel": "own_site"}, {("/channel", "wrong_channel")}),
        ("enrol_sale_days", {"channel": "own_site"}, {("/channel", "wrong_channel")}),
        ("enrol_early_reviews", {"enrolled": 1}, {("/enrolled", "bool_type")}),
    ],
)
def test_a_wrong_field_is_named(kind: str, change: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named(kind).rows(GOOD[kind][0] | change, TWO)
    assert {(error.pointer, error.code) for error in rejected.value.errors} == expected


def test_visitors_are_followed_on_the_own_site_only() -> None:
    campaign = {"market": "DE", "category": "phone", "retarget": True}
    rows = kind_named("set_campaign").rows(campaign, TWO)
    assert [list(map(int, row)) for row in rows] == [[20, 6, 3, 1]]
    with pytest.raises(DecisionRejected, match="channel"):
        kind_named("set_campaign").rows(campaign, PLAIN)
