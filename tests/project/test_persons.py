"""Personal data and the record of who did what, by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simlab.project.cli import app
from simlab.runs.models import AuditEntry, Course, Seat

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


@pytest.fixture
def code() -> str:
    assert said("course", "create", "Trade", "--number", "T07", "--instructor", "Lin Dai")[0] == 0
    return Course.objects.get(name="Trade").class_code


def test_a_person_is_handed_their_data_and_then_erased(code: str, tmp_path: Path) -> None:
    file = tmp_path / "lin.json"
    assert said("person", "export", code, "t07", str(file))[0] == 0
    assert json.loads(file.read_text(encoding="utf-8"))["account"]["name"] == "Lin Dai"
    assert CliRunner().invoke(app, ["person", "erase", code, "T07"], input="n\n").exit_code == 1
    exit_code, output = said("person", "erase", code, "T07", "--yes")
    assert exit_code == 2  # the only instructor of a course that runs
    assert "instructor" in output
    Course.objects.update(ended_at="2026-11-01T00:00:00Z")
    assert said("person", "erase", code, "T07", "--yes")[0] == 0
    assert not Seat.objects.exclude(student_number="").exists()
    assert said("person", "erase", code, "T07", "--yes")[0] == 2
    assert said("person", "erase", code, "", "--yes")[0] == 2


def test_the_chain_is_checked(code: str) -> None:
    exit_code, output = said("audit", "verify")
    assert exit_code == 0
    assert "holds" in output
    AuditEntry.objects.filter(number=2).update(action="nothing")
    exit_code, output = said("audit", "verify")
    assert exit_code == 1
    assert "entry 2 " in output
