"""What is broken is named in both languages with what to do, and the exit code says so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simlab.classroom.ticker import LEASE
from simlab.project import doctor
from simlab.runs import leases
from simlab.runs.models import Intent, RunState
from tests.terms import new_run

CHINESE = re.compile("[一-鿿]")


def told(home: Path, **changes: str) -> tuple[int, str]:
    """The doctor in a process and an installation of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "SIMLAB_LIVE_SECRET")}
    environment = kept | {"SIMLAB_HOME": str(home), "DATABASE_URL": "", "REDIS_URL": ""} | changes
    command = [sys.executable, "-m", "simlab.project.cli", "doctor"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_new_installation_lacks_its_tables(tmp_path: Path) -> None:
    code, said = told(tmp_path)
    assert code == 1
    assert "migrate" in said
    assert "数据表" in said


def test_servers_that_do_not_answer_are_named(tmp_path: Path) -> None:
    away = {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    code, said = told(tmp_path, **away, SECRET_KEY="changeme")
    assert code == 1
    for word in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "没有响应", "密钥"):
        assert word in said


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, said = told(tmp_path / "file" / "home")
    assert code == 1
    assert "SIMLAB_HOME" in said
    assert "文件夹" in said


def found(kind: str = "") -> list[doctor.Finding]:
    return [finding for finding in doctor.findings() if kind in finding.en]


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Any:
    """An installation with nothing wrong; fonts are the machine's affair."""
    (tmp_path / "index.html").write_text("")
    settings.SPA_DIR, settings.SECRET_KEY, settings.EMBEDDED = tmp_path, "k" * 50, True
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    monkeypatch.delenv("SIMLAB_LIVE_SECRET", raising=False)
    leases.hold(LEASE, "me", seconds=60)
    return settings


@pytest.mark.django_db
def test_a_sound_installation_is_left_alone(sound: Any) -> None:
    assert found() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "change", "word"),
    [
        ("SPA_DIR", Path("/nowhere"), "make face"),
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("DEBUG", True, "SIMLAB_DEBUG"),
    ],
)
def test_a_wrong_setting_is_named_in_both_languages(sound: Any, what: str, change: object, word: str) -> None:
    setattr(sound, what, change)
    (finding,) = found()
    assert word in finding.en
    assert CHINESE.search(finding.zh)


@pytest.mark.django_db
def test_old_programs_and_a_full_disk_are_named(sound: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (9, 0))
    monkeypatch.setattr(doctor, "OLDEST_SQLITE", (9, 0))
    monkeypatch.setattr(doctor, "OLDEST_POSTGRESQL", 99_00_00)
    monkeypatch.setattr(doctor, "LEAST_DISK_BYTES", 1 << 62)
    monkeypatch.setattr(doctor, "MOST_CLOCK_SECONDS", -1)
    named = [finding.en for finding in found()]
    assert len(named) >= 3
    assert any("9.0" in text for text in named)
    assert any("disk" in text for text in named)


@pytest.mark.django_db
def test_runs_that_nobody_plays_and_work_given_up_are_told(sound: Any) -> None:
    run = new_run()
    Intent.objects.create(kind="score", run=run, failed_at="2026-09-14T00:00:00Z")
    leases.let_go(LEASE, "me")
    assert run.state == RunState.RUNNING
    assert len(found("waiting to be played")) == 2
    assert len(found("given up")) == 1
