"""The section `variation`: ranges from which each run draws by its seed, so that the public file does not give the answer away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from simlab.runs.scenario.amounts import scaled
from simlab.runs.scenario.parts import Code, Part
from simlab.runs.scenario.sources import Sources

FactorOfOne = Annotated[float, Field(ge=0.5, le=2, allow_inf_nan=False)]
Note = Annotated[str, Field(min_length=1, max_length=300)]


class Range(Part):
    """A run multiplies the quantity by a factor between `low` and `high`; `code` narrows it to one market, SKU, service, currency or category.

    A range without a `source` is a teaching value.
    """

    of: Literal[
        "demand",
        "unit_cost",
        "freight",
        "lead_time",
        "defect_rate",
        "exchange_rate",
        "price_sensitivity",
        "return_rate",
        "decline_rate",
        "fraud_rate",
        "click_cost",
    ]
    low: FactorOfOne
    high: FactorOfOne
    code: Code | None = None
    source: Note | None = None
    as_of: Note | None = None


def resolved_variation(ranges: Sequence[Range], sources: Sources) -> dict[str, Any]:
    """The document's key `variation`, or nothing."""
    if not ranges:
        return {}
    return {"variation": [_range(part, sources) for part in ranges]}


def _range(part: Range, sources: Sources) -> dict[str, Any]:
    name = f"variation.{part.of}.{part.code}" if part.code else f"variation.{part.of}"
    if part.source:
        sources.cite(name, part.source, part.as_of or "")
    else:
        sources.overruled(name)
    return {
        "of": part.of,
        "code": part.code,
        "low_e4": scaled(part.low, 10_000),
        "high_e4": scaled(part.high, 10_000),
    }
