"""One process at a time for one piece of work. A lock that the database drops when its holder dies.

It spares work, it does not prove anything: whoever does the work writes it so that doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from threading import Lock

from django.db import DatabaseError, connection

_here: set[int] = set()
_guard = Lock()


@contextmanager
def alone(kind: str, number: int) -> Iterator[bool]:
    """False when the work `number` of this kind is being done."""
    key = int.from_bytes(blake2b(f"simlab {kind} {number}".encode(), digest_size=8).digest(), "big", signed=True)
    take, give_back = (_lock, _unlock) if connection.vendor == "postgresql" else (_lock_here, _here.discard)
    mine = take(key)
    try:
        yield mine
    finally:
        if mine:
            give_back(key)


def _lock(key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        return bool(cursor.fetchone()[0])


def _unlock(key: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
    except DatabaseError:
        connection.close()  # the lock went with the session


def _lock_here(key: int) -> bool:
    """Without PostgreSQL everything that works is in one process."""
    with _guard:
        mine = key not in _here
        _here.add(key)
        return mine
