"""A class list as a spreadsheet or a teacher's editor wrote it, as rows of texts."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from simlab.runs.people.roster.mistakes import Mistake, RosterMistakes

MOST_BYTES = 1024 * 1024
MOST_ROWS = 2000
FORMULA = "\x00formula"  # no cell of a file that is read can hold it
ROUNDED = "\x00rounded"
Rows = list[list[str]]
_SEPARATORS = ",;\t"
_MOST_COLUMNS = 60
_MOST_UNPACKED_BYTES = 50 * MOST_BYTES
_DIGITS_KEPT = 10**15
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"<", b"{\\rtf", b"Rar!", b"7z", b"\x1f\x8b")
_ZEROS = re.compile(r"0+")
_QUOTED = re.compile(r'="([^"]*)"')  # how some programs keep leading zeros in CSV
_FORMULA_LIKE = re.compile(r"=.|[+@-](?![\d.]+%?$).")


def rows_of(content: bytes) -> Rows:
    """The cells of the file's first sheet, as texts; formulas and rounded numbers are marked. Raises RosterMistakes."""
    if not content.strip():
        raise RosterMistakes([Mistake("empty_file")])
    if len(content) > MOST_BYTES:
        raise RosterMistakes([_too_large()])
    if content.startswith(_OLD_EXCEL):
        raise RosterMistakes([Mistake("old_excel")])
    rows = _sheet_rows(content) if content.startswith(_ZIP) else _csv_rows(_text(content))
    if not any(map(any, rows)):
        raise RosterMistakes([Mistake("empty_file")])
    if len(rows) > MOST_ROWS + 1:
        raise RosterMistakes([Mistake("too_many_rows", MOST_ROWS + 2, told={"most": str(MOST_ROWS)})])
    return rows


def _too_large() -> Mistake:
    return Mistake("file_too_large", told={"most": f"{MOST_BYTES // 1024 // 1024} MB"})


def _text(content: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    if not marked and (content.lstrip().startswith(_NO_TABLES) or b"\0" in content):
        raise RosterMistakes([Mistake("wrong_file_type")])
    row = 1
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            row = max(row, content.count(b"\n", 0, error.start) + 1)  # as far as it could be read in any way
    raise RosterMistakes([Mistake("wrong_encoding", row)])


def _csv_rows(text: str) -> Rows:
    """Comma, semicolon or tab: whichever the first line has most of."""
    separator = max(_SEPARATORS, key=text.lstrip().partition("\n")[0].count)
    rows: Rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append([_typed(cell) for cell in row])
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error:
        raise RosterMistakes([Mistake("broken_csv", len(rows) + 1)]) from None
    return rows


def _typed(cell: str) -> str:
    text = cell.strip(" \u00a0\u3000")
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return quoted[1]
    return FORMULA if _FORMULA_LIKE.match(text) else text


def _sheet_rows(content: bytes) -> Rows:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED_BYTES:
                raise RosterMistakes([_too_large()])
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        rows = list(_cells(book.worksheets[0]))
        book.close()
    except RosterMistakes:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, SyntaxError, OSError):
        # Whatever a broken or foreign archive makes the reader stumble over.
        raise RosterMistakes([Mistake("wrong_file_type")]) from None
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _cells(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=_MOST_COLUMNS):
        yield [_cell(cell) for cell in row]


def _cell(cell: Any) -> str:
    """What the sheet shows of a cell: an own format of zeros pads a number, a percentage is told as one."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        return FORMULA
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = str(value).strip(" \u00a0\u3000")
        return FORMULA if _FORMULA_LIKE.match(text) else text
    if abs(value) >= _DIGITS_KEPT:
        return ROUNDED
    pattern = cell.number_format or ""
    if "%" in pattern:
        return f"{value * 100:g}%"
    text = str(int(value)) if float(value).is_integer() else f"{value:g}"
    return text.zfill(len(pattern)) if _ZEROS.fullmatch(pattern) else text
