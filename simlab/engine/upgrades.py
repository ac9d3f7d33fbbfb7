"""A run goes on in mid-term under a newer engine: its last snapshot is made into a state of today's version.

Whoever changes what the night keeps raises STATE_VERSION and adds an entry here. `from_opening` will do for what is new;
what changed its name, unit or meaning needs a function of its own. Digests of closed days never change: when the same
seed and decisions give other events, ENGINE is raised too (simlab/engine/versions.py).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simlab.engine.state import QUEUES, STATE_VERSION, Arrays, State, arrays_of, assembled, parsed

Upgrade = Callable[[Arrays, Arrays], Arrays]


def from_opening(arrays: Arrays, opening: Arrays) -> Arrays:
    """What an older snapshot does not know begins as on the first day."""
    return {name: arrays.get(name, begun) for name, begun in opening.items()} | {
        name: rows for name, rows in arrays.items() if name.startswith("queue/")
    }


def with_card_disputes(arrays: Arrays, opening: Arrays) -> Arrays:
    """Cases of the inbox name what a dispute of their order would need; of old ones no bank is told."""
    upgraded = from_opening(arrays, opening)
    for name in [name for name in arrays if name.startswith("queue/cases/") and name.endswith("/slot")]:
        chunk = name.removesuffix("/slot")
        for column, kind in QUEUES["cases"].items():
            upgraded.setdefault(f"{chunk}/{column}", np.zeros(len(arrays[name]), dtype=kind))
    return upgraded


def with_health_of_accounts(arrays: Arrays, opening: Arrays) -> Arrays:
    """Every account of a store begins with the score of its worst one; the next evening judges each."""
    worst = arrays["health_e4"][..., None]
    return from_opening(arrays, opening) | {"health_e4": np.broadcast_to(worst, opening["health_e4"].shape).copy()}


# UPGRADES[n] takes the named arrays of a snapshot of version n, and those of an opening state of today, to version n + 1.
UPGRADES: dict[int, Upgrade] = {2: with_card_disputes, 3: with_health_of_accounts}


def restored(snapshot: bytes, opening: State) -> State:
    """The state of a snapshot of any version that can still be read. Raises ValueError for others."""
    version, arrays = parsed(snapshot)
    begun = dict(arrays_of(opening))
    for passed in range(version, STATE_VERSION):
        if passed not in UPGRADES:
            raise ValueError(f"a snapshot of state version {version} cannot be read by this engine ({STATE_VERSION})")
        arrays = UPGRADES[passed](arrays, begun)
    if version > STATE_VERSION:
        raise ValueError(f"a snapshot of state version {version} is newer than this engine ({STATE_VERSION})")
    return assembled(arrays)
