"""Waiting for what another process does: until it is so, or patience ends."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable

PATIENCE_SECONDS = 90


def wait_until(is_so: Callable[[], bool], told: Callable[[], object] = str) -> None:
    """Look again and again; `told` says how things stand when patience ends."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, told()
        time.sleep(0.02)


def answers(address: str) -> bool:
    """Whether a server of this machine answers there, asked past any proxy of the environment."""
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with browser.open(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
