"""Price lists, what carriers bar, and who waits when a carrier is full."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from logistics.domain import carriage, transit
from logistics.domain.carriage import Queueing
from simlab.engine.world import compile_world
from tests.worlds import SMALL, document

LANES = compile_world(document(SMALL)).lanes
EXPRESS = replace(
    LANES,
    base_fee_minor=np.array([2_200]),
    per_kg_minor=np.array([1_300]),
    first_g=np.array([500]),
    divisor_cm3_per_kg=np.array([5_000]),
    minimum_g=np.array([500]),
    step_g=np.array([500]),
    fuel_e4=np.array([3_000]),
)
LANE = np.array([0])


def freight(weight_g: int, volume_cm3: int = 0) -> int:
    return int(transit.freight_minor(EXPRESS, LANE, np.array([weight_g]), np.array([volume_cm3 * 1000]))[0])


def test_express_bills_the_first_half_kilo_and_each_further_one_begun() -> None:
    """USD 22 for 0.5 kg, 13 a kilogram beyond in steps of 0.5 kg, 30% fuel."""
    assert freight(80) == freight(500) == 2_860
    assert freight(501) == freight(1_000) == 3_705  # (22 + 6.5) x 1.3
    assert freight(1_001) == 4_550  # (22 + 13) x 1.3


def test_a_light_and_bulky_parcel_is_billed_by_its_volume() -> None:
    assert freight(300, volume_cm3=6_000) == freight(1_200)  # 6,000 cm3 at 5,000 cm3 a kilogram


@given(st.integers(1, 30_000), st.integers(1, 30_000))
def test_more_weight_never_costs_less(one: int, other: int) -> None:
    assert freight(min(one, other)) <= freight(max(one, other))


def test_barred_goods_take_the_cheapest_service_that_takes_them() -> None:
    barred = np.array([[False, True], [False, True], [False, False]])
    price = np.array([[900, 900], [300, 300], [500, 500]])
    assert carriage.cheapest_allowed(barred, price, 3).tolist() == [[1, 2]]
    assert carriage.cheapest_allowed(barred | True, price, 3).tolist() == [[-1, -1]]


def line(
    world: list[int], store: list[int], draw: list[int], rival_world: list[int], order_day: list[int] | None = None
) -> list[int]:
    queueing = Queueing(
        world=np.array(world),
        store=np.array(store),
        lane=np.zeros(len(world), dtype=np.int64),
        order_day=np.array(order_day or [3] * len(world)),
        draw=np.array(draw, dtype=np.uint64) << np.uint64(44),
        rival_world=np.array(rival_world),
    )
    return carriage.place_in_line(queueing, lanes=4, stores=2).tolist()


def test_earlier_orders_stand_before_later_ones_and_the_draw_decides_the_rest() -> None:
    assert line([0, 0, 0], [0, 1, 0], [5, 9, 7], [0], [3, 2, 3]) == [1, 0, 2]


def test_in_lock_step_a_store_stands_behind_its_own_parcels_and_the_rivals_of_the_first_arm() -> None:
    """Arm 0 has one parcel of each store; in arm 1 store 0 has two and store 1 none."""
    world, store, draw = [0, 0, 1, 1], [0, 1, 0, 0], [5, 6, 5, 8]
    assert line(world, store, draw, [0, 0]) == [0, 1, 0, 2]
    assert line(world, store, draw, [0, 1]) == [0, 1, 0, 1]


def test_only_lanes_that_may_be_full_are_looked_at() -> None:
    """Three parcels of a world and three of the world it meets may be too many for four."""
    lane, world, room = np.array([0, 0, 0, 1, 1]), np.array([0, 0, 0, 0, 1]), np.array([4, 4, 0])
    assert carriage.crowded_lanes(lane, world, 2, room).tolist() == [True, False, False]
