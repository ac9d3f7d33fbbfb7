from __future__ import annotations

from django.db import connection


def drop_broken_connection() -> None:
    """After an error: the next query connects anew if the server went away. Inside a transaction that is its owner's affair."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
