"""Tell the live server that a day closed. On the embedded profile it reads the database file instead."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from functools import cache
from typing import Any

CHANNEL = "simlab:run:"
TOPICS = ["run", "store", "orders", "shipments", "leaderboard"]
_log = logging.getLogger(__name__)


def announce_day(run_id: int, day: int, state: str, topics: Sequence[str] = TOPICS) -> None:
    """Best effort: whoever misses it sees the new day at the next look."""
    url = os.environ.get("REDIS_URL", "")
    if not url:
        return
    from redis.exceptions import RedisError  # only where there is a Redis

    message = {"run": str(run_id), "day": day, "state": state, "topics": list(topics)}
    try:
        _redis(url).publish(f"{CHANNEL}{run_id}", json.dumps(message))
    except (RedisError, OSError) as error:
        _log.warning("day %s of run %s was not announced: %s", day, run_id, error)


@cache
def _redis(url: str) -> Any:
    from redis import Redis

    return Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
