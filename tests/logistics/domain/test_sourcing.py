"""Suppliers, lots and inspection, by hand."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logistics.domain import inspection, replenishment, sourcing
from simlab.core.rng import Luck
from simlab.engine.world import compile_world
from tests.supplies import supply
from tests.worlds import SMALL, document

WORLD = compile_world(document(SMALL, supply=supply()))
SOURCE = WORLD.supply.sourcing
LUCK = Luck.of_seeds([7])


def test_the_largest_break_that_is_reached_takes_its_share_off_the_whole_order() -> None:
    """Article 0 costs 18.00, from the cheap supplier 14.40: 199 at list, 200 less 5%, 500 less 10%."""
    cost = sourcing.order_cost_minor(SOURCE, np.array([1, 1, 1]), np.zeros(3, dtype=int), np.array([199, 200, 500]))
    assert cost.tolist() == [286_560, 273_600, 648_000]


def test_the_deposit_is_a_share_of_the_list_price() -> None:
    assert sourcing.down_minor(SOURCE, np.array([[0, 1, 0, 1]]))[0].tolist() == [1_800, 540, 2_700, 756]


@given(st.lists(st.booleans(), min_size=30, max_size=30), st.integers(0, 29), st.integers(1, 40))
def test_a_factory_works_only_on_open_days(closed: list[bool], day: int, lead: int) -> None:
    worked, day_worked = sourcing.working_calendar(np.array(closed), 40)
    arrival = int(day_worked[worked[day] + lead])
    calendar = np.concatenate([~np.array(closed), np.ones(100, dtype=bool)])
    assert calendar[day + 1 : arrival + 1].sum() == lead
    assert calendar[arrival]


def test_an_open_calendar_changes_no_lead_time() -> None:
    order_no, zeros = np.arange(200), np.zeros(200, dtype=int)
    arrival = sourcing.arrival_day(SOURCE, LUCK, 3, order_no, (zeros, zeros), zeros)
    assert set((arrival - 3).tolist()) <= set(SOURCE.lead_days[0, 0].tolist())
    assert np.median(arrival - 3) == pytest.approx(9, abs=1)


def test_goods_of_two_lots_mix_by_their_units() -> None:
    """100 units with 2% and 300 with 6% make 400 with 5%."""
    mixed = sourcing.mixed_defect_e6(np.array([20_000]), np.array([100]), np.array([300]), np.array([300 * 60_000]))
    assert mixed.tolist() == [50_000]
    kept = sourcing.mixed_defect_e6(np.array([20_000]), np.array([0]), np.array([0]), np.array([0]))
    assert kept.tolist() == [20_000]


@pytest.mark.parametrize(("sample", "accept", "share"), [(13, 0, 0.02), (80, 5, 0.02), (80, 5, 0.15), (125, 10, 0.06)])
def test_a_lot_passes_by_the_binomial_distribution(sample: int, accept: int, share: float) -> None:
    told = sum(comb(sample, n) * share**n * (1 - share) ** (sample - n) for n in range(accept + 1))
    assert inspection.accepted_share(sample, accept, share) == pytest.approx(told)


def test_lots_fail_as_often_as_the_plan_says_and_never_without_inspection() -> None:
    plan, order_no, zeros = WORLD.supply.inspection, np.arange(4_000), np.zeros(4_000, dtype=int)
    units, supplier = zeros + 40, zeros + 1
    failed = inspection.rejected(plan, LUCK, 0, order_no, (zeros + 1, units, supplier), zeros)
    assert failed.mean() == pytest.approx(1 - 0.85**13, abs=0.02)
    assert not inspection.rejected(plan, LUCK, 0, order_no, (zeros, units, supplier), zeros).any()


def test_safety_stock_covers_demand_and_lead_time() -> None:
    """4 a day, 9 days of lead with variance 4, a weekly review: 1.65 x sqrt(16 x 4 + 16 x 4) = 18.7."""
    speed = np.array([4 * replenishment.SPEED_ONE])
    lead = (np.array([900]), np.array([40_000]))
    assert replenishment.safety_units(speed, lead, 7, 0.0, np.array([165])).tolist() == [19]
    assert replenishment.safety_units(speed, lead, 7, 0.5, np.array([0])).tolist() == [0]
