"""The record of who did what in a course, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Max, Q

from simlab.classroom.deeds import told
from simlab.classroom.pages import Page, page_of
from simlab.runs.models import AuditEntry, Course

_COLUMNS = ("id", "number", "at", "action", "actor", "subject", "detail", "digest")


def entries(course: Course, asked: Mapping[str, Any]) -> Page:
    rows = AuditEntry.objects.filter(course=course)
    if "action" in asked:
        rows = rows.filter(action=asked["action"])
    if "seat" in asked:
        seat = str(asked["seat"])
        rows = rows.filter(Q(actor=seat) | Q(subject=seat))
    return page_of(rows, _COLUMNS, asked)


def shown(page: Page) -> dict[str, Any]:
    return page.shown([{**row, "id": str(row["id"]), "told": told(row["action"])} for row in page.rows])


def counts(course: Course) -> list[dict[str, Any]]:
    """How often each thing was done; failed sign-ins among them, without names."""
    rows = AuditEntry.objects.filter(course=course).values("action").annotate(count=Count("id"), last_at=Max("at"))
    return [{**row, "told": told(row["action"])} for row in rows.order_by("action")]
