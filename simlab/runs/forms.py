"""A decision kind as a form: its fields with limits and the codes that this scenario offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simlab.runs.choices import LEVELS, choice_name, level_names
from simlab.runs.fields import FIELDS, UNIT_OF
from simlab.runs.kinds import KINDS, DecisionKind, Document
from simlab.runs.scenario.tables import keyed

# Fields that name an entity of the document, by the list it stands in (section by section).
_LISTS = {
    "market": "markets",
    "channel": "channels",
    "sku": "skus",
    "category": "categories",
    "segment": "segments",
    "currency": "currencies",
    "service": "services",
    "programme": "subsidies",
    "paper": "customs.papers",
    "hs6": "customs.headings",
    "warehouse": "warehouses",
    "origin": "warehouses",
    "destination": "warehouses",
    "supplier": "supply.suppliers",
    "level": "supply.inspection.levels",
    "rail": "payments.rails",
    "methods": "markets.payment_methods",
}
Schema = dict[str, Any]
Field = dict[str, Any]


def forms(document: Document) -> Iterator[dict[str, Any]]:
    """Every kind that the scenario knows, by number."""
    for kind in sorted(KINDS.values(), key=lambda kind: kind.number):
        if kind.is_part_of(document):
            yield {
                "code": kind.code,
                "axis": kind.axis,
                "role": kind.role,
                "title": kind.title,
                "does": kind.does,
                "fields": list(fields(kind, document)),
            }


def fields(kind: DecisionKind, document: Document) -> Iterator[Field]:
    """The fields of a payload in order. Raises KeyError for a field that has no name in fields.py."""
    schema = kind.schema
    for name, described in schema["properties"].items():
        plain, nullable = _plain(described, schema)
        title = FIELDS[name]  # every field of a payload needs its words there
        yield {
            "name": name,
            "title": {"en": title.en, "zh": title.zh},
            "type": _type(name, plain),
            "required": name in schema.get("required", ()) and not nullable,
            "unit": UNIT_OF.get(name),
            "minimum": plain.get("minimum"),
            "maximum": plain.get("maximum"),
            "options": _options(kind, name, plain, document),
        }


def _plain(described: Schema, schema: Schema) -> tuple[Schema, bool]:
    """A field's schema without references and without null, and whether null is allowed."""
    if "$ref" in described:
        return _plain(schema["$defs"][described["$ref"].rsplit("/", 1)[1]], schema)
    choices = described.get("anyOf", [])
    kept = [choice for choice in choices if choice.get("type") != "null"]
    if kept:
        return _plain(kept[0], schema)[0], len(kept) < len(choices)
    if described.get("type") == "array":
        return {**described, "items": _plain(described["items"], schema)[0]}, False
    return described, False


def _type(name: str, plain: Schema) -> str:
    if plain["type"] == "array":
        return "codes"
    if name in _LISTS or name == "language" or "enum" in plain or "const" in plain:
        return "code"
    if name in LEVELS:
        return "level"
    return {"integer": "integer", "boolean": "boolean"}.get(plain["type"], "text")


def _options(kind: DecisionKind, name: str, plain: Schema, document: Document) -> list[dict[str, Any]]:
    if name == "language":
        return _languages(document)
    if name in _LISTS:
        found = {entry["code"]: _name(name, entry) for entry in _entries(kind, name, document)}
        return [{"code": code, "name": text} for code, text in found.items()]
    if name in LEVELS:
        return [{"code": str(level), "name": text} for level, text in enumerate(level_names(name))]
    plain = plain.get("items", plain)
    values = plain.get("enum") or ([plain["const"]] if "const" in plain else [])
    return [{"code": value, "name": choice_name(name, value)} for value in values]


def _entries(kind: DecisionKind, name: str, document: Document) -> list[Schema]:
    """The list a field's codes are taken from, or the lists of all entries of a list; none where the scenario has no such part."""
    part: Any = document
    for step in _LISTS[name].split("."):
        part = [entry for item in part for entry in item[step]] if isinstance(part, list) else part.get(step, {})
    return [entry for entry in part if _fits(kind, name, entry)]


def _fits(kind: DecisionKind, name: str, entry: Schema) -> bool:
    """Channels on which the kind exists; certificates where a product is certified, else registrations."""
    if name == "channel":
        return entry["kind"] in kind.channels
    return name != "paper" or entry["certificate"] == (kind.code == "certify")


def _languages(document: Document) -> list[dict[str, Any]]:
    """What buyers of the markets speak."""
    spoken = dict.fromkeys(market["language"] for market in document["markets"])
    rows = ((code, keyed("service_languages", "language").get((code,), {})) for code in spoken)
    return [
        {"code": code, "name": {"en": row.get("name_en", code), "zh": row.get("name_zh", code)}} for code, row in rows
    ]


def _name(field: str, entry: Schema) -> dict[str, str]:
    return dict(entry.get("name") or choice_name(field, entry["code"]))
