"""What the platform refuses, as an exception."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class FieldProblem:
    """`pointer` names the field of the request that is wrong, such as /payload/price_minor."""

    pointer: str
    code: str
    detail: str


class Problem(Exception):  # noqa: N818  RFC 9457 calls it so
    """An answer that is a problem (RFC 9457), in the language that the client asks for."""

    def __init__(self, status: int, body: bytes) -> None:
        told = _parsed(body)
        self.status = status
        self.code = str(told.get("type", "")).rpartition(":")[2]
        self.title = str(told.get("title", "")) or f"HTTP {status}"
        self.fields = [
            FieldProblem(entry["pointer"], entry["code"], entry["detail"]) for entry in told.get("errors", ())
        ]
        fields = "; ".join(f"{field.pointer or '/'}: {field.detail}" for field in self.fields)
        super().__init__(f"{self.status} {self.title} {fields}".rstrip())


def _parsed(body: bytes) -> dict[str, list[dict[str, str]]]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
