"""What is allowed at a place of the file, told from the JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import Any

from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.problems import NOTHING, Path, Wording

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = "urn:simlab:scenario:1"
Node = dict[str, Any]
_TYPES = {
    "integer": Wording("a whole number", "整数"),
    "number": Wording("a number", "数字"),
    "string": Wording("a text", "文字"),
    "array": Wording("a list", "列表"),
    "boolean": Wording("true or false", "true 或 false"),
}
_LIMITS = (
    ("minimum", "from {}", "不小于 {}"),
    ("exclusiveMinimum", "above {}", "大于 {}"),
    ("maximum", "up to {}", "不大于 {}"),
    ("exclusiveMaximum", "below {}", "小于 {}"),
    ("minLength", "at least {} characters", "至少 {} 个字符"),
    ("maxLength", "at most {} characters", "最多 {} 个字符"),
    ("minItems", "at least {} entries", "至少 {} 项"),
    ("maxItems", "at most {} entries", "最多 {} 项"),
    ("pattern", "of the form {}", "格式 {}"),
)


@cache
def schema() -> Node:
    """The JSON Schema of a scenario file."""
    return {"$schema": SCHEMA_DIALECT, "$id": SCHEMA_ID, **Scenario.model_json_schema()}


def _plain(node: Node) -> Node:
    if "$ref" in node:
        return _plain(schema()["$defs"][node["$ref"].rsplit("/", 1)[1]])
    choices = [choice for choice in node.get("anyOf", []) if choice.get("type") != "null"]
    return _plain(choices[0]) if choices else node


def _any_name(node: Node) -> Any:
    """The schema of the values of a group whose names are free."""
    return next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))


def node_at(path: Path) -> Node | None:
    """The schema of a place of the file, if there is such a place."""
    node = _plain(schema())
    for step in path:
        inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step) or _any_name(node)
        if not isinstance(inner, dict):
            return None
        node = _plain(inner)
    return node


def _written(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _limits(node: Node, language: int) -> list[str]:
    return [texts[language].format(_written(node[name])) for name, *texts in _LIMITS if name in node]


def _described(node: Node) -> Wording:
    if "const" in node or "enum" in node:
        values = ", ".join(_written(value) for value in node.get("enum", [node.get("const")]))
        return Wording(values, values)
    if node.get("format") == "date":
        return Wording("a date as YYYY-MM-DD", "日期，格式 YYYY-MM-DD")
    if "properties" in node:
        names = ", ".join(node["properties"])
        return Wording(f"the fields {names}", f"字段 {names}")
    kind = _TYPES.get(node.get("type", ""), Wording("a group of name: value lines", "“名称: 值”的若干行"))
    return Wording(", ".join([kind.en, *_limits(node, 0)]), "，".join([kind.zh, *_limits(node, 1)]))


def allowed_at(path: Path) -> Wording:
    """What may stand at a place of the file."""
    node = node_at(path)
    return _described(node) if node else NOTHING
