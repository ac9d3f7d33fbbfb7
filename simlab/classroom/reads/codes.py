"""Codes that a person names, looked up."""

from __future__ import annotations

from simlab.classroom.problems import Refused


def code_number(codes: tuple[str, ...], code: str, field: str) -> int:
    """The entity number of a code, or a problem at its field."""
    if code not in codes:
        raise Refused("unknown_code", f"/{field}")
    return codes.index(code)
