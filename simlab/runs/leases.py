"""Leases by the database's clock, so that machines need not agree on the time."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from simlab.runs.models import Lease


def hold(name: str, holder: str, *, seconds: float) -> bool:
    """Take or renew a lease; False while somebody else holds it."""
    until_at = Now() + timedelta(seconds=seconds)
    free = Lease.objects.filter(Q(holder=holder) | Q(until_at__lt=Now()), name=name)
    if free.update(holder=holder, until_at=until_at):
        return True
    # Of several that write the first row, one succeeds and the others are skipped.
    Lease.objects.bulk_create([Lease(name=name, holder=holder, until_at=until_at)], ignore_conflicts=True)
    return Lease.objects.filter(name=name, holder=holder).exists()


def let_go(name: str, holder: str) -> None:
    Lease.objects.filter(name=name, holder=holder).delete()
