"""Requests of a client that reach the views without a network."""

from __future__ import annotations

from collections.abc import Mapping

from django.test import Client

from simlab.client.transport import Answer, Send

ADDRESS = "http://testserver"


def sending(browser: Client) -> Send:
    def send(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        kind = headers.get("Content-Type", "application/json")
        kept = {name: value for name, value in headers.items() if name != "Content-Type"}
        path = url.removeprefix(ADDRESS)
        answer = browser.generic(method, path, body or b"", content_type=kind, headers=kept)
        content = b"".join(answer) if answer.streaming else answer.content
        return Answer(answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, content)

    return send
