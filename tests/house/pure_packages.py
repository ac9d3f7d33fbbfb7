"""What `.importlinter` declares as pure: one list for every check."""

from __future__ import annotations

import configparser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("simlab", "orders", "logistics", "payments", "scoring")


def declared() -> list[str]:
    rules = configparser.ConfigParser()
    rules.read(ROOT / ".importlinter", encoding="utf-8")
    lines = rules["importlinter:contract:pure"]["source_modules"].splitlines()
    return [line.strip() for line in lines if line.strip()]


def modules() -> Iterator[str]:
    for name in declared():
        place = ROOT / name.replace(".", "/")
        files = [place.with_suffix(".py")] if not place.is_dir() else sorted(place.rglob("*.py"))
        for file in files:
            yield ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def product_files() -> Iterator[Path]:
    for package in PRODUCT:
        yield from sorted((ROOT / package).rglob("*.py"))
