"""Signed tickets for the live server: which runs a person may watch, and until when. Standard library only."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

_PURPOSE = b"simlab.live.ticket"


@dataclass(frozen=True)
class Ticket:
    runs: frozenset[str]
    expires_at: int  # Unix seconds


def ticket_key(secret: str, environ: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """A key of its own, so that a ticket can never stand in for a session or anything else that is signed.

    Where the live server is not to know the platform's secret, SIMLAB_LIVE_SECRET gives the two servers one of theirs.
    """
    secret = environ.get("SIMLAB_LIVE_SECRET") or secret
    return hmac.new(secret.encode(), _PURPOSE, hashlib.sha256).digest()


def issue_ticket(key: bytes, runs: Sequence[str], expires_at: int) -> str:
    """A ticket for these runs."""
    body = json.dumps({"runs": sorted(runs), "exp": expires_at}, separators=(",", ":")).encode()
    return f"{_text(body)}.{_text(_signature(key, body))}"


def read_ticket(key: bytes, ticket: str, now: float) -> Ticket | None:
    """What the ticket says; None if it is forged, malformed or over."""
    try:
        body, signature = (_bytes(part) for part in ticket.split("."))
        if not hmac.compare_digest(signature, _signature(key, body)):
            return None
        said = json.loads(body)
    except ValueError:
        return None
    return Ticket(frozenset(said["runs"]), said["exp"]) if now < said["exp"] else None


def _signature(key: bytes, body: bytes) -> bytes:
    return hmac.new(key, body, hashlib.sha256).digest()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
