"""The search walks away from bad traits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bench.better_bots import BOUNDS, Hunt, better_traits
from simlab.engine.policies.traits import TRAITS
from simlab.engine.state import State
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import compile_world
from tests.worlds import SMALL, document


def test_a_ruinous_markup_is_left_behind() -> None:
    world = compile_world(document(SMALL, days=14, horizon_days=14))
    start = replace(TRAITS["expert"], markup=1.0)

    def worth(state: State) -> np.ndarray:
        goods = (state.stock_units.sum(axis=-1) + state.pipeline_units) * world.suppliers.unit_cost_minor
        return wealth_minor(state) + goods.sum(axis=-1)

    found = better_traits(world, start, worth, Hunt(generations=4, copies=6, draws=1, handover_days=7))
    assert float(found.markup) > 1.2
    assert all(low <= float(getattr(found, name)) <= high for name, (low, high) in BOUNDS.items())
    assert found.noise == start.noise
