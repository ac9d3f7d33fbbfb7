"""The live server without a network: the ASGI app is called as a server would call it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from simlab.classroom import live
from simlab.classroom.audience import Audience
from simlab.classroom.tickets import issue_ticket, ticket_key

KEY = ticket_key("a secret")
MESSAGE = {"run": "7", "day": 3, "state": "running", "topics": ["run"]}


class Browser:
    """One request to the app; what it sent, and a way to hang up."""

    def __init__(self, query: str = "", **headers: str) -> None:
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": "/events",
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        self.sent: list[dict[str, Any]] = []
        self._gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    def hang_up(self) -> None:
        self._gone.set()

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.sent[0]["headers"]}

    @property
    def text(self) -> str:
        return b"".join(part.get("body", b"") for part in self.sent[1:]).decode()


def visit(
    browser: Callable[[], Browser], story: Callable[[Browser, Audience], Awaitable[None]] | None = None
) -> Browser:
    """Open the stream, let the story happen, hang up."""

    async def play() -> Browser:
        app, visitor = live.LiveApp(live.LiveConfig(key=KEY)), browser()
        answering = asyncio.create_task(app(visitor.scope, visitor.receive, visitor.send))
        if story:
            await asyncio.sleep(0.01)
            await story(visitor, app._audience)
            visitor.hang_up()
        await asyncio.wait_for(answering, 2)
        assert not app._audience._listeners
        return visitor

    return asyncio.run(play())


def ticket(*runs: str, seconds: float = 60) -> str:
    return f"ticket={issue_ticket(KEY, runs, int(time.time() + seconds))}"


def test_without_a_ticket_there_is_no_stream() -> None:
    assert visit(lambda: Browser()).status == 401
    assert visit(lambda: Browser("ticket=x.y")).status == 401
    assert visit(lambda: Browser(ticket("7", seconds=-1))).status == 401


def test_a_closed_day_reaches_those_who_watch_the_run() -> None:
    async def story(browser: Browser, audience: Audience) -> None:
        audience.publish(MESSAGE)
        audience.publish(MESSAGE | {"run": "8"})
        await asyncio.sleep(0.01)

    heard = visit(lambda: Browser(ticket("7")), story)
    assert heard.status == 200
    assert heard.headers["content-type"].startswith("text/event-stream")
    assert heard.headers["content-encoding"] == "identity"
    first, *events = heard.text.strip().split("\n\n")
    assert first == "retry: 3000"
    assert [event.split("\n")[0] for event in events] == ["event: day"]
    assert json.loads(events[0].split("data: ")[1]) == MESSAGE


def test_who_comes_late_hears_the_last_message() -> None:
    audience = Audience()
    audience.publish(MESSAGE)

    async def late() -> object:
        with audience.listening(frozenset({"7"})) as listener:
            return await listener.get(0.01)

    assert asyncio.run(late()) == MESSAGE


def test_a_slow_listener_loses_its_oldest_messages() -> None:
    audience = Audience()

    async def slow() -> list[Any]:
        with audience.listening(frozenset({"7"})) as listener:
            for day in range(100):
                audience.publish(MESSAGE | {"day": day})
            heard = []
            while message := await listener.get(0.001):
                heard.append(message["day"])
            return heard

    heard = asyncio.run(slow())
    assert heard == list(range(100 - len(heard), 100))
    assert len(heard) < 100


def test_a_quiet_stream_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PING_SECONDS", 0.01)

    async def story(browser: Browser, audience: Audience) -> None:
        await asyncio.sleep(0.05)

    assert ": ping\n\n" in visit(lambda: Browser(ticket("7")), story).text


def test_a_ticket_that_ends_asks_for_a_new_one() -> None:
    heard = visit(lambda: Browser(ticket("7", seconds=1.2)))
    assert heard.text.endswith("event: renew\ndata: {}\n\n")
    assert not heard.sent[-1].get("more_body")


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", False),
        ("https://evil.example", False),
        ("null", False),
    ],
)
def test_only_pages_of_this_host_may_read(origin: str, *, allowed: bool) -> None:
    answer = visit(lambda: Browser(origin=origin, host="127.0.0.1:8001"))
    assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
    assert "access-control-allow-credentials" not in answer.headers


def test_it_loads_neither_django_nor_celery() -> None:
    code = "import simlab.classroom.live, sys; sys.exit(bool({'django', 'celery', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
