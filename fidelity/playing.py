"""Play a document with the kernel and keep what it recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simlab.core.rng import Luck
from simlab.core.settings import no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.state import opening_state
from simlab.engine.world import compile_world

Recorded = dict[str, dict[str, np.ndarray]]
_SEED = 0xF1DE


def played(document: dict[str, Any], days: int, tables: Sequence[str], worlds: int = 1) -> Recorded:
    """The rows of these tables over all days, each with its `day`."""
    world = compile_world(document)
    state, luck = opening_state(world, worlds), Luck.of_seeds(range(_SEED, _SEED + worlds))
    recorded = np.ones(world.sizes.stores, dtype=bool)
    chunks: dict[str, list[dict[str, np.ndarray]]] = {name: [] for name in tables}
    for day in range(days):
        state, events = simulate_day(world, state, no_decisions(), day, luck=luck, recorded=recorded)
        for name in tables:
            rows = events.tables.get(name)
            if rows is not None and len(rows["store"]):
                chunks[name].append({**rows, "day": np.full(len(rows["store"]), day)})
    return {name: _joined(found) for name, found in chunks.items() if found}


def _joined(chunks: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    return {column: np.concatenate([chunk[column] for chunk in chunks]) for column in chunks[0]}


def order_keys(rows: dict[str, np.ndarray], day_column: str = "order_day") -> np.ndarray:
    """A number per row that names its order: world, day, and place in the day."""
    return rows["world"] << 48 | rows[day_column] << 32 | rows["seq"]


def looked_up(keys: np.ndarray, rows: dict[str, np.ndarray] | None, column: str, missing: int) -> np.ndarray:
    """For each order key the value of the one row of a table that names it, or `missing`."""
    if rows is None or not len(rows["seq"]):
        return np.full(len(keys), missing)
    names = order_keys(rows)
    order = np.argsort(names, kind="stable")
    place = np.minimum(np.searchsorted(names[order], keys), len(names) - 1)
    found = order[place]
    return np.where(names[found] == keys, rows[column][found], missing)
