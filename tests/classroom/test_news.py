from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from simlab.classroom.news import RunPoller, follow_file, follow_redis
from simlab.engine.announce import _redis, announce_day


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database file with the tables that are read; `test_polling_fits_the_tables` holds them to the models."""
    path = tmp_path / "runs.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        columns = "id INTEGER PRIMARY KEY, day INTEGER, state TEXT, clock TEXT, decisions_frozen INTEGER"
        database.execute(f"CREATE TABLE runs_run ({columns})")
        database.execute("CREATE TABLE classroom_announcement (id INTEGER PRIMARY KEY, run_id INTEGER)")
        database.execute("CREATE TABLE runs_intent (id INTEGER PRIMARY KEY, run_id INTEGER, kind TEXT, done_at TEXT)")
        database.execute("CREATE TABLE scoring_scorerun (id INTEGER PRIMARY KEY, run_id INTEGER, finished_at TEXT)")
        database.execute("INSERT INTO runs_run VALUES (1, 4, 'running', 'manual', 0), (2, 0, 'open', 'manual', 0)")
    return path


def write(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as database:
        database.execute(statement)
    database.close()


def test_the_first_look_tells_every_run_and_the_next_only_changes(file: Path) -> None:
    poller = RunPoller(str(file))
    assert [(message["run"], message["day"]) for message in poller.changes()] == [("1", 4), ("2", 0)]
    assert poller.changes() == []
    write(file, "UPDATE runs_run SET day = 5 WHERE id = 1")
    [message] = poller.changes()
    assert (message["run"], message["day"], "orders" in message["topics"]) == ("1", 5, True)
    write(file, "UPDATE runs_run SET state = 'paused' WHERE id = 1")
    assert [message["topics"] for message in poller.changes()] == [["run"]]
    write(file, "UPDATE runs_run SET decisions_frozen = 1 WHERE id = 1")
    assert [message["topics"] for message in poller.changes()] == [["run"]]
    write(file, "INSERT INTO classroom_announcement VALUES (1, 1)")
    assert [message["topics"] for message in poller.changes()] == [["announcements"]]
    write(file, "INSERT INTO runs_intent VALUES (1, 1, 'name_buyers', '2026-01-01')")
    assert [message["topics"] for message in poller.changes()] == [["orders"]]
    write(file, "INSERT INTO scoring_scorerun VALUES (1, 1, '2026-01-01')")
    assert [message["topics"] for message in poller.changes()] == [["scorecards"]]
    write(file, "INSERT INTO runs_intent VALUES (2, 1, 'name_buyers', NULL)")
    assert poller.changes() == []
    poller.close()


def test_it_waits_for_a_database_that_is_not_there_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simlab.classroom.news._RETRY_SECONDS", 0.01)
    heard: list[Any] = []

    async def follow() -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(follow_file(str(tmp_path / "none.sqlite3"), heard.append), 0.1)

    asyncio.run(follow())
    assert heard == []
    assert not (tmp_path / "none.sqlite3").exists()


def test_polling_fits_the_tables(db: None) -> None:
    from django.db import connection

    from simlab.classroom.news import _RUNS_QUERY

    with connection.cursor() as cursor:
        cursor.execute(_RUNS_QUERY)


@pytest.mark.services
def test_a_day_announced_on_redis_is_heard(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", redis_url)
    _redis.cache_clear()
    heard: list[Any] = []

    async def listen() -> None:
        following = asyncio.create_task(follow_redis(redis_url, heard.append))
        for _ in range(100):
            await asyncio.to_thread(announce_day, 7, 3, "running")
            await asyncio.sleep(0.02)
            if heard:
                break
        following.cancel()

    asyncio.run(listen())
    assert json.loads(json.dumps(heard[0]))["run"] == "7"
