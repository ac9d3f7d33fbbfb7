"""One page of a long list: it begins after (or before) the row that a cursor names, so rows that are added move nothing.

Every list is ordered by one column and then by the computed id. A cursor is opaque: direction, ordering, and where the page starts.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from simlab.classroom.problems import Refused

Row = dict[str, Any]
_LARGEST = (1 << 63) - 1


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    next: str | None
    previous: str | None

    def shown(self, results: list[Row]) -> Row:
        return {"results": results, "next": self.next, "previous": self.previous}


def page_of(rows: QuerySet[Any], columns: tuple[str, ...], asked: Mapping[str, Any]) -> Page:
    """`asked` has an ordering ("id", "-price_minor"), a limit, and perhaps a cursor. The rows need an id."""
    ordering = asked["ordering"]
    column, falling = ordering.removeprefix("-"), ordering.startswith("-")
    backwards, start = _opened(asked.get("cursor"), ordering)
    downwards = falling != backwards
    if start is not None:
        rows = rows.filter(_beyond(column, start, "lt" if downwards else "gt"))
    sign = "-" if downwards else ""
    keys = dict.fromkeys((column, "id"))
    found = list(rows.order_by(*(f"{sign}{key}" for key in keys)).values(*columns)[: asked["limit"] + 1])
    more, found = len(found) > asked["limit"], found[: asked["limit"]]
    if backwards:
        found.reverse()
    after, before = (True, more) if backwards else (more, start is not None)
    return Page(
        rows=found,
        next=_cursor("a", ordering, found[-1]) if found and after else None,
        previous=_cursor("b", ordering, found[0]) if found and before else None,
    )


def _beyond(column: str, start: tuple[int, int], side: str) -> Q:
    value, number = start
    if column == "id":
        return Q(**{f"id__{side}": number})
    return Q(**{f"{column}__{side}": value}) | Q(**{column: value, f"id__{side}": number})


def _cursor(side: str, ordering: str, row: Row) -> str:
    place = json.dumps([side, ordering, row[ordering.removeprefix("-")], row["id"]], separators=(",", ":"))
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _opened(cursor: str | None, ordering: str) -> tuple[bool, tuple[int, int] | None]:
    """Whether the page lies before its start, and the start: the value of the ordering's column and the id."""
    if not cursor:
        return False, None
    try:
        side, of, value, number = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, binascii.Error):
        raise Refused("bad_cursor", "/cursor") from None
    if side not in ("a", "b") or of != ordering or not all(_is_number(part) for part in (value, number)):
        raise Refused("bad_cursor", "/cursor")
    return side == "b", (value, number)


def _is_number(part: object) -> bool:
    return type(part) is int and -_LARGEST <= part <= _LARGEST
