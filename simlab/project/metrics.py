"""/metrics for the operator: what the processes of this machine counted, and how things stand in the database."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from simlab.runs.intents import ADVANCE
from simlab.runs.models import Intent, Run, RunState

TASKS = Counter("simlab_tasks", "Tasks ended, by outcome.", ["task", "outcome"])
TASK_SECONDS = Counter("simlab_task_seconds", "Seconds spent in tasks.", ["task"])
LOOPBACK = {"127.0.0.1", "::1"}
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


class Standing(Collector):
    """Gauges read from the database at every look."""

    def collect(self) -> Iterable[Metric]:
        states = GaugeMetricFamily("simlab_runs", "Runs by state.", labels=["state"])
        for state, count in _counted(Run.objects.all(), "state"):
            states.add_metric([state], count)
        lag = GaugeMetricFamily(
            "simlab_run_lag_days", "Days asked for and not played, of running runs.", labels=["run"]
        )
        for run, days in _behind():
            lag.add_metric([str(run)], days)
        waiting = Intent.objects.filter(done_at=None)
        return [
            states,
            lag,
            _by_kind("simlab_waiting", "What is asked for and not done.", waiting.filter(failed_at=None)),
            _by_kind("simlab_failed", "What was given up and waits for somebody.", waiting.exclude(failed_at=None)),
        ]


def _behind() -> Iterable[tuple[int, int]]:
    asked = Intent.objects.filter(kind=ADVANCE, done_at=None, run__state=RunState.RUNNING, due_day__gt=F("run__day"))
    return asked.values_list("run_id", F("due_day") - F("run__day"))


def _by_kind(name: str, text: str, intents: QuerySet[Intent]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=["kind"])
    for kind, count in _counted(intents, "kind"):
        family.add_metric([kind], count)
    return family


def _counted(rows: QuerySet[Any], column: str) -> QuerySet[Any, tuple[str, int]]:
    return rows.order_by().values_list(column).annotate(rows=Count("pk"))


def counted_here() -> CollectorRegistry:
    """What this process counted, or all processes that share a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def metrics(request: HttpRequest) -> HttpResponse:
    if not _is_operator(request):
        raise Http404
    standing = CollectorRegistry()
    standing.register(Standing())
    return HttpResponse(generate_latest(counted_here()) + generate_latest(standing), content_type=CONTENT_TYPE_LATEST)


def _is_operator(request: HttpRequest) -> bool:
    """Whoever has the token; where none is set, whoever sits at this machine and does not come through a proxy."""
    if settings.METRICS_TOKEN:
        return compare_digest(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}")
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not any(name in request.META for name in FORWARDED)
