"""The live server: server-sent events for the browser, as a plain ASGI app.

It loads no Django: a stream must hold no thread and no database connection. Whoever brings a ticket signed by the web
server hears that a day closed and asks `/api` for the rest, so a lost message does no harm.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from simlab.classroom.audience import Audience, Listener, Message
from simlab.classroom.news import follow_file, follow_redis
from simlab.classroom.tickets import Ticket, read_ticket, ticket_key

PING_SECONDS = 15.0
RETRY_MILLISECONDS = 3000

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True)
class LiveConfig:
    key: bytes
    database: str = ""  # path of the SQLite file of the embedded profile
    redis_url: str = ""
    origins: frozenset[str] = frozenset()  # web origins on another host than this server

    @classmethod
    def of_environ(cls, environ: Mapping[str, str]) -> LiveConfig:
        return cls(
            key=ticket_key(environ.get("SECRET_KEY", ""), environ),
            database=environ.get("SIMLAB_LIVE_DATABASE", ""),
            redis_url=environ.get("REDIS_URL", ""),
            origins=frozenset(environ.get("SIMLAB_WEB_ORIGINS", "").split()),
        )


class LiveApp:
    """`GET /events?ticket=` streams; `GET /health` answers."""

    def __init__(self, config: LiveConfig) -> None:
        self._config = config
        self._audience = Audience()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        following = asyncio.create_task(self._follow())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
        await send({"type": "lifespan.shutdown.complete"})

    def _follow(self) -> Coroutine[Any, Any, None]:
        if self._config.redis_url:
            return follow_redis(self._config.redis_url, self._audience.publish)
        return follow_file(self._config.database, self._audience.publish)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "GET" and scope["path"] == "/events":
            await self._events(scope, receive, send)
        elif scope["path"] == "/health":
            await _say(send, 200, "ok")
        else:
            await _say(send, 404, "not found")

    async def _events(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0]
        ticket, cors = read_ticket(self._config.key, asked, time.time()), self._cors(scope)
        if ticket is None:
            await _say(send, 401, "ticket refused", cors)
            return
        with self._audience.listening(ticket.runs) as listener:
            await _stream(_Stream(ticket, listener, cors), receive, send)

    def _cors(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """A page may read the stream if it comes from this host, on any port; no cookie is asked for or sent."""
        headers = dict(scope["headers"])
        origin, host = (headers.get(name, b"").decode("latin-1") for name in (b"origin", b"host"))
        allowed = origin in self._config.origins or (
            host and urlsplit(origin).hostname == urlsplit(f"//{host}").hostname
        )
        return [
            (b"vary", b"Origin"),
            *([(b"access-control-allow-origin", origin.encode("latin-1"))] if allowed else []),
        ]


@dataclass(frozen=True)
class _Stream:
    ticket: Ticket
    listener: Listener
    cors: list[tuple[bytes, bytes]]

    def headers(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-cache, no-transform"),
            (b"content-encoding", b"identity"),  # a compressing proxy would hold events back
            (b"x-accel-buffering", b"no"),
            *self.cors,
        ]


async def _stream(stream: _Stream, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": stream.headers()})
    writing = asyncio.create_task(_write(stream, send))
    leaving = asyncio.create_task(_disconnected(receive))
    try:
        await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (writing, leaving):
            task.cancel()
        await asyncio.gather(writing, leaving, return_exceptions=True)


async def _write(stream: _Stream, send: Send) -> None:
    await _chunk(send, f"retry: {RETRY_MILLISECONDS}\n\n")
    while (left := stream.ticket.expires_at - time.time()) > 0:
        message = await stream.listener.get(min(PING_SECONDS, left))
        await _chunk(send, ": ping\n\n" if message is None else _event(message))
    await _chunk(send, "event: renew\ndata: {}\n\n")
    await send({"type": "http.response.body", "body": b""})


def _event(message: Message) -> str:
    return f"event: day\ndata: {json.dumps(message, separators=(',', ':'))}\n\n"


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _chunk(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _say(send: Send, status: int, text: str, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    plain = [(b"content-type", b"text/plain; charset=utf-8"), *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": plain})
    await send({"type": "http.response.body", "body": text.encode()})


def create_app() -> LiveApp:
    """The app of this process, for `uvicorn --factory simlab.classroom.live:create_app`."""
    config = LiveConfig.of_environ(os.environ)
    if not (config.redis_url or config.database):
        sys.exit("the live server needs REDIS_URL or SIMLAB_LIVE_DATABASE")
    if not (os.environ.get("SIMLAB_LIVE_SECRET") or os.environ.get("SECRET_KEY")):
        sys.exit("the live server needs SIMLAB_LIVE_SECRET, or the SECRET_KEY of the web server")
    return LiveApp(config)
