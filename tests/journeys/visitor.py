"""A person at a browser, and what must hold on every page that person opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.journeys.platform import Platform

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READ = re.compile("I have read this|我已阅读")
_ACCESSIBLE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
_REFUSED_INPUT = "the server responded with a status of 400"


@dataclass
class Visitor:
    page: Page
    platform: Platform
    complaints: list[str] = field(default_factory=list)

    def sign_in(self, name: str, password: str) -> None:
        self.page.locator("#username").fill(name)
        self.page.locator("#password").fill(password)
        self.page.locator("button[type=submit]").click()

    def open(self, part: str) -> None:
        """Another page of the run that is open now."""
        run = self.page.url.split("/runs/")[1].split("/")[0]
        self.page.goto(f"{self.platform.address}/runs/{run}/{part}")

    def choose(self, label: str, option: str) -> None:
        """An option of a select box, by its visible words."""
        self.page.get_by_role("combobox", name=label).click()
        choices = self.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
        choices.get_by_text(option, exact=True).click()

    def day(self) -> int:
        return int(self.page.get_by_test_id("clock").get_attribute("data-day") or -1)

    def check_page(self) -> None:
        """Accessible by WCAG A and AA, and no wider than the window."""
        self.page.wait_for_timeout(400)  # colours fade in
        results = Axe().run(self.page, options=_ACCESSIBLE)
        assert results.violations_count == 0, results.generate_report()
        width = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width[0] <= width[1], f"{self.page.url} is {width[0]} px wide"

    def hear_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and _REFUSED_INPUT not in message.text:
            self.complaints.append(message.text)

    def hear_request(self, request: Request) -> None:
        own = (self.platform.address, self.platform.live_address, "data:", "blob:")
        if not request.url.startswith(own):
            self.complaints.append(f"asked {request.url}")


@contextmanager
def visitor(browser: Browser, platform: Platform, *, locale: str, width: int = 1366) -> Iterator[Visitor]:
    """A fresh profile at the front door. Nothing may go wrong in its console, nothing may leave this machine."""
    context = browser.new_context(locale=locale, viewport={"width": width, "height": 768})
    person = Visitor(context.new_page(), platform)
    person.page.on("console", person.hear_console)
    person.page.on("request", person.hear_request)
    person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
    # The notice of a first visit lies over the page until it is read.
    person.page.add_locator_handler(person.page.get_by_role("button", name=READ), lambda button: button.click())
    person.page.goto(platform.address)
    try:
        yield person
        assert person.complaints == []
    finally:
        context.close()
