"""The validation worlds: what is compared of each, how its data are read, how it is fitted and played."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fidelity import olist_data, olist_facts, olist_fit, olist_rows, uk_data, uk_facts, uk_fit, uk_rows
from fidelity.facts import Fact, Tables

FITTED = Path(__file__).with_name("fitted")


@dataclass(frozen=True)
class ValidationWorld:
    """`simulated` plays the world with fitted parameters at a size (1 is the size of `make fidelity`)."""

    code: str
    facts: Callable[[], list[Fact]]
    read_tables: Callable[[Path], Tables]
    fit: Callable[[Path], dict[str, Any]]
    simulated: Callable[[dict[str, Any], float], Tables]

    def fitted(self) -> dict[str, Any]:
        """The parameters that `make fit` kept."""
        kept: dict[str, Any] = json.loads((FITTED / f"{self.code}.json").read_text(encoding="utf-8"))
        return kept

    def keep(self, fitted: dict[str, Any]) -> None:
        """Keep fitted parameters."""
        (FITTED / f"{self.code}.json").write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


WORLDS = (
    ValidationWorld(olist_facts.WORLD, olist_facts.facts, olist_data.read_tables, olist_fit.fit, olist_rows.simulated),
    ValidationWorld(uk_facts.WORLD, uk_facts.facts, uk_data.read_tables, uk_fit.fit, uk_rows.simulated),
)
