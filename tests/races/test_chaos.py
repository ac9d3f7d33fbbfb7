"""A short storm of `make chaos`: every kind of fault once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chaos.plan import Kind, plan

ROOT = Path(__file__).parent.parent.parent
RUNS, DAYS = 3, 10
PATIENCE_SECONDS = 240  # of a machine with other things to do; by itself it takes less than a minute


@pytest.mark.services
def test_every_kind_of_fault_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    told = tmp_path / "chaos.json"
    asked = {"runs": RUNS, "days": DAYS, "faults": len(Kind), "longest": PATIENCE_SECONDS, "output": told}
    arguments = [part for name, value in asked.items() for part in (f"--{name}", str(value))]
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos", *arguments],
        env=clean,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(told.read_text())
    del figures["seconds"]
    assert figures == {
        "faults": len(Kind),
        "days": RUNS * DAYS,
        "lost": 0,
        "duplicated": 0,
        "digests_equal": True,
    }


def test_a_storm_can_be_called_up_again() -> None:
    assert plan(5, 110) == plan(5, 110) != plan(6, 110)
    assert {fault.kind for fault in plan(5, 110)} == set(Kind)
    assert len(plan(5, 110)) == 110
