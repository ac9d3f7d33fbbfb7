"""A class list: who is in it, or everything that is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simlab.runs.models import SeatRole
from simlab.runs.people.numbers import LONGEST_NUMBER, is_number, plain, plain_number
from simlab.runs.people.roster.headings import Layout, layout_of
from simlab.runs.people.roster.mistakes import Mistake, RosterMistakes
from simlab.runs.people.roster.sheets import FORMULA, ROUNDED, Rows, rows_of
from simlab.runs.people.seats import team_roles

MOST_EXTRA_TIME_PERCENT = 200
MOST_IN_A_TEAM = 12
LONGEST_NAME, LONGEST_GROUP = 150, 120
ROLES: Mapping[str, tuple[str, ...]] = {
    SeatRole.STUDENT: ("学生", "student"),
    SeatRole.INSTRUCTOR: ("教师", "instructor", "老师", "teacher"),
    SeatRole.ASSISTANT: ("助教", "assistant", "teaching assistant", "ta"),
    SeatRole.GRADER: ("评审", "grader", "评分员", "阅卷人"),
    SeatRole.MENTOR: ("企业导师", "mentor", "导师"),
    SeatRole.OBSERVER: ("观察员", "observer"),
}
TEAM_ROLES: Mapping[str, tuple[str, ...]] = {
    "merchandising": ("选品", "运营"),
    "marketing": ("营销", "推广", "市场"),
    "purchasing": ("采购",),
    "logistics": ("物流", "仓储"),
    "finance": ("财务",),
    "service": ("客服",),
    "compliance": ("合规",),
}
_PERCENT = re.compile(r"(\d{1,3})\s*%?")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")


@dataclass(frozen=True)
class Entry:
    """A person in the list. None: the list has no such column, so what stands stays."""

    row: int
    number: str
    name: str
    role: str | None
    section: str | None
    team: str | None
    team_role: str | None
    extra_time_percent: int | None


@dataclass(frozen=True)
class Roster:
    """A list that is right by itself."""

    entries: list[Entry]
    layout: Layout

    def mistake(self, entry: Entry, field: str, code: str) -> Mistake:
        """What is wrong with it in a course."""
        column = self.layout.at.get(field, -1)
        return Mistake(code, entry.row, column, self.layout.heading(column))


@dataclass
class _Line:
    """A row of the list; `text` of a field is None where there is no such column."""

    row: int
    cells: list[str]
    layout: Layout
    mistakes: list[Mistake]

    def wrong(self, field: str, code: str, **told: object) -> None:
        column = self.layout.at.get(field, -1)
        said = {name: str(value) for name, value in told.items()}
        self.mistakes.append(Mistake(code, self.row, column, self.layout.heading(column), said))

    def text(self, field: str, most: int) -> str | None:
        column = self.layout.at.get(field)
        if column is None:
            return None
        text = self.cells[column] if column < len(self.cells) else ""
        if text in (FORMULA, ROUNDED):
            self.wrong(field, "formula" if text == FORMULA else "digits_lost")
        elif any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs") for letter in text):
            self.wrong(field, "control_character")
        elif len(plain(text)) > most:
            self.wrong(field, "number_too_long" if field == "number" else "text_too_long", most=most)
        else:
            return plain(text)
        return None


def read_roster(content: bytes) -> Roster:
    """The people of a CSV or XLSX file. Raises RosterMistakes with every mistake by row and column."""
    rows = rows_of(content)
    layout, mistakes = layout_of(rows)
    if any(mistake.code == "missing_header" for mistake in mistakes):
        raise RosterMistakes(mistakes)
    entries = [_entry(line) for line in _lines(rows, layout, mistakes)]
    if not entries:
        mistakes.append(Mistake("no_people", layout.row + 2))
    mistakes += [*_duplicates(entries, layout), *_crowded(entries, layout)]
    if mistakes:
        raise RosterMistakes(sorted(mistakes, key=lambda mistake: (mistake.row, mistake.column)))
    return Roster(entries, layout)


def _lines(rows: Rows, layout: Layout, mistakes: list[Mistake]) -> Iterator[_Line]:
    for number, cells in enumerate(rows[layout.row + 1 :], start=layout.row + 2):
        if not any(cells):
            continue
        for column, cell in enumerate(cells):
            if cell and not layout.heading(column):
                mistakes.append(Mistake("cell_without_header", number, column))
        yield _Line(number, cells, layout, mistakes)


def _entry(line: _Line) -> Entry:
    return Entry(
        row=line.row,
        number=_number(line),
        name=_name(line),
        role=_role(line),
        section=line.text("section", LONGEST_GROUP),
        team=line.text("team", LONGEST_GROUP),
        team_role=_team_role(line),
        extra_time_percent=_extra_time(line),
    )


def _number(line: _Line) -> str:
    text = line.text("number", LONGEST_NUMBER)
    if text is None:
        return ""
    number = plain_number(text)
    if not number:
        line.wrong("number", "missing_number")
    elif _SCIENTIFIC.fullmatch(number):
        line.wrong("number", "digits_lost")
    elif not is_number(number):
        line.wrong("number", "odd_number")
    return number


def _name(line: _Line) -> str:
    text = line.text("name", LONGEST_NAME)
    if text == "":
        line.wrong("name", "missing_name")
    return text or ""


def _role(line: _Line) -> str | None:
    text = line.text("role", LONGEST_GROUP)
    if not text:
        return None if text is None else SeatRole.STUDENT
    role = next((role for role, words in ROLES.items() if text.lower() in words), None)
    if role is None:
        line.wrong("role", "unknown_role", known=", ".join(f"{words[0]} {words[1]}" for words in ROLES.values()))
    return role


def _team_role(line: _Line) -> str | None:
    text = line.text("team_role", LONGEST_GROUP)
    if not text:
        return text
    known = team_roles()
    role = next((role for role in known if text.lower() in (role, *TEAM_ROLES.get(role, ()))), None)
    if role is None:
        words = [f"{TEAM_ROLES[role][0]} {role}" if role in TEAM_ROLES else role for role in known]
        line.wrong("team_role", "unknown_team_role", known=", ".join(words))
    return role


def _extra_time(line: _Line) -> int | None:
    text = line.text("extra_time", LONGEST_GROUP)
    if not text:
        return None if text is None else 0
    found = _PERCENT.fullmatch(text)
    percent = int(found[1]) if found else -1
    if not 0 <= percent <= MOST_EXTRA_TIME_PERCENT:
        line.wrong("extra_time", "bad_extra_time", most=MOST_EXTRA_TIME_PERCENT)
    return percent


def _duplicates(entries: list[Entry], layout: Layout) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    column = layout.at["number"]
    for entry in entries:
        if entry.number and first.setdefault(entry.number, entry.row) != entry.row:
            told = {"first": str(first[entry.number])}
            yield Mistake("duplicate_number", entry.row, column, layout.heading(column), told)


def _crowded(entries: list[Entry], layout: Layout) -> Iterator[Mistake]:
    seen: Counter[str] = Counter()
    for entry in entries:
        if entry.team:
            seen[entry.team] += 1
            if seen[entry.team] > MOST_IN_A_TEAM:
                column = layout.at["team"]
                told = {"most": str(MOST_IN_A_TEAM)}
                yield Mistake("team_too_large", entry.row, column, layout.heading(column), told)
