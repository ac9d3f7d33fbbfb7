"""Where the live server hears that a day closed: the database file of the embedded profile, or Redis. No Django."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simlab.classroom.audience import TOPICS_OF_A_DAY, Message

CHANNEL = "simlab:run:"
_POLL_SECONDS = 0.25
_RETRY_SECONDS = 2.0
_RUNS_QUERY = """
    SELECT id, day, state, clock, decisions_frozen,
           (SELECT count(*) FROM classroom_announcement WHERE run_id = runs_run.id),
           (SELECT count(*) FROM runs_intent
            WHERE run_id = runs_run.id AND kind = 'name_buyers' AND done_at IS NOT NULL),
           (SELECT count(*) FROM scoring_scorerun WHERE run_id = runs_run.id AND finished_at IS NOT NULL)
    FROM runs_run
"""

Publish = Callable[[Message], None]
_log = logging.getLogger(__name__)


class RunPoller:
    """Reads the runs of an SQLite file, and only when another connection has written to it."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(_read_only(path), uri=True, check_same_thread=False, isolation_level=None)
        self._version = -1
        self._seen: dict[int, tuple[Any, ...]] = {}

    def changes(self) -> list[Message]:
        """A message for every run that is not as it was; at the first call for every run."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return []
        runs = {row[0]: row for row in self._connection.execute(_RUNS_QUERY)}
        before, self._seen, self._version = self._seen, runs, version
        return [_message(row, before.get(run)) for run, row in runs.items() if before.get(run) != row]

    def close(self) -> None:
        self._connection.close()


async def follow_file(path: str, publish: Publish) -> None:
    """Publish the changes of an SQLite file until cancelled; wait while there is no database yet."""
    while True:
        try:
            await _follow(await asyncio.to_thread(RunPoller, path), publish)
        except sqlite3.Error as error:
            _log.warning("the database does not answer (%s); trying again", error)
        await asyncio.sleep(_RETRY_SECONDS)


async def follow_redis(url: str, publish: Publish) -> None:
    """Publish what arrives on the channels of all runs until cancelled; connect again when the connection is lost."""
    from redis.asyncio import Redis  # only where there is a Redis
    from redis.exceptions import RedisError

    while True:
        try:
            async with Redis.from_url(url) as redis, redis.pubsub() as channel:
                await channel.psubscribe(f"{CHANNEL}*")
                async for heard in channel.listen():
                    if heard["type"] == "pmessage":
                        publish(json.loads(heard["data"]))
        except (RedisError, OSError) as error:
            _log.warning("Redis does not answer (%s); trying again", error)
        await asyncio.sleep(_RETRY_SECONDS)


async def _follow(poller: RunPoller, publish: Publish) -> None:
    try:
        while True:
            for message in await asyncio.to_thread(poller.changes):
                publish(message)
            await asyncio.sleep(_POLL_SECONDS)
    finally:
        poller.close()


def _message(row: tuple[Any, ...], before: tuple[Any, ...] | None) -> Message:
    run, day, state, *_ = row
    return {"run": str(run), "day": day, "state": state, "topics": _topics(row, before)}


def _topics(row: tuple[Any, ...], before: tuple[Any, ...] | None) -> list[str]:
    """A new day changes everything; between days it is the clock, an announcement, buyers' names or scores."""
    if before is None or before[1] != row[1]:
        return TOPICS_OF_A_DAY
    parts = {"run": slice(2, 5), "announcements": slice(5, 6), "orders": slice(6, 7), "scorecards": slice(7, 8)}
    return [topic for topic, part in parts.items() if before[part] != row[part]]


def _read_only(path: str) -> str:
    return f"{Path(path).resolve().as_uri()}?mode=ro"
