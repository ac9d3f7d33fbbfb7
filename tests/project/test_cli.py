from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orders.models import Order
from scoring import tuning
from scoring.models import Tuning
from simlab.engine.playing import state_at
from simlab.engine.state import to_bytes
from simlab.project.cli import app
from simlab.runs.models import DayClose, Run, ScenarioVersion
from simlab.runs.scenario.files import library
from tests.terms import new_run, play

FIRST_STORE = library()["first-store"].read_text(encoding="utf-8")


def said(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


def test_a_shipped_scenario_has_no_problems(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(FIRST_STORE, encoding="utf-8")
    assert said("scenario", "check", str(file)) == (0, f"{file}: no problems.\n")


@pytest.mark.django_db
def test_a_bad_field_is_named_with_its_line_and_what_is_allowed(tmp_path: Path) -> None:
    lines = FIRST_STORE.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("teams:"))
    lines[at] = "teams: many"
    file = tmp_path / "mine.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    code, output = said("scenario", "check", str(file))
    assert code == 2
    assert f"line {at + 1}, /teams:" in output
    assert "Allowed:" in output
    assert "允许：" in said("scenario", "check", str(file), "--lang", "zh")[1]
    assert list(tmp_path.iterdir()) == [file]
    assert not ScenarioVersion.objects.exists()


@pytest.mark.django_db
def test_a_run_is_verified() -> None:
    run = new_run()
    play(run, 2)
    code, output = said("verify", str(run.pk))
    assert code == 0
    assert "2 days" in output
    Order.objects.of_run(run.pk).first().delete()
    code, output = said("verify", str(run.pk))
    assert code == 1
    assert "rows of table order" in output
    assert said("verify", "999999")[0] == 2


@pytest.mark.django_db
def test_a_day_is_played_again(tmp_path: Path) -> None:
    run = new_run()
    play(run, 3)
    code, output = said("replay", str(run.pk), "--day", "1", "--state", str(tmp_path / "state"))
    assert code == 0
    assert DayClose.objects.get(run=run, day=1).digest in output
    assert (tmp_path / "state").read_bytes() == to_bytes(state_at(run, 2))
    assert said("replay", str(run.pk), "--day", "3")[0] == 2
    DayClose.objects.filter(run=run, day=1).update(digest="0" * 64)
    code, output = said("replay", str(run.pk), "--day", "1")
    assert code == 1
    assert "NOT the day" in output


@pytest.mark.django_db(transaction=True)
def test_a_run_is_deleted_when_somebody_is_sure() -> None:
    run = new_run()
    play(run, 1)
    assert CliRunner().invoke(app, ["delete", str(run.pk)], input="n\n").exit_code == 1
    assert Run.objects.filter(pk=run.pk).exists()
    assert said("delete", str(run.pk), "--yes")[0] == 0
    assert not Run.objects.filter(pk=run.pk).exists()


def test_only_a_scenario_can_be_tuned(tmp_path: Path) -> None:
    code, output = said("tune", str(tmp_path / "nothing.yaml"))
    assert code == 2
    assert "line 1" in output


@pytest.mark.django_db
def test_the_tuning_of_a_file_is_kept_beside_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(FIRST_STORE.replace("teams: 4", "teams: 3", 1), encoding="utf-8")
    monkeypatch.setattr(tuning, "tune", lambda document: {"scenario": document["code"], "problems": ["too quiet"]})
    assert said("tune", str(file)) == (0, "too quiet\n")
    assert Tuning.objects.get().scenario_version.resolved["teams"] == 3


def test_a_command_without_a_database_says_so_in_one_line(tmp_path: Path) -> None:
    """In a process of its own: the suite's database is ready."""
    environment = {**os.environ, "SIMLAB_HOME": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": ""}
    command = [sys.executable, "-m", "simlab.project.cli", "verify", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("the database is not set up")
    assert "Traceback" not in done.stderr
