"""A platform of the production profile does not start with what anybody can guess, and says what to do in both languages."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from simlab.project.dangers import REFUSED

LONG = secrets.token_hex(32)
ELSEWHERE = "postgresql://simlab:{}@database.example.org:5432/simlab?connect_timeout=1"
SAFE = {
    "SECRET_KEY": LONG,
    "SIMLAB_LIVE_SECRET": LONG[::-1],
    "DATABASE_URL": ELSEWHERE.format(secrets.token_hex(16)),
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "simlab.example.org",
    "SIMLAB_DEBUG": "",
}
STARTS = {
    "web": ["-c", "import simlab.project.wsgi"],
    "worker": ["-m", "celery", "-A", "simlab.project.celery", "worker"],
    "beat": ["-m", "simlab.project.cli", "beat"],
    "ticker": ["-m", "simlab.project.cli", "ticker"],
    "serve": ["-m", "simlab.project.cli", "serve"],
}


def started(home: Path, command: list[str], **changes: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with only this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment = kept | {"SIMLAB_HOME": str(home)} | SAFE | changes
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "changeme"),
        ("SECRET_KEY", ""),
        ("SIMLAB_LIVE_SECRET", "secret"),
        ("SIMLAB_LIVE_SECRET", ""),
        ("DATABASE_URL", ELSEWHERE.format("postgres")),
        ("DATABASE_URL", "postgresql://simlab@database.example.org/simlab"),
        ("SIMLAB_DEBUG", "1"),
        ("ALLOWED_HOSTS", "*"),
    ],
)
def test_a_default_is_refused_and_named(name: str, value: str, tmp_path: Path) -> None:
    done = started(tmp_path, STARTS["web"], **{name: value})
    assert done.returncode == REFUSED
    english, chinese = done.stderr.splitlines()
    assert name in english
    assert re.search("[一-鿿]", chinese)
    assert "Traceback" not in done.stderr


def test_what_is_safe_starts(tmp_path: Path) -> None:
    assert started(tmp_path, STARTS["web"]).returncode == 0


def test_one_machine_without_servers_starts_with_nothing_set(tmp_path: Path) -> None:
    bare = {"SECRET_KEY": "", "SIMLAB_LIVE_SECRET": "", "DATABASE_URL": "", "REDIS_URL": "", "ALLOWED_HOSTS": "*"}
    assert started(tmp_path, STARTS["web"], **bare).returncode == 0


@pytest.mark.parametrize("part", ["worker", "beat", "ticker", "serve"])
def test_no_part_of_the_platform_starts(part: str, tmp_path: Path) -> None:
    done = started(tmp_path, STARTS[part], SECRET_KEY="changeme")
    assert done.returncode == REFUSED
    assert "密钥" in done.stderr


def test_no_command_of_django_works_either(tmp_path: Path) -> None:
    done = started(
        tmp_path, ["-m", "django", "check"], SECRET_KEY="changeme", DJANGO_SETTINGS_MODULE="simlab.project.settings"
    )
    assert done.returncode == 1
    assert "SECRET_KEY" in done.stderr


def test_the_doctor_says_it_too(tmp_path: Path) -> None:
    done = started(tmp_path, ["-m", "simlab.project.cli", "doctor"], ALLOWED_HOSTS="*")
    assert done.returncode == 1
    assert "ALLOWED_HOSTS" in done.stdout
