"""What a run is played with: its world, its luck, the decisions of a day, and the state a day opens with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db.models import QuerySet

from simlab.core.arrays import Bools
from simlab.core.digest import GENESIS
from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE
from simlab.engine import recall, snapshots, versions
from simlab.engine.day import simulate_day
from simlab.engine.state import State, opening_state
from simlab.engine.upgrades import restored
from simlab.engine.world import World, compile_world
from simlab.runs.documents import WorldKey, document_named, world_key
from simlab.runs.models import DayClose, Decision, Run


@dataclass(frozen=True)
class Game:
    """`worlds` worlds of one run: the same world and the same luck, each with its own decisions."""

    run: Run
    world: World
    worlds: int
    recorded: Bools

    @property
    def luck(self) -> Luck:
        """The luck of the day that is played next."""
        return self.luck_on(self.run.day)

    def luck_on(self, day: int) -> Luck:
        """A branch has lived through the days before it branched with its parent's luck."""
        return Luck.of_seeds([seed_on(self.run, day)] * self.worlds)


def seed_on(run: Run, day: int) -> int:
    """The seed of the run that played this day first."""
    while run.parent is not None and day < run.parent_day:
        run = run.parent
    return int(run.seed_hex, 16)


def game_of(run: Run) -> Game:
    world = compiled(world_key(run))
    worlds = run.worlds.count()
    return Game(run, world, worlds, recorded=world.policy < 0)


@lru_cache(maxsize=16)
def compiled(key: WorldKey) -> World:
    """The same key is the same world, so its arrays (a few megabytes) are made once per process."""
    return compile_world(document_named(key))


def evening_before(game: Game, day: int) -> tuple[State, str]:
    """The state that `day` opens with, from the last close's snapshot, and the digest to chain to."""
    if day == 0:
        return opening_state(game.world, game.worlds), GENESIS
    close = DayClose.objects.filter(run=game.run, day=day - 1)
    digest = close.values_list("digest", flat=True).get()
    state = recall.state_after(game.run.pk, digest)
    if state is None:
        state = _unpacked(game, close)
        recall.remember(game.run.pk, digest, state)
    return state, digest


def _unpacked(game: Game, closes: QuerySet[DayClose]) -> State:
    snapshot = closes.values_list("snapshot", flat=True).get()
    if snapshot is None:
        raise LookupError("this day's snapshot was dropped; see state_at")
    return restored(snapshots.unpacked(snapshot), opening_state(game.world, game.worlds))


class NeedsEngine(LookupError):  # noqa: N818  it says what is wanted
    """These days can be played again only by the engine that closed them."""


def state_at(run: Run, day: int) -> State:
    """The state that any day up to `run.day` opens with; days since the nearest snapshot are played again.

    Raises NeedsEngine when another engine closed one of these.
    """
    game, start = game_of(run), nearest_opening(run, day)
    check_engine(run, start, day)
    state, _ = evening_before(game, start)
    for played in range(start, day):
        state, _ = simulate_day(game.world, state, decisions_of(run, played), played, luck=game.luck_on(played))
    return state


def nearest_opening(run: Run, day: int) -> int:
    """The last day up to this one whose opening state is kept; 0 is known without."""
    kept = DayClose.objects.filter(run=run, day__lt=day, snapshot__isnull=False).order_by("-day")
    last = kept.values_list("day", flat=True).first()
    return 0 if last is None else last + 1


def check_engine(run: Run, start: int, stop: int) -> None:
    """Raises NeedsEngine when one of the days start, start + 1 ... stop - 1 was closed by another engine."""
    others = DayClose.objects.filter(run=run, day__gte=start, day__lt=stop).exclude(engine_version=versions.ENGINE)
    if other := others.order_by("day").values_list("day", "engine_version").first():
        raise NeedsEngine(f"day {other[0]} was closed by engine {other[1]}; this is engine {versions.ENGINE}")


def decisions_of(run: Run, day: int) -> np.ndarray:
    """The rows of the standing decisions, which take effect when `day` opens, store by store in the order they were made."""
    made = Decision.objects.standing().filter(run=run, effective_day=day)
    ordered = made.order_by("store__world__number", "store__number", "id")
    rows = [
        (world, day, store, *row)
        for world, store, changes in ordered.values_list("store__world__number", "store__number", "rows")
        for row in changes
    ]
    return np.array(rows, dtype=DECISION_DTYPE)
