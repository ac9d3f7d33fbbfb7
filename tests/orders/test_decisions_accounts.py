from __future__ import annotations

from typing import Any

import pytest

from simlab.runs.kinds import DecisionRejected, kind_named
from tests.sections import account_health
from tests.worlds import SMALL, document

DOCUMENT = document(SMALL, account_health=account_health())
PLAN: dict[str, Any] = {"causes": ["cancellation", "violation"], "measures": ["more_stock"]}


def test_an_appeal_is_read_back() -> None:
    kind = kind_named("appeal")
    (row,) = kind.rows(PLAN, DOCUMENT)
    assert kind.described(row, DOCUMENT) == {"channel": "marketplace", **PLAN}


@pytest.mark.parametrize(
    ("payload", "pointer"),
    [
        ({**PLAN, "channel": "own"}, "/channel"),
        ({"causes": [], "measures": ["more_stock"]}, "/causes"),
        ({"causes": ["weather"], "measures": ["more_stock"]}, "/causes/0"),
    ],
)
def test_a_wrong_appeal_names_its_field(payload: dict[str, Any], pointer: str) -> None:
    with pytest.raises(DecisionRejected) as caught:
        kind_named("appeal").rows(payload, DOCUMENT)
    assert [error.pointer for error in caught.value.errors] == [pointer]
    assert all(set(error.message) == {"en", "zh"} for error in caught.value.errors)


def test_without_accounts_there_is_nothing_to_appeal() -> None:
    with pytest.raises(DecisionRejected, match="/kind"):
        kind_named("appeal").rows(PLAN, document(SMALL))
