"""Compare a world's facts with data, or with the facts stored from the calibration data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fidelity.facts import Compared, Fact, Measured, Tables, measured

STORED = Path(__file__).with_name("stored")


def from_data(facts: list[Fact], data: Tables) -> dict[str, Measured]:
    """The facts whose table is there, measured, by name."""
    return {fact.name: measured(fact, data) for fact in facts if fact.table in data}


def stored(world: str) -> dict[str, Measured]:
    """The facts measured on the calibration data when the world was fitted."""
    kept: dict[str, Any] = json.loads((STORED / f"{world}.json").read_text(encoding="utf-8"))
    return {name: Measured(**fact) for name, fact in kept["facts"].items()}


def store(world: str, facts: dict[str, Measured], source: str, as_of: str) -> None:
    """Keep measured facts (no data) with their source."""
    kept = {"source": source, "as_of": as_of, "facts": {name: fact.as_json() for name, fact in facts.items()}}
    (STORED / f"{world}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def compare(facts: list[Fact], simulated: Tables, data: dict[str, Measured]) -> list[Compared]:
    """Every fact that both sides have."""
    return [
        Compared(fact, fact.measure(simulated[fact.table]).tolist(), data[fact.name])
        for fact in facts
        if fact.name in data and fact.table in simulated
    ]


def left_out(facts: list[Fact], data: dict[str, Measured]) -> list[str]:
    """Facts for which no data is there."""
    return [f"{fact.world}: {fact.name}" for fact in facts if fact.name not in data]
