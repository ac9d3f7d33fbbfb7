from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from simlab.classroom.ticker import LEASE
from simlab.project import health, watching
from simlab.runs import leases
from simlab.runs.models import Lease

pytestmark = pytest.mark.django_db


def asked(address: str) -> tuple[int, Any]:
    answer = Client().get(address)
    return answer.status_code, answer.json() if answer["Content-Type"] == "application/json" else answer.content


def test_a_process_that_answers_is_alive_whatever_else_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECKS", {"database": lambda: 1 / 0})
    assert asked("/healthz") == (200, b"ok")


def test_ready_needs_someone_who_plays(settings: Any) -> None:
    settings.EMBEDDED = True
    code, told = asked("/readyz")
    assert code == 503
    assert told == {"database": "ok", "migrations": "ok", "broker": "ok", "ticker": "missing", "worker": "missing"}
    leases.hold(LEASE, "me", seconds=60)
    assert asked("/readyz") == (200, dict.fromkeys(told, "ok"))


def test_in_production_workers_sign_for_themselves(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMBEDDED, settings.REDIS_URL = False, "redis://127.0.0.1:1/0"
    monkeypatch.setattr(watching, "_signed", [])
    leases.hold(LEASE, "me", seconds=60)
    assert asked("/readyz")[1] | {"broker": ""} == {
        "database": "ok", "migrations": "ok", "broker": "", "ticker": "ok", "worker": "missing",
    }  # fmt: skip
    watching.give_a_sign_of_life(SimpleNamespace(eventer=SimpleNamespace(hostname="simlab-7@host")))
    code, told = asked("/readyz")
    assert told["worker"] == "ok"
    assert (code, told["broker"]) == (503, "missing")


def test_a_sign_of_life_runs_out(settings: Any) -> None:
    settings.EMBEDDED = True
    leases.hold(LEASE, "me", seconds=60)
    Lease.objects.update(until_at="2026-01-01T00:00:00Z")
    assert asked("/readyz")[0] == 503


def test_missing_migrations_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_seen_complete", [])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'scoring'")
    assert asked("/readyz")[1]["migrations"] == "missing"
    with pytest.raises(health.Wanting, match=r"scoring\.0001"):
        health.migrations()


def test_reasons_are_not_told_to_strangers(settings: Any) -> None:
    settings.EMBEDDED, settings.REDIS_URL = False, "redis://someone:password@127.0.0.1:1/0"
    assert set(asked("/readyz")[1].values()) <= {"ok", "missing"}
