"""A localisation decision becomes rows, one per thing that was chosen."""

from __future__ import annotations

from typing import Any

import pytest

from simlab.core.settings import Kind
from simlab.runs.kinds import DecisionRejected, kind_named
from tests.worlds import document

DOCUMENT = document()


def rows(payload: dict[str, Any]) -> list[list[int]]:
    return [list(map(int, row)) for row in kind_named("localise").rows(payload, DOCUMENT)]


@pytest.mark.django_db
def test_each_choice_is_a_row_with_its_field() -> None:
    payload = {"market": "DE", "language_quality": 2, "tone": "formal", "gift_wrap": True, "colour": "black"}
    assert rows(payload) == [
        [Kind.LOCALISE, 1, 0, 2],
        [Kind.LOCALISE, 1, 2, 2],
        [Kind.LOCALISE, 1, 4, 1],
        [Kind.LOCALISE, 1, 5, 1],
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "choice",
    [
        {"language_quality": 1},
        {"content_level": 3},
        {"colour": "pastel"},
        {"size_chart": True},
        {"gift_wrap": False},
        {"tone": "plain"},
        {"claims": "bold"},
    ],
)
def test_a_row_can_be_told_as_the_choice_again(choice: dict[str, Any]) -> None:
    kind, payload = kind_named("localise"), {"market": "US", **choice}
    assert kind.described(kind.rows(payload, DOCUMENT)[0], DOCUMENT) == payload


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("payload", "pointer"),
    [
        ({"market": "DE"}, ""),
        ({"market": "XX", "tone": "plain"}, "/market"),
        ({"market": "DE", "content_level": 4}, "/content_level"),
        ({"market": "DE", "colour": "mauve"}, "/colour"),
        ({"market": "DE", "channel": "fair", "tone": "plain"}, "/channel"),
    ],
)
def test_a_wrong_field_is_named_in_both_languages(payload: dict[str, Any], pointer: str) -> None:
    with pytest.raises(DecisionRejected) as rejected:
        kind_named("localise").rows(payload, DOCUMENT)
    assert [error.pointer for error in rejected.value.errors] == [pointer]
    assert all(error.message["en"] and error.message["zh"] for error in rejected.value.errors)
