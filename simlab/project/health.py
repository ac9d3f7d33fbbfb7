"""Whether the platform can do its work: for load balancers (/healthz, /readyz) and for `simlab doctor`."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from simlab.classroom.ticker import LEASE as TICKER
from simlab.runs.models import Lease

WORKER = "worker "  # and its name: a lease that every worker renews
_seen_complete: list[str] = []


class Wanting(Exception):  # noqa: N818  it names what is the matter
    """Something that the platform needs is not there; the message is for the operator."""


def database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        raise Wanting(str(error).strip()) from error


def migrations() -> None:
    if missing := missing_migrations():
        raise Wanting(f"{len(missing)} missing, the first is {missing[0]}")


def missing_migrations() -> list[str]:
    """Once none is missing, none will be while this process lives, and nobody looks again."""
    if _seen_complete:
        return []
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Wanting(str(error).strip()) from error
    if not plan:
        _seen_complete.append(connection.alias)
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def broker() -> None:
    """The queue in this process is always there."""
    if settings.EMBEDDED:
        return
    from redis import Redis, RedisError

    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as redis:
            redis.ping()
    except (RedisError, OSError, ValueError) as error:
        raise Wanting(str(error)) from error


def ticker() -> None:
    _alive(TICKER, "no ticker holds the lease")


def worker() -> None:
    """On the embedded profile the worker is the ticker's own process."""
    _alive(TICKER if settings.EMBEDDED else WORKER, "no worker has given a sign of life")


def _alive(lease: str, otherwise: str) -> None:
    try:
        if not Lease.objects.filter(name__startswith=lease, until_at__gt=Now()).exists():
            raise Wanting(otherwise)
    except DatabaseError as error:
        raise Wanting(str(error).strip()) from error


CHECKS: dict[str, Callable[[], None]] = {
    "database": database,
    "migrations": migrations,
    "broker": broker,
    "ticker": ticker,
    "worker": worker,
}


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers; it asks nobody else, so that a database on leave starts no restarts."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """What is needed to work, each with a word; 503 when something is missing. Reasons are the doctor's to tell."""
    found = {name: _holds(check) for name, check in CHECKS.items()}
    told = {name: "ok" if holds else "missing" for name, holds in found.items()}
    return JsonResponse(told, status=200 if all(found.values()) else 503)


def _holds(check: Callable[[], None]) -> bool:
    try:
        check()
    except Wanting:
        return False
    return True
