"""Requests over the network: by the standard library, tried again when the platform asks to wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

WAIT = (429, 503)  # the platform did nothing and says when to come again
MOST_SECONDS = 60.0


class Answer(NamedTuple):
    """Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Send = Callable[[str, str, Mapping[str, str], bytes | None], Answer]


class Unreachable(Exception):  # noqa: N818  it says what is the matter
    """Nobody answers at the address of the platform."""


def over_network(timeout_seconds: float) -> Send:
    """Sends a method to an address of http or https."""

    def send(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"not an address of a platform: {url}")
        request = Request(url, data=body, method=method, headers=dict(headers))  # noqa: S310  checked above
        try:
            with urlopen(request, timeout=timeout_seconds) as response:  # noqa: S310
                return _answer(response.status, response.headers, response.read())
        except HTTPError as refused:
            return _answer(refused.code, refused.headers, refused.read())
        except (URLError, TimeoutError, ConnectionError) as lost:
            raise Unreachable(f"{method} {url}: {lost}") from lost

    return send


def patiently(
    ask: Callable[[], Answer], *, harmless: bool, tries: int = 5, sleep: Callable[[float], None] = time.sleep
) -> Answer:
    """Waits as long as a 429 or 503 asks for; a lost connection is tried again where asking twice is `harmless`."""
    for attempt in range(tries - 1):
        try:
            answer = ask()
        except Unreachable:
            if not harmless:
                raise
            sleep(_backoff(attempt))
            continue
        if answer.status not in WAIT:
            return answer
        sleep(_asked_for(answer, attempt))
    return ask()


def _asked_for(answer: Answer, attempt: int) -> float:
    asked = answer.headers.get("retry-after", "")
    return min(float(asked), MOST_SECONDS) if asked.isdigit() else _backoff(attempt)


def _backoff(attempt: int) -> float:
    return float(min(0.5 * 2**attempt, MOST_SECONDS))


def _answer(status: int, headers: object, body: bytes) -> Answer:
    named = headers.items() if hasattr(headers, "items") else ()
    return Answer(status, {name.lower(): value for name, value in named}, body)
