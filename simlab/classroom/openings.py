"""That a student opened a report on a day: noted once, and said on the page. An indicator of preparation reads it."""

from __future__ import annotations

from django.core.cache import cache

from simlab.classroom.access import StoreAccess
from simlab.classroom.models import ReportOpening
from simlab.runs.models import SeatRole

REPORTS = ("account", "advertising", "competitors", "market_report", "profit_and_loss", "research")


def note_opening(access: StoreAccess, report: str) -> None:
    """At most one row per run, seat, report and simulated day, however often it is looked at."""
    if access.seat.role != SeatRole.STUDENT:
        return
    named = f"opened-{access.run.pk}-{access.seat.pk}-{report}-{access.run.day}"
    if cache.get(named):
        return
    opening = ReportOpening(run=access.run, seat=access.seat, report=report, day=access.run.day)
    ReportOpening.objects.bulk_create([opening], ignore_conflicts=True)
    cache.set(named, True)
