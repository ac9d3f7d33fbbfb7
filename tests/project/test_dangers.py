"""A platform of the production profile does not start with what anybody can guess, and says what to do in both languages."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from simlab.project import environment
from simlab.project.dangers import REFUSED, dangers

# No test here asks a database.
pytestmark = pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
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
    "ticker": ["-m", "simlab.project.cli", "ticker"],
}


def started(home: Path, command: list[str], **changes: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with only this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment = kept | {"SIMLAB_HOME": str(home)} | SAFE | changes
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, timeout=60)


@pytest.fixture
def safe(settings: Any) -> Any:
    """The settings of a platform for others, as SAFE makes them."""
    settings.SECRET_KEY, settings.DEBUG, settings.EMBEDDED = SAFE["SECRET_KEY"], False, False
    settings.ALLOWED_HOSTS = [SAFE["ALLOWED_HOSTS"]]
    database(settings, SAFE["DATABASE_URL"])
    return settings


def database(settings: Any, url: str) -> None:
    with patch.dict(os.environ, {"DATABASE_URL": url}):
        settings.DATABASES = {"default": environment.database(Path())}


def found(**changes: str) -> list[str]:
    return [finding.en for finding in dangers(SAFE | changes)]


def test_what_is_safe_starts(safe: Any) -> None:
    assert found() == []
    database(safe, "postgresql://me@127.0.0.1/simlab")  # a server on this machine may trust it
    assert found(SECRET_KEY="", SIMLAB_LIVE_SECRET="") == []


@pytest.mark.parametrize("password", [":postgres", ":simlab", ":short", ":changeme-changeme", ""])
def test_a_password_of_the_database_that_can_be_guessed_is_refused(safe: Any, password: str) -> None:
    database(safe, f"postgresql://simlab{password}@database.example.org/simlab")
    [told] = found()
    assert "DATABASE_URL" in told


def test_secrets_that_are_missing_or_can_be_guessed_are_refused(safe: Any) -> None:
    assert ["SIMLAB_LIVE_SECRET" in told for told in found(SIMLAB_LIVE_SECRET="short")] == [True]
    assert ["SIMLAB_LIVE_SECRET" in told for told in found(SIMLAB_LIVE_SECRET="")] == [True]
    assert ["SECRET_KEY" in told for told in found(SECRET_KEY="")] == [True]
    safe.SECRET_KEY = "change-me-" + LONG
    assert ["SECRET_KEY" in told for told in found()] == [True]


def test_debugging_and_any_host_are_refused(safe: Any) -> None:
    safe.DEBUG, safe.ALLOWED_HOSTS = True, ["*"]
    assert ["SIMLAB_DEBUG" in found()[0], "ALLOWED_HOSTS" in found()[1]] == [True, True]
    safe.EMBEDDED = True  # with a PostgreSQL it is a platform for others all the same
    assert len(found()) == 2


def test_one_machine_without_servers_starts_with_nothing_set(safe: Any) -> None:
    safe.EMBEDDED, safe.SECRET_KEY, safe.ALLOWED_HOSTS = True, "short", ["*"]
    database(safe, "")
    assert found(SIMLAB_LIVE_SECRET="") == []


@pytest.mark.parametrize("part", ["web", "worker", "ticker"])
def test_no_part_of_the_platform_starts(part: str, tmp_path: Path) -> None:
    done = started(tmp_path, STARTS[part], SECRET_KEY="changeme")
    assert done.returncode == REFUSED
    assert "SECRET_KEY" in done.stderr
    assert "密钥" in done.stderr
    assert "Traceback" not in done.stderr


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
