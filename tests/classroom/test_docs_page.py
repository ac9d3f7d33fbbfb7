"""The page of the API comes from this server alone."""

from __future__ import annotations

import re

from django.test import Client


def test_everything_on_the_page_is_a_file_of_this_server() -> None:
    page = Client().get("/api/v1/docs")
    assert page.status_code == 200
    text = page.content.decode()
    sources = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert len(sources) >= 4
    assert all(source.startswith("/") and not source.startswith("//") for source in sources)
    assert not re.search(r"<script(?![^>]* src=)", text), "the policy allows no script within the page"
    for source in sources:
        answer = Client().get(source.replace("&amp;", "&"))
        assert answer.status_code == 200, source


def test_its_script_asks_for_the_description_of_this_server() -> None:
    text = Client().get("/api/v1/docs").content.decode()
    script = next(source for source in re.findall(r'<script src="([^"]+)"', text) if "/api/" in source)
    assert "/api/v1/schema" in Client().get(script.replace("&amp;", "&")).content.decode()
