from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.kinds import DecisionRejected, kind_named
from tests.engine.test_temptations import CHANNELS
from tests.sections import shortcuts, subsidies
from tests.worlds import SMALL, document

DOCUMENT = document(SMALL, shortcuts=shortcuts(), subsidies=subsidies(), channels=CHANNELS)
PAYLOADS: dict[str, dict[str, Any]] = {
    "buy_reviews": {"sku": "SKU-01", "reviews": 30},
    "set_dark_pattern": {"market": "DE", "channel": "site", "pattern_level": 2},
    "set_data_use": {"data_level": 1},
    "apply_subsidy": {"programme": "overseas_warehouse"},
}


@pytest.mark.parametrize("code", PAYLOADS)
def test_what_was_decided_is_read_back_from_its_row(code: str) -> None:
    kind = kind_named(code)
    (row,) = kind.rows(PAYLOADS[code], DOCUMENT)
    assert kind.described(row, DOCUMENT) == PAYLOADS[code]


@pytest.mark.parametrize(
    ("code", "change", "pointer"),
    [
        ("buy_reviews", {"reviews": 201}, "/reviews"),
        ("set_dark_pattern", {"channel": "marketplace"}, "/channel"),
        ("set_data_use", {"data_level": 4}, "/data_level"),
        ("apply_subsidy", {"programme": "moon"}, "/programme"),
    ],
)
def test_a_wrong_value_names_its_field(code: str, change: dict[str, Any], pointer: str) -> None:
    with pytest.raises(DecisionRejected) as caught:
        kind_named(code).rows(PAYLOADS[code] | change, DOCUMENT)
    assert [error.pointer for error in caught.value.errors] == [pointer]


def test_a_programme_that_has_closed_takes_no_application() -> None:
    closed = document(SMALL, subsidies=subsidies(last_day=-1))
    with pytest.raises(DecisionRejected) as caught:
        kind_named("apply_subsidy").rows(PAYLOADS["apply_subsidy"], closed)
    assert [error.code for error in caught.value.errors] == ["closed"]
