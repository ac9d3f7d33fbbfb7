"""The shipped scenario with one thing changed."""

from __future__ import annotations

from simlab.runs.scenario.files import check, library
from simlab.runs.scenario.problems import Problem

FIRST_STORE = library()["first-store"].read_text(encoding="utf-8")


def edited(old: str, new: str) -> str:
    """The text of first-store with the first `old` replaced."""
    assert old in FIRST_STORE
    return FIRST_STORE.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    """The line on which a part of a text first stands."""
    return text[: text.index(part)].count("\n") + 1


def only_problem(text: str) -> Problem:
    """The one problem of a text."""
    problems = check(text)
    assert len(problems) == 1, [problem.sentence() for problem in problems]
    return problems[0]
