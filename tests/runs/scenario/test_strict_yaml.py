from __future__ import annotations

import pytest

from simlab.runs.scenario.strict_yaml import MOST_CHARACTERS, MOST_DEPTH, read


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text).problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("017", "017"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30:00", "12:30:00"),
        ("2026-09-14", "2026-09-14"),
        ("-12", -12),
        ("1e3", 1000.0),
        ("1.50", 1.5),
        (".5", 0.5),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("~", None),
        ("", None),
        ("null", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("9" * 40, "9" * 40),
    ],
)
def test_words_and_numbers_are_those_of_yaml_1_2(written: str, meant: object) -> None:
    reading = read(f"a: {written}\n")
    assert not reading.problems
    assert reading.value == {"a": meant}
    assert type(reading.value["a"]) is type(meant)


def test_duplicate_keys_are_refused_with_both_lines() -> None:
    problem = read("a: 1\nb: 2\na: 3\n").problems[0]
    assert (problem.code, problem.line, problem.pointer) == ("yaml_duplicate", 3, "/a")
    assert "line 1" in problem.message.en
    assert "第 1 行" in problem.message.zh


def test_aliases_are_refused_before_anything_is_built() -> None:
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))
    assert set(codes(bomb)) == {"yaml_alias"}
    assert codes("base: &b {x: 1}\nhere: {<<: *b}\n")[0] == "yaml_alias"


@pytest.mark.parametrize(
    "text", ["a: !!python/object:os.system x\n", "a: !mine 3\n", 'a: !!int "3"\n', "a: !!set {b}\n"]
)
def test_tags_are_refused(text: str) -> None:
    assert codes(text) == ["yaml_tag"]


@pytest.mark.parametrize(
    "text", ["a: [1, 2\n", "a: b: c\n", "a: 1\n---\nb: 2\n", "\ta: 1\n", "a: \x01\n", "? [x, y]\n: 1\nb: [\n"]
)
def test_broken_files_give_a_line_and_no_traceback(text: str) -> None:
    problems = read(text).problems
    assert [problem.code for problem in problems] == ["yaml_syntax"]
    assert problems[0].line >= 1


def test_keys_must_be_words() -> None:
    assert codes("? [x, y]\n: 1\n") == ["yaml_key"]
    assert codes("<<: {x: 1}\n") == ["yaml_key"]


def test_depth_and_size_are_limited() -> None:
    assert codes("[" * 20_000) == ["yaml_depth"]
    assert codes("[" * MOST_DEPTH + "]" * MOST_DEPTH) == []
    assert codes("a" * (MOST_CHARACTERS + 1)) == ["yaml_size"]


def test_every_value_has_its_line() -> None:
    reading = read("a:\n  - b: 1\n    c: 2\n  -\n    b: 3\n")
    assert reading.line(("a", 0, "c")) == 3
    assert reading.line(("a", 1, "b")) == 5
    assert reading.line(("a", 1, "missing")) == 5
    assert reading.line(()) == 1


def test_an_empty_file_is_an_empty_value() -> None:
    reading = read("")
    assert reading.value is None
    assert not reading.problems
