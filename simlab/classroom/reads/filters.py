"""Filters that lists have in common."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from django.db.models import QuerySet

from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.codes import code_number
from simlab.runs.rows import row_id


def narrowed(
    rows: QuerySet[Any],
    access: StoreAccess,
    asked: Mapping[str, Any],
    states: Mapping[str, type[IntEnum]] | None = None,
) -> QuerySet[Any]:
    """Rows of the days, codes and states that are asked for; `states` are columns that hold a state, by name."""
    run_id, brief = access.run.pk, briefing(access.run)
    if "first_day" in asked:
        rows = rows.filter(id__gte=row_id(run_id=run_id, day=asked["first_day"]))
    if "last_day" in asked:
        rows = rows.filter(id__lt=row_id(run_id=run_id, day=asked["last_day"] + 1))
    numbers = {name: code_number(codes, asked[name], name) for name, codes in _lists(brief).items() if name in asked}
    numbers |= {name: int(kind[asked[name].upper()]) for name, kind in (states or {}).items() if name in asked}
    return rows.filter(**numbers)


def _lists(brief: Briefing) -> dict[str, tuple[str, ...]]:
    return {
        "market": brief.markets,
        "channel": brief.channels,
        "category": brief.categories,
        "sku": brief.skus,
        "currency": brief.currency_codes,
        "warehouse": brief.warehouses,
        "service": brief.services,
    }
