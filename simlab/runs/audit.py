"""The audit chain: who did what to people, clocks, grades and data. Entries are added, never changed.

An entry names persons only by the random id of their seat, so erasing a person leaves the chain whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from simlab.core.digest import GENESIS
from simlab.runs.models import AuditEntry, Course, Seat
from simlab.runs.scenario.canonical import canonical_json

_TRIES = 20


def record(
    action: str,
    *,
    actor: Seat | None,
    course: Course | None,
    subject: str = "",
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry, part of the caller's transaction. `detail` holds no names and nothing but JSON."""
    for _ in range(_TRIES):
        entry = AuditEntry(
            at=timezone.now(),
            action=action,
            actor=str(actor.public_id) if actor else "",
            course=course,
            course_key=str(course.pk) if course else "",
            subject=subject,
            detail=dict(detail or {}),
        )
        try:
            with transaction.atomic():
                _link(entry)
        except IntegrityError:  # another entry took the number: it has committed by now
            continue
        return entry
    raise RuntimeError("the audit chain is too busy")


def broken_links() -> Iterator[int]:
    """Numbers of the entries that were changed, or before which one is missing."""
    number, previous = 0, GENESIS
    for entry in AuditEntry.objects.order_by("number").iterator():
        if entry.number != number + 1 or entry.previous_digest != previous or entry.digest != _digest(entry):
            yield entry.number
        number, previous = entry.number, entry.digest


def _link(entry: AuditEntry) -> None:
    last = AuditEntry.objects.order_by("-number").values("number", "digest").first()
    entry.number = last["number"] + 1 if last else 1
    entry.previous_digest = last["digest"] if last else GENESIS
    entry.digest = _digest(entry)
    entry.save(force_insert=True)


def _digest(entry: AuditEntry) -> str:
    """SHA-256 of the entry's canonical JSON and the digest before."""
    told = {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "action": entry.action,
        "actor": entry.actor,
        "course": entry.course_key,
        "subject": entry.subject,
        "detail": entry.detail,
        "previous": entry.previous_digest,
    }
    return hashlib.sha256(canonical_json(told).encode()).hexdigest()
