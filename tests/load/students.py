"""Students as their browsers are: a stream that tells of turns, four reads on each, a read every 3 s, a decision every 15 s."""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import aiohttp

READ_EVERY_S, DECIDE_EVERY_S, JITTER_S = 3.0, 15.0, 2.0
ON_A_TURN = ("summary", "days", "shipments", "orders?limit=50")
BETWEEN = (*ON_A_TURN, "settings", "decisions", "advertising", "account", "inbox", "news")
MOST_SECONDS = 15.0  # for one request
CSRF = "c" * 32


@dataclass
class Seen:
    """What all students saw together. Times in seconds."""

    reads: list[float] = field(default_factory=list)
    decisions: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    turns: dict[int, set[int]] = field(default_factory=dict)  # day: which students heard of it
    open_streams: int = 0
    not_modified: int = 0


class Student:
    def __init__(self, number: int, told: dict[str, str], web: str, http: aiohttp.ClientSession, seen: Seen) -> None:
        self._number, self._store, self._web, self._http, self._seen = number, told["store"], web, http, seen
        self._headers = {
            "Cookie": f"sessionid={told['session']}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Accept-Language": random.choice(["zh-CN", "en"]),
        }
        self._versions: dict[str, str] = {}
        self._jobs: set[asyncio.Task[None]] = set()

    async def listen(self, run: str, opened: asyncio.Event) -> None:
        """Hold a stream open; on each closed day read again, spread over two seconds."""
        ticket = await self._json(f"{self._web}/api/v1/live")
        day = -1
        patience = aiohttp.ClientTimeout(total=None, sock_read=60)
        async with self._http.get(ticket["url"], params={"ticket": ticket["ticket"]}, timeout=patience) as stream:
            self._seen.open_streams += stream.status == 200
            opened.set()
            async for line in stream.content:
                if not line.startswith(b"data: "):
                    continue
                message = json.loads(line[6:])
                if message.get("run") == run and message.get("day", -1) > day:
                    day = message["day"]
                    self._seen.turns.setdefault(day, set()).add(self._number)
                    for path in ON_A_TURN:
                        self._begin(self._later(random.uniform(0, JITTER_S), path))

    async def look_around(self, until: float) -> None:
        await asyncio.sleep(random.uniform(0, READ_EVERY_S))
        while time.monotonic() < until:
            self._begin(self._later(0, random.choice(BETWEEN)))
            await asyncio.sleep(READ_EVERY_S)

    async def decide(self, until: float) -> None:
        await asyncio.sleep(random.uniform(0, DECIDE_EVERY_S))
        while time.monotonic() < until:
            self._begin(self._decision())
            await asyncio.sleep(DECIDE_EVERY_S)

    async def finish(self) -> None:
        await asyncio.gather(*self._jobs, return_exceptions=True)

    def _begin(self, work: Any) -> None:
        job = asyncio.create_task(work)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)

    async def _later(self, seconds: float, path: str) -> None:
        await asyncio.sleep(seconds)
        known = {"If-None-Match": self._versions[path]} if path in self._versions else {}
        url = f"{self._web}/api/v1/stores/{self._store}/{path}"
        started = time.perf_counter()
        answer = await self._asked("GET", url, (200, 304), headers=self._headers | known)
        self._seen.reads.append(time.perf_counter() - started)
        if answer is not None:
            self._seen.not_modified += answer.status == 304
            if "ETag" in answer.headers:
                self._versions[path] = answer.headers["ETag"]

    async def _decision(self) -> None:
        told = {
            "kind": "set_ad_budget",
            "payload": {"market": random.choice(["US", "DE"]), "ad_budget_minor": random.randrange(100, 50_000)},
            "idempotency_key": uuid.uuid4().hex,
        }
        url = f"{self._web}/api/v1/stores/{self._store}/decisions"
        started = time.perf_counter()
        await self._asked("POST", url, (201,), headers=self._headers, json=told)
        self._seen.decisions.append(time.perf_counter() - started)

    async def _asked(self, method: str, url: str, expected: tuple[int, ...], **more: Any) -> Any:
        try:
            patience = aiohttp.ClientTimeout(total=MOST_SECONDS)
            async with self._http.request(method, url, timeout=patience, **more) as answer:
                body = await answer.read()
                if answer.status not in expected:
                    self._seen.errors.append(f"{method} {url}: {answer.status} {body[:200]!r}")
                return answer
        except (aiohttp.ClientError, TimeoutError) as failed:
            self._seen.errors.append(f"{method} {url}: {failed!r}")
            return None

    async def _json(self, url: str) -> Any:
        async with self._http.get(url, headers=self._headers) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()
