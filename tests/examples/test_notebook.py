"""The example notebook runs from top to bottom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from simlab.client import api
from simlab.runs.models import Decision
from tests.client.within import ADDRESS, sending

NOTEBOOK = Path(__file__).parents[2] / "examples" / "first-store.ipynb"


def test_every_cell_runs(ada: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SIMLAB_ADDRESS", ADDRESS)
    monkeypatch.setattr(api, "over_network", lambda timeout_seconds: sending(ada))
    names: dict[str, object] = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec(compile("".join(cell["source"]), NOTEBOOK.name, "exec"), names)
    printed = capsys.readouterr().out
    assert "profit_minor" in printed
    assert "margin" in printed
    assert Decision.objects.get().kind == "set_cover"
