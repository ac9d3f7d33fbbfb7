"""The document that one run is played in: its scenario's ranges become factors by the run's seed. The public file is a prior."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simlab.core.rng import Luck, stream_id, uniform
from simlab.runs.scenario.quantities import QUANTITIES, Document


def varied(document: dict[str, Any], seed_hex: str) -> dict[str, Any]:
    """The document with every range drawn, uniformly, and no ranges left; without ranges the document itself."""
    ranges = document.get("variation")
    if not ranges:
        return document
    drawn = {name: part for name, part in document.items() if name != "variation"}
    for entry, factor_e4 in zip(ranges, _factors_e4(ranges, seed_hex), strict=True):
        drawn |= QUANTITIES[entry["of"]].change(drawn, entry["code"], factor_e4)
    return drawn


def _factors_e4(ranges: Sequence[Document], seed_hex: str) -> list[int]:
    """The slot is a hash of the quantity's name, so an entry more or less changes no other one's draw."""
    named = [stream_id(f"{entry['of']}/{entry['code'] or ''}") for entry in ranges]
    slots = np.array(named, dtype=np.uint64).view(np.int64)
    shares = uniform(Luck.of_seeds([int(seed_hex, 16)]), "scenario.variation", 0, slots)[0]
    return [
        entry["low_e4"] + int(share * (entry["high_e4"] - entry["low_e4"] + 1))
        for entry, share in zip(ranges, shares.tolist(), strict=True)
    ]
