"""What is wrong with a scenario file: where, which line, and what is allowed instead, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Wording:
    """A sentence in both languages."""

    en: str
    zh: str

    def in_language(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language == "zh" else self.en


NOTHING = Wording("", "")


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `pointer` is a JSON pointer into the file; `line` counts from 1; `allowed` may be empty."""

    pointer: str
    line: int
    code: str
    message: Wording
    allowed: Wording = NOTHING

    def sentence(self, language: Language = "en") -> str:
        """One line for people: line, field, what is wrong, what is allowed."""
        where = f"第 {self.line} 行" if language == "zh" else f"line {self.line}"
        end = self.allowed.in_language(language)
        label = "允许：" if language == "zh" else "Allowed: "
        text = f"{where}, {self.pointer or '/'}: {self.message.in_language(language)}"
        return f"{text} {label}{end}" if end else text


class ScenarioErrors(ValueError):  # noqa: N818  one exception, many errors
    """A scenario file that cannot be used, with every problem found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(problem.sentence() for problem in problems))


def pointer_of(path: Path) -> str:
    """The JSON pointer (RFC 6901) of a path."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
