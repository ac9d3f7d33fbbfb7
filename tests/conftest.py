"""Fixtures every part of the suite shares."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import servers

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """A fresh PostgreSQL, or the one named in the environment; its database may be dropped."""
    return servers.postgres_url()


@pytest.fixture(scope="session")
def redis_url() -> str:
    return servers.redis_url()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the machine's Chromium; without one, journeys are left out, except in CI."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: the browser journey is not run")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    return _nothing_left_out((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    return _nothing_left_out((yield))


def _nothing_left_out(report: Any) -> Any:
    """In CI a test that is left out is a test that failed."""
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"left out in CI: {reason}"
    return report
