"""What stands now of the settings that one kind of decision changes, in the words of its payload."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from simlab.classroom.access import StoreAccess
from simlab.classroom.reads.settings import standing
from simlab.core.settings import COLUMNS, Column, listing_target
from simlab.runs.documents import Document, document_of
from simlab.runs.kinds import DecisionKind, Row, kind_named

Shown = dict[str, Any]
# fields that say what is set; the others say to what
_NAMES = ("market", "channel", "sku", "category", "currency", "language", "warehouse", "case", "ground")


def standing_values(access: StoreAccess, code: str) -> list[Shown]:
    """One entry for everything that the kind can set, with the decisions made since the last close; none where it sets nothing.

    Raises DecisionRejected for an unknown kind.
    """
    kind, document, found = kind_named(code), document_of(access.run), standing(access)
    if not kind.is_part_of(document):
        return []
    values: dict[tuple[Any, ...], Shown] = {}
    for row in _rows(kind, found):
        told = kind.described(row, document)
        if _is_valid(told, kind, document):
            values.setdefault(tuple(told.get(name) for name in _NAMES), {}).update(told)
    return [_split(told, kind) for told in values.values()]


def _rows(kind: DecisionKind, found: dict[str, np.ndarray]) -> Iterator[Row]:
    for column in (column for column in COLUMNS if column.kind == kind.number):
        for target, value in _targets(column, found[column.name]):
            yield Row(kind.number, target, column.field, value)


def _targets(column: Column, values: np.ndarray) -> Iterator[tuple[int, int]]:
    if column.per != "listing":
        yield from enumerate(values.tolist())
        return
    for (front, sku), value in np.ndenumerate(values):
        yield listing_target(front, sku), int(value)


def _is_valid(told: Shown, kind: DecisionKind, document: Document) -> bool:
    """Does the decision exist on the channel of this entry?"""
    kinds = {channel["code"]: channel["kind"] for channel in document["channels"]}
    only = document["channels"][0]["code"]
    return "market" not in told or kinds[told.get("channel", only)] in kind.channels


def _split(told: Shown, kind: DecisionKind) -> Shown:
    known = {name: value for name, value in told.items() if name in kind.payload.model_fields}
    return {
        "of": {name: value for name, value in known.items() if name in _NAMES},
        "values": {name: value for name, value in known.items() if name not in _NAMES},
    }
