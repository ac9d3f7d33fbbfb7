"""The ladder of bots on a scenario: what each ends with over many seeds. `python -m bench.ladder [CODE ...]` prints it.

Every store of the world is played by a bot; each rung stands twice, the random bot once. Wealth is taken at the end of the run.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.rng import Luck, derived_seed
from simlab.core.settings import no_decisions
from simlab.engine.day import simulate_day
from simlab.engine.policies.table import POLICY_CODES
from simlab.engine.state import opening_state
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import compile_world
from simlab.runs.scenario.files import library, shipped
from simlab.runs.scenario.resolve import resolve

RUNGS = ("do_nothing", "novice", "rule", "expert")
_SEATS = ("expert", "rule", "novice", "random", "expert", "rule", "novice", "do_nothing")
_SEED = 0x1ADDE2


@dataclass(frozen=True)
class Ladder:
    """Mean wealth by policy in home minor units, and the share of expert stores that never took the emergency loan."""

    wealth_minor: dict[str, float]
    expert_solvent: float

    @property
    def is_ordered(self) -> bool:
        """Each rung above the one before, and the random bot below the novice."""
        rungs = [self.wealth_minor[rung] for rung in RUNGS]
        return rungs == sorted(rungs) and self.wealth_minor["random"] < self.wealth_minor["novice"]


def climb(code: str, seeds: int) -> Ladder:
    """Play a shipped scenario to its end with bots in all seats, `seeds` times."""
    world = compile_world(resolve(shipped(code)))
    if world.sizes.stores != len(_SEATS):
        raise ValueError(f"{code} has {world.sizes.stores} stores, the ladder needs {len(_SEATS)}")
    world = replace(world, policy=np.array([POLICY_CODES.index(seat) for seat in _SEATS]))
    luck = Luck.of_seeds([derived_seed(_SEED, code, number) for number in range(seeds)])
    state = opening_state(world, seeds)
    solvent = np.ones((seeds, world.sizes.stores), dtype=bool)
    for day in range(world.sizes.days):
        state, _ = simulate_day(world, state, no_decisions(), day, luck=luck)
        solvent &= state.loan_minor == 0
    return Ladder(_means(wealth_minor(state)), float(solvent[:, _stores("expert")].mean()))


def _stores(policy: str) -> list[int]:
    return [number for number, seat in enumerate(_SEATS) if seat == policy]


def _means(wealth: Ints) -> dict[str, float]:
    return {policy: float(wealth[:, _stores(policy)].mean()) for policy in (*RUNGS, "random")}


def main(codes: list[str], seeds: int = 50) -> None:
    """Print a line per scenario."""
    for code in codes or list(library()):
        ladder = climb(code, seeds)
        rungs = "  ".join(f"{policy} {wealth / 100:,.0f}" for policy, wealth in ladder.wealth_minor.items())
        print(
            f"{code}: {rungs}  expert solvent {ladder.expert_solvent:.0%}  {'ordered' if ladder.is_ordered else 'NOT ORDERED'}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
