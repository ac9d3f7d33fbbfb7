"""A company's files at the door: only the listed columns are taken in; everything else of a row is dropped unread."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from simlab.runs.scenario.problems import Language, Wording

# What it means -> the headings it may have; the first is the plain name, the second the one of a Shopify export.
CATALOGUE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sku": ("sku", "variant sku"),
    "handle": ("handle",),
    "title": ("title",),
    "type": ("type",),
    "weight_g": ("weight_g", "variant grams"),
    "length_mm": ("length_mm",),
    "width_mm": ("width_mm",),
    "height_mm": ("height_mm",),
    "cost_cny": ("unit_cost_cny",),
    "cost": ("unit_cost", "cost per item"),
    "price": ("price", "variant price"),
}
ORDER_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "order": ("order", "name"),
    "date": ("date", "created at"),
    "currency": ("currency",),
    "country": ("country", "shipping country"),
    "sku": ("sku", "lineitem sku"),
    "quantity": ("quantity", "lineitem quantity"),
    "price": ("unit_price", "lineitem price"),
    "cancelled": ("cancelled_at", "cancelled at"),
    "status": ("status", "financial status"),
}
CATALOGUE_NEEDS = ("sku", "title")
ORDER_NEEDS = ("order", "date", "currency", "country", "sku", "quantity", "price")
T = TypeVar("T")
_SEPARATORS = ",;\t"
_MOST_CELL = 10_000_000  # characters: a description in HTML can be long, a stray quotation mark swallows a whole file
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")


@dataclass(frozen=True)
class Place:
    """A row of a file as a spreadsheet counts it (the heading is row 1; 0 is none of them), and the heading of the column.

    What stood there is never repeated: in a row that slipped by a column it may be a person's name.
    """

    file: str
    row: int
    column: str = ""

    def sentence(self, wording: Wording, language: Language) -> str:
        """One line for people."""
        if not self.row:
            return f"{self.file}：{wording.zh}" if language == "zh" else f"{self.file}: {wording.en}"
        if language == "zh":
            column = f"，列“{self.column}”" if self.column else ""
            return f"{self.file}，第 {self.row} 行{column}：{wording.zh}"
        column = f", column '{self.column}'" if self.column else ""
        return f"{self.file}, row {self.row}{column}: {wording.en}"


@dataclass(frozen=True)
class Fault:
    """Something in a file that cannot be read, or a row that is left out."""

    place: Place
    wording: Wording

    def sentence(self, language: Language) -> str:
        """One line for people."""
        return self.place.sentence(self.wording, language)


class ImportErrors(ValueError):  # noqa: N818  one exception, many errors
    """Files that no scenario can be made of, with everything that was found wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(fault.sentence("en") for fault in faults))


@dataclass(frozen=True)
class Line:
    """One row: the text of each wanted column (empty where the file has none), and where it stands."""

    file: str
    row: int
    texts: Mapping[str, str]
    headings: Mapping[str, str]

    def place(self, column: str) -> Place:
        """Where a value of this row stands."""
        return Place(self.file, self.row, self.headings.get(column, column))


@dataclass
class Values:
    """Turns texts into values and collects what is none."""

    faults: list[Fault]

    def number(self, line: Line, column: str) -> float | None:
        """A number of zero or more, written with a decimal point; None where nothing is written."""
        wording = Wording("not a number of zero or more", "不是大于或等于零的数字")
        return self._value(line, column, wording, lambda text: float(text) if _NUMBER.fullmatch(text) else None)

    def date(self, line: Line, column: str) -> dt.date | None:
        """A date, year first; a time after it is ignored."""
        return self._value(line, column, Wording("not a date (YYYY-MM-DD)", "不是日期（YYYY-MM-DD）"), _date)

    def _value(self, line: Line, column: str, wording: Wording, read: Callable[[str], T | None]) -> T | None:
        text = line.texts[column]
        value = read(text) if text else None
        if text and value is None:
            self.faults.append(Fault(line.place(column), wording))
        return value


def _date(text: str) -> dt.date | None:
    found = _DATE.match(text)
    try:
        return dt.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def read_lines(path: Path, columns: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> list[Line]:
    """The rows of a CSV file, wanted columns only. Raises ImportErrors."""
    rows = _rows(path)
    headings = [cell.strip().lower() for cell in rows[0]] if rows else []
    at = {
        column: place
        for column, names in columns.items()
        if (place := next((headings.index(name) for name in names if name in headings), None)) is not None
    }
    missing = [column for column in needed if column not in at]
    if missing:
        raise ImportErrors([_missing(path.name, columns[column]) for column in missing])
    told = {column: rows[0][place].strip() for column, place in at.items()}
    return [
        Line(path.name, number, {column: _cell(row, at.get(column)) for column in columns}, told)
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    ]


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _missing(file: str, names: tuple[str, ...]) -> Fault:
    either, oder = " or ".join(f"'{name}'" for name in names), "或".join(f"“{name}”" for name in names)
    return Fault(Place(file, 1), Wording(f"there is no column {either}", f"缺少列{oder}"))


def _rows(path: Path) -> list[list[str]]:
    """The cells of a file whose heading says what separates them: comma, semicolon or tab."""
    found: list[list[str]] = []
    text = _text(path)
    heading = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=heading.count)
    csv.field_size_limit(_MOST_CELL)
    try:
        found.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        wrong = Wording("this row is not CSV", "该行不是 CSV 格式")
        if "field larger" in str(error):
            most = _MOST_CELL // 1_000_000
            wrong = Wording(
                f"a cell of more than {most} million characters; is a quotation mark missing?",
                f"单元格超过 {most} 百万字符；是否缺少引号？",
            )
        raise ImportErrors([Fault(Place(path.name, len(found) + 1), wrong)]) from None
    return found


def _text(path: Path) -> str:
    """UTF-8 with or without a mark at the front, or GBK as Excel writes it in China."""
    try:
        content = path.read_bytes()
    except OSError as error:
        wording = Wording(f"cannot be read: {error.strerror}", f"无法读取：{error.strerror}")
        raise ImportErrors([Fault(Place(path.name, 1), wording)]) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            row = content.count(b"\n", 0, error.start) + 1
    raise ImportErrors([Fault(Place(path.name, row), Wording("neither UTF-8 nor GBK", "既不是 UTF-8 也不是 GBK"))])
