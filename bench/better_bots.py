"""`python -m bench.better_bots`: look for better traits of the expert by the cross-entropy method.

Draw many, keep the best, draw nearer to them; the traits found are printed, and put into `simlab/engine/policies/traits.py` by hand.

Candidates sit in every store of many copies of a world and meet the same rivals: those of the first copy.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from scoring.domain.handover import Handover
from scoring.domain.season import without_rivals
from scoring.tuning import shipped_tuning
from simlab.core import exact, rng
from simlab.core.arrays import Floats
from simlab.core.rng import Luck, derived_seed
from simlab.core.settings import no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.forks import Worth
from simlab.engine.policies.table import REFERENCE
from simlab.engine.policies.traits import TRAITS, Traits
from simlab.engine.policies.turn import propose
from simlab.engine.state import opening_state
from simlab.engine.world import World, compile_world
from simlab.runs.scenario.canonical import content_hash
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.resolve import resolve

BOUNDS: dict[str, tuple[float, float]] = {
    "markup": (1.0, 2.6),
    "market_weight": (0.0, 0.8),
    "scarcity": (0.0, 1.0),
    "cover_days": (8.0, 60.0),
    "season_weight": (0.0, 2.0),
    "day_value_e4": (0.0, 400.0),
    "ad_share": (0.0, 1200.0),
}
_KEPT = 0.5  # of the old mean in the new one
_ELITE = 8  # one in so many candidates is kept


@dataclass(frozen=True)
class Hunt:
    """How long and how widely: rounds of drawing, copies of the world with candidates, draws of luck for each."""

    generations: int = 16
    copies: int = 15
    draws: int = 4
    handover_days: int = 28
    seed: int = 20260914


def better_traits(world: World, start: Traits, worth: Worth, hunt: Hunt) -> Traits:
    """Traits that end with more worth than `start` on average, after a season and a month of the reference policy."""
    low, high = (np.array(column) for column in zip(*BOUNDS.values(), strict=True))
    mean, spread = np.array([float(getattr(start, name)) for name in BOUNDS]), (high - low) / 4
    for generation in range(hunt.generations):
        drawn = np.clip(mean + spread * _normal(hunt, generation, world.sizes.stores), low, high)
        value = _lived(world, start, drawn, worth, replace(hunt, seed=derived_seed(hunt.seed, generation)))
        best = drawn[np.argsort(-value)[: max(len(drawn) // _ELITE, 2)]]
        mean = _KEPT * mean + (1 - _KEPT) * best.mean(axis=0)
        spread = _KEPT * spread + (1 - _KEPT) * best.std(axis=0)
    return replace(start, **dict(zip(BOUNDS, mean.round(3).tolist(), strict=True)))


def _normal(hunt: Hunt, generation: int, stores: int) -> Floats:
    """Standard normal draws [candidates, traits] of a generation."""
    shape = (hunt.copies * stores, len(BOUNDS))
    slot = np.arange(shape[0] * shape[1])
    return exact.normal_quantile(
        rng.uniform(Luck.of_seeds([hunt.seed]), "bench.better_bots", generation, slot)
    ).reshape(shape)


def _lived(world: World, start: Traits, drawn: Floats, worth: Worth, hunt: Hunt) -> Floats:
    """Mean worth of every candidate in the end."""
    arms, stores = hunt.copies + 1, world.sizes.stores
    seats = _seats(start, drawn, (arms, hunt.draws, stores))
    luck = Luck.of_seeds([derived_seed(hunt.seed, draw) for _ in range(arms) for draw in range(hunt.draws)])
    rival_world = np.tile(np.arange(hunt.draws), arms)
    quiet, state = without_rivals(world), opening_state(world, arms * hunt.draws)
    for day in range(world.sizes.days + hunt.handover_days):
        if day % world.sizes.round_days == 0:
            traits = seats if day < world.sizes.days else TRAITS[REFERENCE]
            state = replace(state, settings=propose(quiet, state, day, traits, luck, rival_world))
        state, _ = simulate_day(quiet, state, no_decisions(), day, luck=luck, rival_world=rival_world)
    return np.asarray(worth(state).reshape(arms, hunt.draws, stores)[1:].mean(axis=1).ravel())


def _seats(start: Traits, drawn: Floats, shape: tuple[int, int, int]) -> Traits:
    """The class of the first copy is novice, reference and start in turn; the candidates fill the other copies."""
    arms, draws, stores = shape
    rivals = [(TRAITS["novice"], TRAITS[REFERENCE], start)[store % 3] for store in range(stores)]
    columns = {}
    for field in fields(Traits):
        column = np.full(shape, float(getattr(start, field.name)))
        column[0] = [float(getattr(rival, field.name)) for rival in rivals]
        if field.name in BOUNDS:
            column[1:] = drawn[:, list(BOUNDS).index(field.name)].reshape(arms - 1, 1, stores)
        columns[field.name] = column.reshape(arms * draws, stores)
    return Traits(**columns)


def main() -> None:
    document = resolve(shipped("first-store"))
    tuning = shipped_tuning(content_hash(document))
    if tuning is None:
        raise SystemExit("first-store needs tuning first: simlab tune first-store")
    world = compile_world(document)
    print(better_traits(world, TRAITS["expert"], Handover.of(world, tuning["weights_e6"]), Hunt()))


if __name__ == "__main__":
    main()
