"""What a shock would do: the same days with it and without it, under the same fresh luck. For the instructor's eyes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.rng import Luck, derived_seed
from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.engine.forks import MOST_WORLDS, Arm, Checkpoint, batch, fork_luck
from simlab.engine.state import State, from_bytes, select
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world

DAYS = 14
DRAWS = 4


@dataclass(frozen=True)
class ShockJob:
    """Shock number `shock` beginning when `day` opens. `document` is JSON text, `state` a snapshot, `rows` what is decided for that day."""

    document: str
    state: bytes
    rows: np.ndarray
    day: int
    shock: int
    seed: int


def changes_of(job: ShockJob) -> Ints:
    """By how much every store would be worth more after two weeks, [draws, W, S] home minor units; loss is negative."""
    world = compile_world(json.loads(job.document))
    point = Checkpoint(world, from_bytes(job.state), job.day)
    luck = fork_luck(derived_seed(job.seed, "foresight"), job.day, DRAWS)
    return np.concatenate([_changes(point, worlds, job, luck) for worlds in _groups(point.state.worlds)], axis=1)


def _groups(worlds: int) -> Iterator[Ints]:
    """Twin worlds never meet, so many of them are played in groups."""
    most = max(MOST_WORLDS // (2 * DRAWS), 1)
    return (np.arange(at, min(at + most, worlds)) for at in range(0, worlds, most))


def _changes(point: Checkpoint, worlds: Ints, job: ShockJob, luck: Luck) -> Ints:
    part = replace(point, state=select(point.state, worlds))
    rows = job.rows[np.isin(job.rows["world"], worlds)]
    rows["world"] -= worlds[0]
    shock = np.zeros(len(worlds), DECISION_DTYPE)
    shock["world"], shock["day"], shock["value"] = np.arange(len(worlds)), job.day, 1
    shock["kind"], shock["target"] = Kind.INJECT_SHOCK, job.shock
    arms = [Arm(part.state.settings, rows), Arm(part.state.settings, np.concatenate([rows, shock]))]
    playing = batch(part, arms, luck)
    # The shock hits the rivals too: in each arm a store meets those of the same arm.
    playing.rival_world = np.arange(len(playing.rival_world))
    worth = _worth_minor(point.world, playing.play(DAYS)).reshape(2, DRAWS, len(worlds), -1)
    return np.asarray(worth[1] - worth[0])


def _worth_minor(world: World, state: State) -> Ints:
    """Wealth, and goods at cost, [B, S]."""
    cost = world.suppliers.unit_cost_minor
    stock = (state.stock_units.sum(axis=-1) * cost).sum(axis=-1) + (state.pipeline_units * cost).sum(axis=-1)
    return np.asarray(wealth_minor(state) + stock)
