from __future__ import annotations

import re

import pytest

from tests.house.pure_packages import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
READMES = ("README.md", "README.zh-CN.md")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        set(re.findall(r"make (?:bench|demo|env|test)[ A-Z0-9=]*", (ROOT / name).read_text(encoding="utf-8")))
        for name in READMES
    )
    assert english == chinese
