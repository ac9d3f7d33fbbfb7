"""Whoever plays a day, how often and in which database: the same digests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.database import fresh_database
from tests.races.same_day import DAYS, THREADS
from tests.terms import digests, new_run, play

ROOT = Path(__file__).parent.parent.parent
services = pytest.mark.services


def told(module: str, *arguments: str, home: Path, **environment: str) -> Any:
    """What a script in a process of its own prints, on the database it is given."""
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=clean | {"SIMLAB_HOME": str(home)} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@services
def test_both_databases_give_the_same_digests(tmp_path: Path, postgres_url: str) -> None:
    on_postgresql = told("tests.terms", "15", home=tmp_path, DATABASE_URL=fresh_database(postgres_url))
    assert on_postgresql == told("tests.terms", "15", home=tmp_path)
    assert len(on_postgresql["digests"]) == 15
    assert on_postgresql["findings"] == []


def holds(outcome: Any) -> None:
    assert outcome["wins"] == [1] * DAYS, f"of {THREADS} advances of a day one may win"
    assert len(outcome["digests"]) == DAYS
    assert outcome["late"] == 0
    assert outcome["findings"] == []


def test_of_many_advances_of_a_day_one_wins_on_sqlite(tmp_path: Path) -> None:
    holds(told("tests.races.same_day", home=tmp_path))


def undisturbed(outcome: Any) -> None:
    day = {"day": 1, "findings": []}
    assert outcome == {
        "paused": day | {"state": "paused", "paused": True, "played_on": False},
        "finishing": day | {"state": "finished", "paused": False, "gradings": 1},
        "deleted": {"deleted": True, "left": 0, "played_on": False},
        "asked": {"due_day": 3, "open": [3], "waited": False},
    }


def test_pausing_finishing_and_deleting_during_a_day_is_safe_on_sqlite(tmp_path: Path) -> None:
    undisturbed(told("tests.races.interruptions", home=tmp_path))


@services
def test_pausing_finishing_and_deleting_during_a_day_is_safe_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    undisturbed(told("tests.races.interruptions", home=tmp_path, DATABASE_URL=fresh_database(postgres_url)))


@services
def test_of_many_advances_of_a_day_one_wins_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    holds(told("tests.races.same_day", home=tmp_path, DATABASE_URL=fresh_database(postgres_url)))


@pytest.mark.django_db
@services
def test_worker_and_tickers_of_production_play_what_is_asked_for(
    tmp_path: Path, postgres_url: str, redis_url: str
) -> None:
    run = new_run()
    play(run, 5)
    outcome = told(
        "tests.races.production",
        "5",
        home=tmp_path,
        DATABASE_URL=fresh_database(postgres_url),
        REDIS_URL=redis_url.rsplit("/", 1)[0] + "/6",
    )
    assert outcome == {"digests": digests(run), "nameless": 0, "codes": [0, 0, 0, 0], "counted": 5}


@services
def test_a_worker_that_is_asked_to_stop_finishes_its_day(tmp_path: Path, postgres_url: str, redis_url: str) -> None:
    outcome = told(
        "tests.races.stopping",
        home=tmp_path,
        DATABASE_URL=fresh_database(postgres_url),
        REDIS_URL=redis_url.rsplit("/", 1)[0] + "/7",
    )
    assert outcome == {"waited_for_its_day": True, "code": 0, "day": 1}


@pytest.mark.django_db
def test_an_embedded_worker_that_was_killed_sweeps_up_what_it_left(tmp_path: Path) -> None:
    run = new_run()
    play(run, 12)
    assert told("tests.races.embedded", "12", home=tmp_path) == {"digests": digests(run), "code": 0}
