"""Product selection in the day: what is closed sells nothing, and the limit holds."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.rng import Luck
from simlab.core.settings import Kind
from simlab.engine.parts.assortment import read_candidates
from simlab.engine.policies.traits import TRAITS
from simlab.engine.policies.turn import propose
from simlab.engine.world import World
from simlab.runs.kinds import DecisionRejected, kind_named
from simlab.runs.scenario.files import load_scenario
from simlab.runs.scenario.resolve import resolve
from tests.engine.first_store import first_store, rows_of
from tests.engine.playing import play
from tests.runs.scenario.editing import FIRST_STORE
from tests.worlds import document

SECTION = "catalogue: {products: [COLLAR-GPS, TOY-SLIME, TOY-DINO], most_products: 13}"
GPS, SLIME, DINO = 12, 13, 14


@pytest.fixture(scope="module")
def world() -> World:
    return first_store(SECTION)


def test_a_candidate_is_bought_opened_and_sold_from_no_reviews(world: World) -> None:
    buy = rows_of(Kind.PLACE_PURCHASE_ORDER, 0, (SLIME, 0, 200))
    open_ = rows_of(Kind.SELECT_PRODUCT, 0, (SLIME, 0, 1), day=1)
    opened = play(world, 45, decisions={0: buy, 1: open_})
    orders = opened.table("order")
    assert ((orders["store"] == 0) & (orders["sku"] == SLIME)).sum() > 10
    assert opened.states[0].rating_count[0, 0, [0, SLIME]].tolist() == [5, 0]
    closed = play(world, 45, decisions={0: buy}).table("order")
    assert not (closed["sku"] == SLIME).any()


def test_beyond_the_limit_a_product_stays_closed_until_another_closes(world: World) -> None:
    both = rows_of(Kind.SELECT_PRODUCT, 0, (DINO, 0, 1), (GPS, 0, 1))
    swap = rows_of(Kind.SELECT_PRODUCT, 0, (DINO, 0, 1), (0, 0, 0), day=2)
    states = play(world, 3, decisions={0: both, 2: swap}).states
    assert states[0].settings["opened"][0, 0, 12:].tolist() == [1, 0, 0]
    assert states[2].settings["opened"][0, 0].tolist() == [0] + [1] * 12 + [0, 1]


def test_bots_leave_the_range_standing_and_order_nothing_that_is_closed(world: World) -> None:
    played = play(world, 15)
    turn = propose(world, played.states[-1], 14, TRAITS["expert"], Luck.of_seeds([1]), np.arange(1))
    assert np.array_equal(turn["opened"], played.states[-1].settings["opened"])
    assert world.opening.speed[[GPS, SLIME, DINO]].tolist() == [0, 0, 0]


def test_a_team_can_read_about_the_candidates() -> None:
    candidates = read_candidates(resolve(load_scenario(FIRST_STORE + "\n" + SECTION)))
    assert candidates.sku.tolist() == [GPS, SLIME, DINO]
    assert (candidates.margin_e4[:, 0] > 4_000).all()
    assert candidates.season_e4.shape == (119, 3, 5)


@pytest.mark.django_db
def test_selecting_needs_a_catalogue() -> None:
    kind, plain = kind_named("select_product"), document()
    payload = {"sku": plain["skus"][0]["code"], "opened": True}
    with pytest.raises(DecisionRejected) as rejected:
        kind.rows(payload, plain)
    assert rejected.value.errors[0].pointer == "/kind"
    row = kind.rows(payload, plain | {"catalogue": {}})[0]
    assert kind.described(row, plain) == payload
