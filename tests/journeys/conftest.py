"""A browser for the journeys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.platform import ROOT
from tests.journeys.visitor import ARGUMENTS

expect.set_options(timeout=20_000)  # two cores play days beside the browser; whatever is wrong is still wrong then


@pytest.fixture(scope="session")
def built_face() -> None:
    """Journeys are left out where the front end is not built."""
    if not (ROOT / "frontend" / "dist" / "index.html").is_file():
        pytest.skip("the front end is not built (make face): the browser journey is not run")


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()
