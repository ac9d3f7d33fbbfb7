"""The people of a market's pool when log buying rates are normal."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.engine.parts.clock import even_edges, spread_pool_edges

DRAWS = 1 << 24


def test_the_best_tenth_buys_what_the_lorenz_curve_of_a_log_normal_says() -> None:
    # 1 - Phi(z(0.9) - 1.3) = 1 - Phi(-0.01845) = 0.5074
    edges = spread_pool_edges(20_000, 1.3)
    assert 1 - edges[18_000] / DRAWS == pytest.approx(0.5074, abs=0.002)


def test_people_stand_in_order_and_the_heaviest_last() -> None:
    edges = spread_pool_edges(500, 1.0)
    width = np.diff(np.append(edges, DRAWS))
    assert edges[0] == 0
    assert (width > 0).all()
    assert (np.diff(width) >= -1).all()


def test_without_spread_all_are_alike() -> None:
    assert np.abs(spread_pool_edges(1000, 0.0) - even_edges(1000)).max() <= 1
