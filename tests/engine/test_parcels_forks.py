"""Forks with parcels in full: arm 0 is the run, and a store meets the parcels of arm 0 at the carriers' doors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simlab.core.rng import Luck
from simlab.core.settings import no_decisions
from simlab.core.states import Leg
from simlab.engine import forks
from simlab.engine.forks import Arm, Checkpoint, Span
from simlab.engine.state import State
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world
from tests.engine.playing import play
from tests.parcels import parcels
from tests.worlds import SMALL, document

SEED, CHECKPOINT = 3, 14
SIZE = replace(SMALL, stores=4, teams=4, orders_per_day=160)  # no rivals: nobody decides of his own accord


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(document(SIZE, parcels=parcels(document(SIZE), room=12)))


@pytest.fixture(scope="module")
def evenings(world: World) -> list[State]:
    return play(world, CHECKPOINT + 8, seeds=(SEED,)).states


def rolled(world: World, evenings: list[State], arms: list[Arm]) -> State:
    kept: list[State] = []

    def keep(state: State) -> np.ndarray:
        kept.append(state)
        return wealth_minor(state)

    point = Checkpoint(world, evenings[CHECKPOINT], CHECKPOINT + 1)
    forks.roll(point, arms, Luck.of_seeds([SEED]), Span(6, 6), keep)
    return kept[0]


def standing(evenings: list[State]) -> Arm:
    return Arm(dict(evenings[CHECKPOINT].settings), no_decisions())


def hurried(world: World, evenings: list[State], store: int) -> Arm:
    """One store sends everything by express, so that it leaves room on the line and takes some of the courier's."""
    service = evenings[CHECKPOINT].settings["service"].copy()
    service[:, store] = 0
    return Arm(evenings[CHECKPOINT].settings | {"service": service}, no_decisions())


def test_parcels_wait_in_this_world(evenings: list[State]) -> None:
    """Ordered a week ago and still not picked up, which takes three days where there is room."""
    rows = [rows for _, rows in evenings[CHECKPOINT].queues["parcels"].all_rows()]
    assert sum(((part["leg"] == Leg.PICK_UP) & (part["slot"] >> 52 < CHECKPOINT - 7)).sum() for part in rows) > 0


def test_the_first_arm_with_the_runs_luck_is_the_run(world: World, evenings: list[State]) -> None:
    played = rolled(world, evenings, [standing(evenings), hurried(world, evenings, 1)])
    assert np.array_equal(played.cash_minor[0], evenings[CHECKPOINT + 6].cash_minor[0])
    assert np.array_equal(played.receivable_minor[0], evenings[CHECKPOINT + 6].receivable_minor[0])


def test_what_a_rival_does_in_another_arm_changes_nothing_for_a_store(world: World, evenings: list[State]) -> None:
    played = rolled(world, evenings, [standing(evenings), hurried(world, evenings, 1)])
    others = [0, 2, 3]
    assert np.array_equal(played.payable_minor[1, others], played.payable_minor[0, others])
    assert np.array_equal(played.cash_minor[1, others], played.cash_minor[0, others])
    assert (played.cash_minor[1, 1] != played.cash_minor[0, 1]).any()
