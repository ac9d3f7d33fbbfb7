"""Which column of a class list is which, by its Chinese or English heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from simlab.runs.people.numbers import plain
from simlab.runs.people.roster.mistakes import Mistake, letters
from simlab.runs.people.roster.sheets import Rows

# The first two are what the column is called to people: Chinese, English.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "学号",
        "student number",
        "工号",
        "学号/工号",
        "student no",
        "student no.",
        "student id",
        "number",
        "no.",
    ),
    "name": ("姓名", "name", "student name", "full name", "名字"),
    "section": ("班级", "section", "class", "行政班", "教学班"),
    "team": ("小组", "team", "队伍", "组别", "团队", "group"),
    "role": ("角色", "role", "身份"),
    "team_role": ("岗位", "team role", "position", "职位"),
    "extra_time": ("延时", "extra time", "加时", "extra time %", "extra time percent", "延时%"),
}
NEEDED = ("number", "name")
_FIELDS = {name: field for field, names in HEADINGS.items() for name in names}
_LOOKED_AT = 10  # a list may have a title above its headings


@dataclass(frozen=True)
class Layout:
    """`row` is the place of the heading row, counted from 0; `at` the column of each field."""

    row: int
    at: Mapping[str, int]
    headings: list[str]

    def heading(self, column: int) -> str:
        return self.headings[column] if 0 <= column < len(self.headings) else ""


def layout_of(rows: Rows) -> tuple[Layout, list[Mistake]]:
    """The columns, and what is wrong with the headings."""
    row = next((number for number, cells in enumerate(rows[:_LOOKED_AT]) if _is_heading(cells)), _first_filled(rows))
    headings = [plain(cell) for cell in rows[row]]
    at: dict[str, int] = {}
    mistakes = []
    for column, heading in enumerate(headings):
        field = _FIELDS.get(_normal(heading))
        if not heading:
            continue
        if field is None:
            mistakes.append(Mistake("unknown_header", row + 1, column, told={"known": _known()}))
        elif field in at:
            mistakes.append(Mistake("duplicate_header", row + 1, column, told={"first": letters(at[field])}))
        else:
            at[field] = column
    missing = [Mistake("missing_header", row + 1, told={"name": _called(field)}) for field in NEEDED if field not in at]
    return Layout(row, at, headings), missing + mistakes


def _is_heading(cells: list[str]) -> bool:
    return sum(_normal(plain(cell)) in _FIELDS for cell in cells) > 1


def _first_filled(rows: Rows) -> int:
    return next((number for number, cells in enumerate(rows) if any(cells)), 0)


def _normal(heading: str) -> str:
    return re.sub(r"[\s_*]+", " ", heading.lower()).strip().replace("( ", "(").replace("(%)", "%").replace("  ", " ")


def _called(field: str) -> str:
    zh, en, *_ = HEADINGS[field]
    return f"{zh} {en}"


def _known() -> str:
    return ", ".join(_called(field) for field in HEADINGS)
