"""A strict reading of YAML: no aliases, no duplicate keys, no tags, YAML 1.2 words and numbers, and the line of every value.

PyYAML's own constructor lets duplicate keys win silently and reads `no` as False, `017` as 15 and `12:30:00` as 45000.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from simlab.runs.scenario.problems import Path, Problem, Wording, pointer_of

MOST_CHARACTERS = 1_000_000
MOST_DEPTH = 24
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]{1,3})?|[-+]?(0|[1-9][0-9]*)[eE][-+]?[0-9]{1,3}")
_STANDARD = "tag:yaml.org,2002:"
_TEXT_TAG = _STANDARD + "str"
_MERGE_TAG = _STANDARD + "merge"
_PLAIN_TAGS = {_STANDARD + name for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")}


@dataclass
class Reading:
    """Plain values, the line of every path, and what was wrong."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def refuse(self, path: Path, line: int, code: str, wording: Wording) -> None:
        """Note a problem."""
        self.problems.append(Problem(pointer_of(path), line, code, wording))


def read(text: str) -> Reading:
    """Read one YAML document; problems are in the reading, never raised."""
    reading = Reading()
    if len(text) > MOST_CHARACTERS:
        reading.refuse((), 1, "yaml_size", Wording("The file is too large.", "文件过大。"))
        return reading
    try:
        if _safe_to_compose(text, reading):
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
            if node is not None:
                reading.value = _value(node, (), reading)
    except yaml.YAMLError as error:
        _refuse_syntax(error, reading)
    return reading


def _safe_to_compose(text: str, reading: Reading) -> bool:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            reading.refuse(
                (),
                line,
                "yaml_alias",
                Wording(
                    "Anchors and aliases (& and *) are not allowed; write the value out.",
                    "不允许使用锚点与别名（& 和 *），请直接写出值。",
                ),
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            reading.refuse(
                (),
                line,
                "yaml_depth",
                Wording(f"Nested deeper than {MOST_DEPTH} levels.", f"嵌套超过 {MOST_DEPTH} 层。"),
            )
            break
    return not reading.problems


def _line(place: yaml.Node | yaml.Event) -> int:
    return place.start_mark.line + 1 if place.start_mark else 1


def _refuse_syntax(error: yaml.YAMLError, reading: Reading) -> None:
    mark = getattr(error, "problem_mark", None)
    detail = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")
    line = mark.line + 1 if mark else 1
    reading.refuse((), line, "yaml_syntax", Wording(f"Not valid YAML: {detail}.", f"YAML 语法错误：{detail}。"))


def _value(node: yaml.Node, path: Path, reading: Reading) -> Any:
    reading.lines.setdefault(path, _line(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, reading)
    if isinstance(node, yaml.SequenceNode):
        _check_tag(node, "seq", path, reading)
        return [_value(item, (*path, place), reading) for place, item in enumerate(node.value)]
    return _scalar(cast(yaml.ScalarNode, node), path, reading)


def _mapping(node: yaml.MappingNode, path: Path, reading: Reading) -> dict[str, Any]:
    _check_tag(node, "map", path, reading)
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = _line(key_node)
        key = key_node.value
        if not isinstance(key, str) or key_node.tag == _MERGE_TAG:
            reading.refuse(
                path, line, "yaml_key", Wording("A field name must be a plain word.", "字段名必须是普通文字。")
            )
            continue
        if key in found:
            first = reading.lines[(*path, key)]
            reading.refuse(
                (*path, key),
                line,
                "yaml_duplicate",
                Wording(
                    f"'{key}' is written twice (first on line {first}).", f"“{key}”重复出现（第一次在第 {first} 行）。"
                ),
            )
            continue
        reading.lines[(*path, key)] = line
        found[key] = _value(value_node, (*path, key), reading)
    return found


def _check_tag(node: yaml.Node, plain: str, path: Path, reading: Reading) -> None:
    if node.tag != _STANDARD + plain:
        _refuse_tag(node, path, reading)


def _refuse_tag(node: yaml.Node, path: Path, reading: Reading) -> None:
    reading.refuse(
        path,
        _line(node),
        "yaml_tag",
        Wording(f"Tags are not allowed: {node.tag}", f"不允许使用标签：{node.tag}"),
    )


def _scalar(node: yaml.ScalarNode, path: Path, reading: Reading) -> Any:
    text = node.value
    if node.tag not in _PLAIN_TAGS or (node.style and node.tag != _TEXT_TAG):
        _refuse_tag(node, path, reading)
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
