"""Lanes, freight, duty and purchases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logistics.domain import customs, replenishment, transit
from simlab.core.quantiles import lognormal_days
from simlab.engine.world import compile_world
from tests.worlds import SMALL, document

WORLD = compile_world(document(SMALL))


def test_freight_is_the_larger_of_actual_and_volumetric_weight() -> None:
    lane = np.array([0])
    lanes = replace(WORLD.lanes, divisor_cm3_per_kg=np.array([5000]))
    heavy = transit.chargeable_g(lanes, lane, np.array([3000]), np.array([1_000_000]))
    bulky = transit.chargeable_g(lanes, lane, np.array([100]), np.array([5_000_000]))
    assert heavy[0] == 3000
    assert bulky[0] == 1000  # 5,000 cm3 at 5,000 cm3 a kilogram


def test_transit_tables_have_the_published_median_and_95th_percentile() -> None:
    days = lognormal_days(9, 14)
    assert np.median(days) == 9
    assert np.quantile(days, 0.95) == pytest.approx(14, abs=1)
    assert lognormal_days(0.2, 0.5).min() == 1


def test_duty_is_rounded_half_up_and_counts_items() -> None:
    assert customs.duty_minor(np.array([1050]), np.array([1000]), np.array([300]))[0] == 405


@given(st.integers(0, 3000), st.integers(0, 60), st.integers(0, 500))
def test_buying_reaches_the_cover_or_waits(speed: int, cover: int, position: int) -> None:
    moq = WORLD.supply.sourcing.moq_units[0]
    target = replenishment.cover_units(np.full((1, 1, 4), speed), np.full((1, 1, 4), cover))
    units = replenishment.order_up_to(moq, target, np.full((1, 1, 4), position))
    wanted = speed * cover / replenishment.SPEED_ONE
    assert ((units == 0) | (position + units >= wanted - 1)).all()
    assert ((units == 0) | (units >= moq)).all()


@given(st.lists(st.integers(0, 500), min_size=4, max_size=4), st.integers(0, 10_000_000))
def test_a_store_never_spends_more_than_its_purse(units: list[int], purse: int) -> None:
    unit_cost = WORLD.suppliers.unit_cost_minor
    bought = replenishment.affordable(unit_cost, np.array([[units]]), np.array([[purse]]))
    cost = int((bought * unit_cost).sum())
    assert cost <= max(purse, 0)
    assert (bought <= np.array(units)).all()
