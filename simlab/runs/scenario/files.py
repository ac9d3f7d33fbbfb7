"""Reading a scenario file: strict YAML, the model, then the checks that look across fields. All problems at once."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from simlab.runs.scenario.allowed import allowed_at
from simlab.runs.scenario.checks import cross_checks
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.problems import Path, Problem, ScenarioErrors, Wording, pointer_of
from simlab.runs.scenario.strict_yaml import Reading, read
from simlab.runs.scenario.wordings import wording

LIBRARY = FilePath(__file__).parent / "library"


def library() -> dict[str, FilePath]:
    """The shipped scenarios: code -> file."""
    return {path.stem: path for path in sorted(LIBRARY.glob("*.yaml"))}


def load_scenario(source: FilePath | str) -> Scenario:
    """A checked scenario from a file (a Path) or from text (a str). Raises ScenarioErrors with every problem found."""
    scenario, problems = _examined(source)
    if problems or scenario is None:
        raise ScenarioErrors(problems)
    return scenario


def shipped(code: str) -> Scenario:
    """A scenario of the library. Raises KeyError if there is none of this code."""
    return load_scenario(library()[code])


def check(source: FilePath | str) -> list[Problem]:
    """Every problem of a scenario file; none means it can be used."""
    return _examined(source)[1]


def _examined(source: FilePath | str) -> tuple[Scenario | None, list[Problem]]:
    reading = _read(source)
    if reading.problems:
        return None, reading.problems
    try:
        scenario = Scenario.model_validate(reading.value)
    except ValidationError as failure:
        problems = [_problem(dict(error), reading) for error in failure.errors(include_url=False, include_input=False)]
        return None, sorted(problems, key=lambda problem: problem.line)
    return scenario, cross_checks(scenario, reading)


def _read(source: FilePath | str) -> Reading:
    if isinstance(source, str):
        return read(source)
    try:
        return read(source.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        wrong = Wording("The file is not UTF-8 text.", "文件不是 UTF-8 文本。")
    except OSError as error:
        wrong = Wording(f"The file cannot be read: {error.strerror}.", f"无法读取文件：{error.strerror}。")
    return Reading(problems=[Problem("", 1, "file", wrong)])


def _problem(error: dict[str, Any], reading: Reading) -> Problem:
    path: Path = tuple(error["loc"])
    if path[-1:] == ("[key]",):
        path = path[:-1]
    kind = str(error["type"])
    around = path[:-1] if kind == "extra_forbidden" else path
    return Problem(pointer_of(path), reading.line(path), kind, wording(kind, error.get("ctx", {})), allowed_at(around))
