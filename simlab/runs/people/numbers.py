"""How a student number and a class code are written: what people type in different ways is the same."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NUMBER = 40
_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z._/-]*")


def plain(text: str) -> str:
    """One way to write what looks alike: full-width digits, non-breaking spaces, spaces around."""
    return unicodedata.normalize("NFKC", text).strip()


def plain_number(text: str) -> str:
    return plain(text).upper()


def is_number(text: str) -> bool:
    """Letters, digits and . _ / - only; written by `plain_number`."""
    return _NUMBER.fullmatch(text) is not None


def plain_class_code(text: str) -> str:
    return re.sub(r"[\s-]", "", plain(text)).upper()
