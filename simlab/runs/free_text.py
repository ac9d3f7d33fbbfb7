"""What people write in their own words. Elsewhere only a salted hash stands for it, so it can be erased and every digest holds."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from simlab.runs.models import FreeText, Seat

_SALT_BYTES = 16


def keep_text(text: str, seat: Seat | None) -> str:
    """Keep a text; the salted hash that stands for it."""
    salt = secrets.token_hex(_SALT_BYTES)
    kept = FreeText.objects.create(seat=seat, salt=salt, salted_hash=_hash(text, salt), text=text)
    return kept.salted_hash


def is_text_of(salted_hash: str, text: str) -> bool:
    """Whether the hash stands for this text; never for one that was erased."""
    salt = FreeText.objects.filter(salted_hash=salted_hash).values_list("salt", flat=True).first()
    return salt is not None and hmac.compare_digest(salted_hash, _hash(text, salt))


def texts_of(salted_hashes: Iterable[str]) -> dict[str, str]:
    """The texts that are still kept, by hash."""
    kept = FreeText.objects.filter(salted_hash__in=list(salted_hashes))
    return dict(kept.values_list("salted_hash", "text"))


def _hash(text: str, salt: str) -> str:
    return hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()
