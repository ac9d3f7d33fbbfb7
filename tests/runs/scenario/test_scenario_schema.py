from __future__ import annotations

import json

from simlab.runs.scenario.allowed import SCHEMA_DIALECT, SCHEMA_ID, node_at
from simlab.runs.scenario.schema_file import PUBLISHED, schema_text


def test_the_published_schema_is_that_of_the_models() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "run python -m simlab.runs.scenario.schema_file"


def test_the_published_schema_says_what_it_is() -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published["$schema"] == SCHEMA_DIALECT
    assert published["$id"] == SCHEMA_ID
    assert published["additionalProperties"] is False


def test_places_of_the_file_are_found_in_the_schema() -> None:
    node = node_at(("skus", 3, "reference_prices", "US"))
    assert node is not None
    assert node["exclusiveMinimum"] == 0
    assert node_at(("skus", 3, "colour")) is None
    assert node_at(("categories", 0, "return_rate")) is not None
