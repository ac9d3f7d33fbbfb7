"""The published JSON Schema of a scenario file, kept beside the models: `python -m simlab.runs.scenario.schema_file` writes it."""

from __future__ import annotations

import json
from pathlib import Path

from simlab.runs.scenario.allowed import schema

PUBLISHED = Path(__file__).with_name("schema.json")


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PUBLISHED.write_text(schema_text(), encoding="utf-8")
