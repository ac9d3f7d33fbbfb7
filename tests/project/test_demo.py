from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

KEYS = {
    "days",
    "stores",
    "orders",
    "parcels",
    "payments",
    "ledger_imbalance_minor",
    "digest",
    "verified",
    "seconds",
    "leaderboard",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """What three days of the demo print and write, on the embedded profile."""
    home = tmp_path_factory.mktemp("demo")
    written = home / "demo.json"
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(
        [sys.executable, "-m", "simlab.project.cli", "demo", "--no-serve", "--days", "3", "--output", str(written)],
        env=clean | {"SIMLAB_HOME": str(home), "COLUMNS": "160"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads(written.read_text(encoding="utf-8"))


def test_the_figures_are_written(demo: tuple[str, dict[str, Any]]) -> None:
    figures = demo[1]
    assert set(figures) == KEYS
    assert figures["days"] == 3
    assert figures["verified"] is True
    assert figures["ledger_imbalance_minor"] == 0
    assert figures["payments"] == figures["orders"] > figures["parcels"] > 0
    assert len(figures["leaderboard"]) == 4
    for row in figures["leaderboard"]:
        assert set(row) == {"team", "profit_minor", "axes"}
        assert set(row["axes"]) == {"pricing", "inventory", "logistics"}


def test_standings_digest_and_sign_ins_are_printed(demo: tuple[str, dict[str, Any]]) -> None:
    printed, figures = demo
    assert figures["digest"] in printed
    for word in ("Lotus", "Pricing", "库存", "remainder", "莲花", "ada", "lin", "grace"):
        assert word in printed
