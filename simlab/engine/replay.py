"""Play one closed day again and look at it: from the nearest snapshot, without writing anything."""

from __future__ import annotations

from dataclasses import dataclass

from simlab.core.digest import day_digest
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.playing import check_engine, decisions_of, game_of, state_at
from simlab.engine.state import State
from simlab.engine.verify import digests_of
from simlab.runs.models import DayClose, Run


@dataclass(frozen=True)
class Replayed:
    """A day as it came out now, and the digest that was kept when it was closed."""

    day: int
    state: State
    events: Events
    digest: str
    kept_digest: str

    @property
    def holds(self) -> bool:
        return self.digest == self.kept_digest


def replay_day(run: Run, day: int) -> Replayed:
    """Raises DayClose.DoesNotExist for a day that is not closed, NeedsEngine for one that another engine closed."""
    close = DayClose.objects.defer("snapshot").get(run=run, day=day)
    check_engine(run, day, day + 1)
    game = game_of(run)
    opened = state_at(run, day)
    state, events = simulate_day(
        game.world, opened, decisions_of(run, day), day, luck=game.luck_on(day), recorded=game.recorded
    )
    digest = day_digest(close.previous_digest, events.decisions, digests_of(events))
    return Replayed(day, state, events, digest, close.digest)
