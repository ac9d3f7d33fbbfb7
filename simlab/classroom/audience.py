"""Who listens to which run on the live server. A slow listener loses its oldest messages, never anyone else's."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_BACKLOG = 32
TOPICS_OF_A_DAY = ["run", "store", "orders", "shipments", "leaderboard"]

Message = dict[str, Any]


class Listener:
    """A bounded queue of messages for one stream."""

    def __init__(self) -> None:
        self._messages: deque[Message] = deque(maxlen=_BACKLOG)
        self._filled = asyncio.Event()

    def put(self, message: Message) -> None:
        self._messages.append(message)
        self._filled.set()

    async def get(self, timeout: float) -> Message | None:
        """The oldest message kept; None if nothing comes in time."""
        try:
            await asyncio.wait_for(self._filled.wait(), timeout)
        except TimeoutError:
            return None
        message = self._messages.popleft()
        if not self._messages:
            self._filled.clear()
        return message


class Audience:
    """All streams of this process, by run, and the last message of each run for those who come late."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._latest: dict[str, Message] = {}

    def publish(self, message: Message) -> None:
        self._latest[message["run"]] = message
        for listener in self._listeners.get(message["run"], ()):
            listener.put(message)

    @contextmanager
    def listening(self, runs: frozenset[str]) -> Iterator[Listener]:
        listener = Listener()
        for run in runs:
            self._listeners[run].add(listener)
            if run in self._latest:
                listener.put(self._latest[run])
        try:
            yield listener
        finally:
            for run in runs:
                self._leave(run, listener)

    def _leave(self, run: str, listener: Listener) -> None:
        self._listeners[run].discard(listener)
        if not self._listeners[run]:
            del self._listeners[run]
