"""Worlds of the shipped scenario with more sections."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np

from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.engine.world import World, compile_world
from simlab.runs.scenario.files import load_scenario
from simlab.runs.scenario.resolve import resolve
from tests.runs.scenario.editing import FIRST_STORE


@cache
def first_store(sections: str) -> World:
    """first-store with these lines of YAML added; nobody but the stores themselves decides."""
    world = compile_world(resolve(load_scenario(FIRST_STORE + "\n" + sections)))
    return dataclasses.replace(world, policy=np.full_like(world.policy, -1))


def rows_of(kind: Kind, store: int, *settings: tuple[int, int, int], day: int = 0) -> np.ndarray:
    """Decision rows of one store and kind: (target, field, value)."""
    return np.array([(0, day, store, kind, *setting) for setting in settings], dtype=DECISION_DTYPE)
