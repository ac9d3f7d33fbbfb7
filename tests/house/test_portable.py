"""The product also starts on Windows: it imports nothing that only POSIX has. (That it runs there could not be tried.)"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.pure_packages import ROOT, product_files

POSIX_MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"}
POSIX_NAMES = {
    "fork",
    "forkpty",
    "getuid",
    "geteuid",
    "setsid",
    "killpg",
    "uname",
    "getloadavg",
    "SIGKILL",
    "SIGHUP",
    "SIGALRM",
    "mkfifo",
}


def test_nothing_of_the_product_is_for_posix_only() -> None:
    assert sorted(_found()) == []


def _found() -> Iterator[str]:
    for file in product_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if _names(node) & (POSIX_MODULES | POSIX_NAMES):
                yield f"{file.relative_to(ROOT)}:{node.lineno}"


def _names(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names} & POSIX_MODULES
    if isinstance(node, ast.ImportFrom):
        return {str(node.module)} & POSIX_MODULES
    is_of_os = (
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("os", "signal")
    )
    return {node.attr} & POSIX_NAMES if isinstance(node, ast.Attribute) and is_of_os else set()
