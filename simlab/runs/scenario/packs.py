"""Course packs: scenarios in the order of a term, with the weights of their axes."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from simlab.runs.scenario.files import library, shipped
from simlab.runs.scenario.parts import Code, Part, Text
from simlab.runs.scenario.problems import pointer_of

PACKS = FilePath(__file__).parent / "course_packs"


class Step(Part):
    """A scenario of the pack; weights by axis."""

    scenario: Code
    weights: Annotated[dict[Code, Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]], Field(min_length=1)]


class CoursePack(Part):
    """An ordered list of scenarios with rubric weights."""

    code: Code
    title: Text
    summary: Text
    scenarios: Annotated[list[Step], Field(min_length=1, max_length=20)]


def packs() -> dict[str, FilePath]:
    """The shipped course packs: code -> file."""
    return {path.stem: path for path in sorted(PACKS.glob("*.yaml"))}


def load_pack(file: FilePath) -> CoursePack:
    """A checked course pack. Raises ValueError with every problem: field, and what is allowed there."""
    try:
        pack = CoursePack.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except ValidationError as failure:
        found = [f"{pointer_of(tuple(error['loc']))}: {error['msg']}" for error in failure.errors()]
        raise ValueError("\n".join(found)) from None
    problems = [problem for place, step in enumerate(pack.scenarios) for problem in _problems(place, step)]
    if problems:
        raise ValueError("\n".join(problems))
    return pack


def _problems(place: int, step: Step) -> list[str]:
    if step.scenario not in library():
        return [f"/scenarios/{place}/scenario: unknown; allowed: {', '.join(library())}"]
    axes = [axis.code for axis in shipped(step.scenario).axes]
    return [
        f"/scenarios/{place}/weights/{code}: not an axis of {step.scenario}; allowed: {', '.join(axes)}"
        for code in step.weights
        if code not in axes
    ]
