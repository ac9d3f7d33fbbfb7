"""A run that was begun under an earlier version of the state goes on under this one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from simlab.core.rng import Luck
from simlab.core.settings import no_decisions
from simlab.engine import upgrades
from simlab.engine.day import simulate_day
from simlab.engine.state import STATE_VERSION, Arrays, opening_state, to_bytes
from simlab.engine.upgrades import from_opening, restored
from simlab.engine.world import compile_world
from tests.golden.midterm import DAY, FOLDER, kept

FILES = sorted(FOLDER.glob("*.zst"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"version {file.stem}")
def test_a_run_goes_on(file: Path) -> None:
    """Fails when the state was changed: raise STATE_VERSION, add to simlab/engine/upgrades.py, `make rebaseline`."""
    document, snapshot = kept(file)
    world = compile_world(document)
    state = restored(snapshot, opening_state(world, 1))
    everyone = np.ones(world.sizes.stores, dtype=bool)
    for day in range(DAY, DAY + 8):
        state, events = simulate_day(world, state, no_decisions(), day, luck=Luck.of_seeds([1]), recorded=everyone)
        assert events.tables["order"]["seq"].size
    assert restored(to_bytes(state), opening_state(world, 1)).worlds == 1


def test_todays_version_is_among_them() -> None:
    assert str(STATE_VERSION) in {file.stem for file in FILES}


def aged(snapshot: bytes, version: int) -> bytes:
    """The snapshot with another version in its header, and without the memory of goodwill."""
    line, _, body = snapshot.partition(b"\n")
    header = json.loads(line)
    return json.dumps(header | {"version": version}).encode() + b"\n" + body


def test_what_a_snapshot_does_not_know_begins_as_on_the_first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    document, snapshot = kept(FOLDER / f"{STATE_VERSION}.zst")
    opening = opening_state(compile_world(document), 1)

    def forgotten(arrays: Arrays, begun: Arrays) -> Arrays:
        left = {name: array for name, array in arrays.items() if name not in ("goodwill", "settings/cover_days")}
        return from_opening(left, begun)

    monkeypatch.setitem(upgrades.UPGRADES, STATE_VERSION - 1, forgotten)
    state = restored(aged(snapshot, STATE_VERSION - 1), opening)
    assert (state.goodwill == opening.goodwill).all()
    assert (state.settings["cover_days"] == opening.settings["cover_days"]).all()
    assert (state.cash_minor == restored(snapshot, opening).cash_minor).all()
    assert state.queues["parcels"].due.keys() == restored(snapshot, opening).queues["parcels"].due.keys()


@pytest.mark.parametrize("version", [STATE_VERSION + 1, 0])
def test_other_versions_are_refused_in_plain_words(version: int) -> None:
    document, snapshot = kept(FOLDER / f"{STATE_VERSION}.zst")
    with pytest.raises(ValueError, match="this engine"):
        restored(aged(snapshot, version), opening_state(compile_world(document), 1))
