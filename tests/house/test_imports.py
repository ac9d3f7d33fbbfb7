from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.pure_packages import ROOT


def test_import_contracts_are_kept() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter is part of the test dependencies"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_stands_on_a_floor() -> None:
    rules = configparser.ConfigParser()
    rules.read(ROOT / ".importlinter", encoding="utf-8")
    floors = rules["importlinter:contract:floors"]["layers"] + rules["importlinter:contract:client"]["source_modules"]
    packages = {f"simlab.{init.parent.name}" for init in (ROOT / "simlab").glob("*/__init__.py")}
    assert {package for package in packages if package not in floors} == set()
