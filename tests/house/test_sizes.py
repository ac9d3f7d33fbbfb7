from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.pure_packages import ROOT, product_files

MODULE_LINES = 500
FUNCTION_LINES = 80
VAGUE = {"utils", "helpers", "common", "manager", "misc"}


def test_no_module_is_too_long() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in _written()}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_too_long() -> None:
    assert {name: lines for name, lines in _functions() if lines > FUNCTION_LINES} == {}


def test_no_module_has_a_vague_name() -> None:
    assert [str(file.relative_to(ROOT)) for file in _written() if file.stem in VAGUE] == []


def _functions() -> Iterator[tuple[str, int]]:
    for file in _written():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{file.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def _written() -> list[Path]:
    """Migrations are written by a machine."""
    return [file for file in product_files() if "migrations" not in file.parts]
