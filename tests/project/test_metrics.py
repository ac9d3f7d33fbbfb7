"""Counts of the work and gauges of the standing, for the operator and nobody else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone

from scoring.domain.jobs import world_days
from simlab.engine.advance import advance_run
from simlab.project.watching import count_the_task, name_the_task
from simlab.runs import services
from simlab.runs.models import Intent
from tests.terms import new_run

ROOT = Path(__file__).parent.parent.parent
FROM_OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}


def figures(client: Client, **more: Any) -> dict[str, float]:
    text = client.get("/metrics", **more).content.decode()
    return {name: float(value) for name, value in re.findall(r"^(\w+(?:{[^}]*})?) (\S+)$", text, re.MULTILINE)}


@pytest.mark.django_db
def test_a_closed_day_is_counted_with_what_it_cost(client: Client) -> None:
    run = new_run()
    before = figures(client)
    advance_run(run.pk, 0)
    after = figures(client)
    assert after["simlab_days_total"] == before["simlab_days_total"] + 1
    assert after["simlab_orders_total"] > before["simlab_orders_total"]
    kernel, database, whole = (
        after[f'simlab_day_seconds_total{{part="{part}"}}']
        - before.get(f'simlab_day_seconds_total{{part="{part}"}}', 0.0)
        for part in ("kernel", "database", "all")
    )
    assert 0 < kernel < whole
    assert kernel + database == pytest.approx(whole)


@pytest.mark.django_db
def test_how_far_runs_are_behind_and_what_was_given_up(client: Client) -> None:
    run = new_run()
    services.request_days(run, days=5)
    Intent.objects.create(run=run, kind="score", failed_at=timezone.now())
    found = figures(client)
    assert found[f'simlab_run_lag_days{{run="{run.pk}"}}'] == 5
    assert found['simlab_waiting{kind="advance"}'] == 1
    assert found['simlab_failed{kind="score"}'] == 1
    assert found['simlab_runs{state="running"}'] == 1


@pytest.mark.django_db
def test_tasks_are_counted_by_outcome(client: Client) -> None:
    task = SimpleNamespace(name="engine.advance_run")
    name = 'simlab_tasks_total{outcome="failure",task="engine.advance_run"}'
    before = figures(client).get(name, 0)
    name_the_task("an-id", task, args=[1, 2])
    count_the_task("an-id", task, state="FAILURE")
    assert figures(client)[name] == before + 1


@pytest.mark.django_db
def test_only_the_operator_reads_them(client: Client, settings: Any) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", **FROM_OUTSIDE).status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 404
    settings.METRICS_TOKEN = "a long secret"
    assert client.get("/metrics").status_code == 404
    for given, status in (("Bearer a long secret", 200), ("Bearer another", 404)):
        assert client.get("/metrics", HTTP_AUTHORIZATION=given, **FROM_OUTSIDE).status_code == status


def test_processes_that_share_a_folder_add_up(tmp_path: Path) -> None:
    count = "from simlab.engine.metrics import DAYS; DAYS.inc(2)"
    look = """
import django; django.setup()
from prometheus_client import generate_latest
from simlab.project.metrics import counted_here
print(generate_latest(counted_here()).decode())
"""
    folder = tmp_path / "metrics"
    folder.mkdir()
    environment = {
        "PROMETHEUS_MULTIPROC_DIR": str(folder),
        "SIMLAB_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "simlab.project.settings",
    }
    told = [
        subprocess.run(
            [sys.executable, "-c", script], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
        for script in (count, count, look)
    ]
    assert "simlab_days_total 4.0" in told[-1]


def test_world_days_of_a_round_are_all_arms_and_draws() -> None:
    job: Any = SimpleNamespace(axes=[("pricing", 100)] * 3, draws=16, horizon_days=28)
    grade: Any = SimpleNamespace(expected=SimpleNamespace(mean=np.zeros((2, 5))))
    assert world_days(job, grade) == (2 + 6) * 16 * 2 * 28
