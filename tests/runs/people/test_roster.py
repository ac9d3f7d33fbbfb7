"""Class lists as teachers have them, and every mistake by row and column."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from simlab.runs.people.roster.mistakes import WORDS, Mistake, RosterMistakes, letters
from simlab.runs.people.roster.reading import Entry, read_roster

CHINESE = "学号,姓名,班级,小组,角色,岗位,延时\n20240001,王小明,一班,第1组,学生,财务,25%\n20240002,李雷,一班,第1组,,,\n"
ENGLISH = "Student number;Name;Section;Team;Role;Team role;Extra time\n20240001;王小明;一班;第1组;student;finance;25\n20240002;李雷;一班;第1组;;;\n"
PEOPLE = [
    Entry(2, "20240001", "王小明", "student", "一班", "第1组", "finance", 25),
    Entry(3, "20240002", "李雷", "student", "一班", "第1组", "", 0),
]
HEAD = "学号,姓名,班级,小组,角色,岗位,延时\n"


def sheet(rows: list[list[Any]], formats: dict[str, str] | None = None) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for cell, pattern in (formats or {}).items():
        page[cell].number_format = pattern
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def mistakes(content: bytes | str) -> list[tuple[str, int, str]]:
    """Code, row and column of everything that is found wrong."""
    with pytest.raises(RosterMistakes) as found:
        read_roster(content.encode() if isinstance(content, str) else content)
    told = found.value.mistakes
    for mistake in told:
        assert all(mistake.sentence.values())
    return [(mistake.code, mistake.row, letters(mistake.column) if mistake.column >= 0 else "") for mistake in told]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
@pytest.mark.parametrize("text", [CHINESE, ENGLISH, CHINESE.replace(",", "\t"), CHINESE.replace("\n", "\r\n")])
def test_lists_as_programs_write_them(text: str, encoding: str) -> None:
    assert read_roster(text.encode(encoding)).entries == PEOPLE


def test_a_big_endian_list_is_read_too() -> None:
    assert read_roster(b"\xfe\xff" + CHINESE.encode("utf-16-be")).entries == PEOPLE


def test_a_spreadsheet_with_a_title_and_numbers_as_numbers() -> None:
    rows: list[list[Any]] = [
        ["2026 学年名单"],
        ["学号", "姓名", "班级", "小组", "角色", "岗位", "延时"],
        [20240001, "王小明", "一班", "第1组", "学生", "财务", 0.25],
        ["20240002", " 李雷 ", "一班", "第1组", None, None, None],
        [7, "韩梅梅"],
    ]
    found = read_roster(sheet(rows, {"G3": "0%", "A5": "00000000"})).entries
    assert [(entry.number, entry.name, entry.extra_time_percent) for entry in found] == [
        ("20240001", "王小明", 25),
        ("20240002", "李雷", 0),
        ("00000007", "韩梅梅", 0),
    ]
    assert [entry.row for entry in found] == [3, 4, 5]


def test_a_column_that_is_not_there_says_nothing() -> None:
    [entry] = read_roster("姓名,学号\n王小明,ab-1\n".encode()).entries
    assert entry == Entry(2, "AB-1", "王小明", None, None, None, None, None)


def test_the_way_in_which_csv_keeps_leading_zeros() -> None:
    assert read_roster('学号,姓名\n="007",王小明\n'.encode()).entries[0].number == "007"


MISTAKES = f"""{HEAD},甲,,,,,
20240001,乙,,,,,
20240001,丙,,,,,
{"9" * 41},丁,,,,,
12 34,戊,,,,,
20240005,,,,,,
20240006,庚,,,king,,
20240007,辛,,,,pirate,
20240008,壬,,,,,-5
20240009,癸,,,,,1.5
=1+1,子,,,,,
20240010,=cmd,,,,,
20240011,寅\u200b,,,,,
2.02401E+11,卯,,,,,
20240013,{"长" * 151},,,,,
20240014,巳,,,,,,多余
"""
FOUND = [
    ("missing_number", 2, "A"),
    ("duplicate_number", 4, "A"),
    ("number_too_long", 5, "A"),
    ("odd_number", 6, "A"),
    ("missing_name", 7, "B"),
    ("unknown_role", 8, "E"),
    ("unknown_team_role", 9, "F"),
    ("bad_extra_time", 10, "G"),
    ("bad_extra_time", 11, "G"),
    ("formula", 12, "A"),
    ("formula", 13, "B"),
    ("control_character", 14, "B"),
    ("digits_lost", 15, "A"),
    ("text_too_long", 16, "B"),
    ("cell_without_header", 17, "H"),
]


def test_every_mistake_of_a_list_is_named_at_once() -> None:
    assert mistakes(MISTAKES) == FOUND
    assert mistakes(MISTAKES.encode("gb18030")) == FOUND


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", ("empty_file", 0, "")),
        (b" \n \n", ("empty_file", 0, "")),
        (b"\xef\xbb\xbf", ("empty_file", 0, "")),
        ("学号,姓名\n", ("no_people", 2, "")),
        ("学号,班级\n1,一班\n", ("missing_header", 1, "")),
        ("学号,姓名,性别\n1,甲,男\n", ("unknown_header", 1, "C")),
        ("学号,姓名,工号\n1,甲,2\n", ("duplicate_header", 1, "C")),
        ("学号,姓名\n1,甲\n".encode() + b"2,\xff\xff\n", ("wrong_encoding", 3, "")),
        ('学号,姓名\n1,"甲\n2,乙\n', ("broken_csv", 2, "")),
        (b"%PDF-1.7 ...", ("wrong_file_type", 0, "")),
        (b"<html><table>", ("wrong_file_type", 0, "")),
        (b"\x89PNG\r\n", ("wrong_file_type", 0, "")),
        (b"\0\1\2\3", ("wrong_file_type", 0, "")),
        (b"PK\x03\x04 not really", ("wrong_file_type", 0, "")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("old_excel", 0, "")),
        (b"a" * (1024 * 1024 + 1), ("file_too_large", 0, "")),
        ("学号,姓名\n" + "".join(f"{n},甲\n" for n in range(2001)), ("too_many_rows", 2002, "")),
        ("学号,姓名,小组\n" + "".join(f"{n},甲,一组\n" for n in range(13)), ("team_too_large", 14, "C")),
    ],
)
def test_what_is_wrong_with_the_whole(content: bytes | str, found: tuple[str, int, str]) -> None:
    assert mistakes(content)[0] == found


def test_formulas_errors_and_rounded_numbers_of_a_spreadsheet() -> None:
    rows: list[list[Any]] = [["学号", "姓名"], ["=A3", "甲"], [20240101000000001, "乙"], ["1", "#N/A"], ["2", "=1+1"]]
    assert mistakes(sheet(rows)) == [
        ("formula", 2, "A"),
        ("digits_lost", 3, "A"),
        ("formula", 4, "B"),
        ("formula", 5, "B"),
    ]


def test_an_archive_that_unpacks_too_far_is_not_unpacked() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * (60 * 1024 * 1024))
    assert len(kept.getvalue()) < 1024 * 1024
    assert mistakes(kept.getvalue()) == [("file_too_large", 0, "")]


def test_a_mistake_is_told_in_both_languages_and_repeats_nothing() -> None:
    mistake = Mistake("unknown_role", 3, 27, "角色", {"known": "学生 student"})
    assert mistake.pointer == "/file/3/AB"
    assert mistake.sentence == {
        "en": "Row 3, column AB (角色): Not a role. Known: 学生 student.",
        "zh": "第 3 行 AB 列（角色）：未知的角色。可用：学生 student。",
    }
    assert all(set(words) == {"en", "zh"} for words in WORDS.values())
