"""Consignments, doors, space and age, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logistics.domain import forecast, inbound, warehousing
from logistics.domain.forecast import Lot
from logistics.domain.warehousing import Dock
from simlab.core.rng import Luck
from simlab.engine.world import compile_world
from tests.house.pure_packages import ROOT
from tests.supplies import abroad

WORLD = compile_world(abroad())
FREIGHT, HOUSES = WORLD.supply.freight, WORLD.supply.warehouses
SEA, AIR, SEA_TO_PLATFORM = 0, 1, 2


def test_a_consignment_pays_for_its_chargeable_weight_and_at_least_the_least() -> None:
    """200 units of 120 g and 900 cm3 (150 g at 6,000 cm3 a kilogram) are 30 kg: USD 39.00 by sea. 20 units pay for 21 kg."""
    route, weight, volume = np.array([SEA, SEA]), np.array([120, 120]), np.array([900_000, 900_000])
    grams = inbound.chargeable_g(FREIGHT, route, weight, volume, np.array([200, 20]))
    assert grams.tolist() == [30_000, 3_000]
    assert inbound.freight_cents(FREIGHT, route, grams).tolist() == [3_900, 2_730]


def test_what_travels_together_shares_one_price() -> None:
    """10 kg and 5 kg of one sender pay 21 kg together: USD 27.30, split 2:1; another sender pays alone."""
    route, weight = np.array([SEA, SEA, SEA]), np.array([10_000, 5_000, 30_000])
    shares = inbound.shared_cents(FREIGHT, route, np.array([0, 0, 1]), weight)
    assert shares.tolist() == [1_820, 910, 3_900]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 50)), max_size=30))
def test_running_sums_are_of_earlier_rows_of_the_group(rows: list[tuple[int, int]]) -> None:
    group, amount = (np.array([row[place] for row in rows], dtype=np.int64) for place in (0, 1))
    told = [sum(part for number, part in rows[:place] if number == rows[place][0]) for place in range(len(rows))]
    assert inbound.running(group, amount).tolist() == told


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 400), st.integers(1, 50)), min_size=1, max_size=20))
def test_no_more_comes_in_than_door_and_shelves_allow(rows: list[tuple[int, int, int]]) -> None:
    group, units, unit_mm3 = (np.array([row[place] for row in rows]) for place in range(3))
    taken = warehousing.admitted(Dock(group, units, unit_mm3, np.full(len(rows), 300), np.full(len(rows), 5_000)))
    assert ((taken >= 0) & (taken <= units)).all()
    assert np.bincount(group, weights=taken).max() <= 300
    assert np.bincount(group, weights=taken * unit_mm3).max() <= 5_000


def test_the_oldest_goods_leave_first() -> None:
    """Received 50 in the present period, 30 in the last, 40 before: with 90 left, 40 are older than the present, 10 than the last."""
    received = np.array([[[[[50, 30]]]]])
    stock = np.array([[[[90]]]])
    assert warehousing.aged_units(stock, received, 1).ravel().tolist() == [40]
    assert warehousing.aged_units(stock, received, 2).ravel().tolist() == [10]
    assert warehousing.older(received).ravel().tolist() == [0, 50]


def test_space_and_age_are_charged_by_the_cubic_metre() -> None:
    """1,000 units of a litre are a cubic metre: at 91.83 cents a night and 58.86 for the 200 units past the bracket."""
    houses = replace(
        HOUSES,
        volume_fee_e2=np.array([[0, 0, 9_183]]),
        aged_periods=np.array([1]),
        aged_fee_e2=np.array([[0, 0, 5_886]]),
    )
    stock = np.zeros((1, 1, 1, 3), dtype=np.int64)
    stock[..., 2] = 1_000
    received = np.zeros((1, 1, 1, 3, 2), dtype=np.int64)
    received[..., 2, :] = 500, 300
    litre = np.array([1_000_000])
    space = warehousing.space_mm3(stock, litre)
    assert warehousing.space_fee_cents(houses, 0, space).tolist() == [[92]]
    assert warehousing.aged_fee_cents(houses, stock, received, litre).tolist() == [[12]]


def test_expected_losses_come_true_on_average() -> None:
    shipment = np.arange(5_000)
    lots = (np.zeros(5_000, dtype=int), np.full(5_000, 70))
    lost = inbound.lost_units(FREIGHT, Luck.of_seeds([3]), 0, shipment, lots, np.zeros(5_000, dtype=int))
    assert set(lost.tolist()) == {1, 2}
    assert lost.mean() == pytest.approx(1.4, abs=0.03)


def test_landed_unit_cost_by_mode() -> None:
    """The worked example of docs/algorithms/supply.md: 200 units of article 0, the dollar at 7.12."""
    lot = Lot(sku=0, units=200, weight_g=120, volume_mm3=900_000)
    sea, air, platform = (
        forecast.landed_unit(WORLD.supply.sourcing, FREIGHT, route, lot, (0, 1_800, 712_000_000))
        for route in (SEA, AIR, SEA_TO_PLATFORM)
    )
    assert (sea.goods_e2, sea.freight_e2, sea.duty_e2, sea.receiving_e2) == (180_000, 13_884, 6_300, 0)
    assert (sea.total_e2, air.total_e2, platform.total_e2) == (200_184, 250_380, 221_544)
    assert platform.receiving_e2 == 21_360
    page = (ROOT / "docs/algorithms/supply.md").read_text(encoding="utf-8")
    assert all(f"| {cost.total_e2 / 10_000:g} |" in page for cost in (sea, air, platform))


def test_bonded_goods_pay_no_duty_on_entry() -> None:
    bonded = replace(FREIGHT, duty_market=np.full(4, -1))
    assert forecast.duty_rate_e4(bonded, 0, np.array([SEA]), np.array([0])).tolist() == [0]
    assert forecast.duty_rate_e4(FREIGHT, 0, np.array([SEA]), np.array([0])).tolist() == [350]


def test_the_chances_of_two_stages_are_those_of_their_sum() -> None:
    """Half 1 day, half 2 days, twice: 2 days with a quarter, 3 with a half, 4 with a quarter; then 5 days of waiting."""
    table = np.array([1, 2] * 512)
    assert forecast.total_days([table, table], 5).tolist() == [0, 0, 0, 0, 0, 0, 0, 0.25, 0.5, 0.25]
    held = forecast.with_hold(forecast.total_days([np.full(1024, 3)]), 250_000, np.full(1024, 2))
    assert held.tolist() == [0, 0, 0, 0.75, 0, 0.25]


def test_an_order_abroad_arrives_as_forecast() -> None:
    """Lead about 9 days, sea about 12, two days of receiving: median 24, 95 in 100 within 33 days."""
    chances = forecast.arrival_chances(WORLD.supply.sourcing, FREIGHT, (0, 0), SEA, 2)
    assert chances.sum() == pytest.approx(1)
    assert (forecast.day_by(chances, 0.5), forecast.day_by(chances, 0.95)) == (24, 33)
    page = (ROOT / "docs/algorithms/supply.md").read_text(encoding="utf-8")
    assert "24 days with 50%, after 33 days with 95%" in page
