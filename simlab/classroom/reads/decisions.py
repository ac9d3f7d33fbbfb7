"""A store's decisions: who made them, what became of them, and what one that is thought of would do."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from simlab.classroom.access import StoreAccess
from simlab.classroom.pages import page_of
from simlab.classroom.reads.settings import place_of, standing
from simlab.core.settings import COLUMNS
from simlab.runs.deciding import amount_minor
from simlab.runs.documents import document_of
from simlab.runs.free_text import texts_of
from simlab.runs.kinds import Row, kind_named, kind_numbered
from simlab.runs.models import Decision, DecisionSource, DecisionState

Shown = dict[str, Any]
EXPIRED = "expired"  # it waited for a team mate until its day opened
_COLUMNS = (
    "id", "kind", "payload", "day", "effective_day", "source", "state", "created_at",
    "seat__public_id", "seat__user__first_name", "seat__user__last_name", "seat__user__username",
    "approved_by__user__first_name", "approved_by__user__last_name", "approved_by__user__username",
)  # fmt: skip
_COLUMN_OF = {(int(column.kind), column.field): column for column in COLUMNS}


def own_decisions(access: StoreAccess) -> QuerySet[Decision]:
    """What a team or its bot has decided; what the instructor throws in is not theirs to see."""
    return Decision.objects.filter(store=access.store).exclude(source=DecisionSource.INSTRUCTOR)


def decision_page(access: StoreAccess, asked: Shown) -> Shown:
    """The history, newest first unless asked otherwise."""
    rows = own_decisions(access).filter(**{name: asked[name] for name in ("kind", "source") if name in asked})
    if "effective_day" in asked:
        rows = rows.filter(effective_day=asked["effective_day"])
    if "state" in asked:
        rows = rows.filter(_in_state(asked["state"], access.run.day))
    page = page_of(rows, _COLUMNS, asked)
    return page.shown(_shown(page.rows, access.run.day))


def one_decision(access: StoreAccess, number: int) -> Shown:
    row = own_decisions(access).filter(pk=number).values(*_COLUMNS).get()
    return _shown([row], access.run.day)[0]


def _in_state(state: str, day: int) -> Q:
    waits = Q(state=DecisionState.WAITING)
    if state == EXPIRED:
        return waits & Q(effective_day__lt=day)
    return waits & Q(effective_day__gte=day) if state == DecisionState.WAITING else Q(state=state)


def _shown(rows: list[Shown], day: int) -> list[Shown]:
    texts = texts_of(row["payload"]["salted_hash"] for row in rows if "salted_hash" in row["payload"])
    return [
        {name: row[name] for name in ("kind", "payload", "day", "effective_day", "source", "created_at")}
        | {
            "id": str(row["id"]),
            "state": EXPIRED if _has_expired(row, day) else row["state"],
            "by": _person(row, "seat"),
            "seat": row["seat__public_id"] and str(row["seat__public_id"]),
            "approved_by": _person(row, "approved_by"),
            "text": texts.get(row["payload"].get("salted_hash")),
        }
        for row in rows
    ]


def _has_expired(row: Shown, day: int) -> bool:
    return bool(row["state"] == DecisionState.WAITING and row["effective_day"] < day)


def _person(row: Shown, seat: str) -> str | None:
    names = (row[f"{seat}__user__first_name"] or "", row[f"{seat}__user__last_name"] or "")
    return " ".join(name for name in names if name) or row[f"{seat}__user__username"]


def previewed(access: StoreAccess, draft: Decision, theirs: Decision | None) -> Shown:
    """What a decision that is not made would set, and what stands instead."""
    kind, document = kind_named(draft.kind), document_of(access.run)
    rows = [Row(*row) for row in draft.rows]
    return {
        "kind": draft.kind,
        "title": kind.title,
        "effect": _effect(draft),
        "payload": draft.payload,
        "effective_day": draft.effective_day,
        "standing": _standing(access, rows, document),
        "cost_minor": amount_minor(kind, rows, document),
        "currency": document["home_currency"],
        "state": draft.state,
        "conflict": one_decision(access, theirs.pk) if theirs else None,
    }


def _effect(draft: Decision) -> dict[str, str]:
    """In a sentence; days are counted from 1 for people."""
    day, title = draft.effective_day + 1, kind_named(draft.kind).title
    told = {"en": f"{title['en']}: in effect when day {day} opens", "zh": f"{title['zh']}：第 {day} 天开始时生效"}
    if not draft.rows:
        told = {"en": f"{title['en']}: nothing in the shop changes", "zh": f"{title['zh']}：店铺经营不受影响"}
    if draft.state == DecisionState.WAITING:
        told = {"en": f"{told['en']}, if a team mate approves it before", "zh": f"{told['zh']}（须由队友提前确认）"}
    return told


def _standing(access: StoreAccess, rows: list[Row], document: Shown) -> Shown | None:
    """The payload that would change nothing; None for what is done once and stands nowhere."""
    columns = [_COLUMN_OF.get((row.kind, row.field)) for row in rows]
    settings, told = standing(access) if any(columns) else {}, dict[str, Any]()
    for row, column in zip(rows, columns, strict=True):
        if column is None:
            return None
        value = int(settings[column.name][place_of(column.per, row.target)])
        told |= kind_numbered(row.kind).described(row._replace(value=value), document)
    return told or None
