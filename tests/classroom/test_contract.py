"""The committed OpenAPI file is what the code says, and the answers are what the file says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from tests.classroom.conftest import Classroom
from tests.classroom.test_access import READS, addressed

COMMITTED = Path(__file__).parents[2] / "frontend" / "openapi.yaml"
PATHS = [path for path, *_ in READS if path.startswith(("/api/v1/runs/{run}", "/api/v1/stores/{ada}"))]
CHECKED = [*PATHS, "/api/v1/session", "/api/v1/live", "/api/v1/decision-kinds"]


def test_the_committed_schema_is_current(tmp_path: Path) -> None:
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(made), validate=True, fail_on_warn=True)
    assert made.read_text() == COMMITTED.read_text(), "run: python manage.py spectacular --file frontend/openapi.yaml"


@pytest.mark.parametrize("path", CHECKED)
@pytest.mark.parametrize("name", ["ada", "lin", "nobody"])
def test_answers_follow_the_schema(name: str, path: str, classroom: Classroom, clients: dict[str, Client]) -> None:
    answer = clients[name].get(addressed(path, classroom))
    content = contract()["paths"][documented(path)]["get"]["responses"][str(answer.status_code)]["content"]
    schema = content[answer.headers["Content-Type"]]["schema"]
    jsonschema.validate(answer.json(), strict(schema) | {"components": contract()["components"]})


def test_examples_are_answers_that_may_be_given() -> None:
    shown = 0
    for path in contract()["paths"].values():
        answer = path.get("get", {}).get("responses", {}).get("200", {}).get("content", {}).get("application/json", {})
        for example in answer.get("examples", {}).values():
            shown += 1
            schema = strict(answer["schema"]) | {"components": contract()["components"]}
            jsonschema.validate(json.loads(json.dumps(example["value"], default=str)), schema)
    assert shown >= 5


@cache
def contract() -> dict[str, Any]:
    """The schema as JSON Schema: OpenAPI 3.0 writes null in its own way, and answers have no field beside the named."""
    return strict(yaml.safe_load(COMMITTED.read_text()))


def strict(schema: Any) -> Any:
    if isinstance(schema, list):
        return [strict(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items() if key != "nullable"}
    if schema.get("type") == "object" and "properties" in schema:
        made["additionalProperties"] = False
    return {"anyOf": [made, {"type": "null"}]} if schema.get("nullable") is True else made


def documented(path: str) -> str:
    return path.replace("{ada}", "{store}").partition("?")[0]
