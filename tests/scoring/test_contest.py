"""Whoever grades a round, how often and in which database: the same scorecards, kept once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.database import fresh_database
from tests.races.test_races import services, told

ONE_RUN_TWO_ROUNDS_FOUR_STORES = [1, 8, 4]


def holds(outcome: Any) -> None:
    assert outcome["kept"] == ONE_RUN_TWO_ROUNDS_FOUR_STORES
    assert outcome["undone"] == 0
    assert len(outcome["cards"]) == 2


def test_rounds_graded_at_once_and_twice_are_kept_once(tmp_path: Path) -> None:
    holds(told("tests.scoring.contest", home=tmp_path))


@services
def test_both_databases_give_the_same_scorecards(tmp_path: Path, postgres_url: str) -> None:
    on_postgresql = told("tests.scoring.contest", home=tmp_path, DATABASE_URL=fresh_database(postgres_url))
    holds(on_postgresql)
    on_sqlite = told("tests.scoring.contest", home=tmp_path)
    assert [_without_id(card) for card in on_sqlite["cards"]] == [_without_id(card) for card in on_postgresql["cards"]]


def _without_id(card: Any) -> Any:
    return card | {"store": card["store"] | {"id": ""}}
