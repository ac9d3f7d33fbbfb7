from __future__ import annotations

import json
import re
import subprocess
import sys

from tests.house.pure_packages import PRODUCT, ROOT, declared, modules, product_files

LOOK = """
import importlib, json, sys
before = set(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""


def test_importing_every_pure_module_loads_numpy_and_the_standard_library_only() -> None:
    names = list(modules())
    command = [sys.executable, "-c", LOOK, *names]
    seen = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not seen.returncode, seen.stderr
    allowed = {*sys.stdlib_module_names, *PRODUCT, "numpy"}
    assert set(json.loads(seen.stdout)) - allowed == set()


def test_every_domain_package_is_declared_pure() -> None:
    packages = {f"{app.parent.name}.domain" for app in ROOT.glob("*/domain")}
    assert packages <= set(declared())


def test_package_inits_are_empty() -> None:
    """Importing a pure module runs the `__init__` of every package above it."""
    full = [file for file in product_files() if file.name == "__init__.py" and "migrations" not in file.parts]
    assert [str(file.relative_to(ROOT)) for file in full if file.read_text(encoding="utf-8").strip()] == []


def test_nothing_draws_but_the_named_streams() -> None:
    """Chance in the product comes from simlab.core.rng; only a run's own seed and sign-in words come from `secrets`."""
    generators = re.compile(r"np\.random|numpy\.random|^\s*(import random|from random)\b", re.MULTILINE)
    drawing = [file for file in product_files() if generators.search(file.read_text(encoding="utf-8"))]
    assert not drawing
