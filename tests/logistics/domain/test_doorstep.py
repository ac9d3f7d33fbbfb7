"""The door, claims, and goods that come back, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from logistics.domain import doorstep, insurance, returns, tracking
from logistics.domain.doorstep import Arrivals, Doorstep
from logistics.domain.insurance import Insurance
from logistics.domain.returns import Arrived, Backflow, Disposition
from logistics.domain.tracking import TrackingStatus
from simlab.core.rng import Luck
from simlab.core.states import Leg, Outcome, TrackingEvent
from simlab.runs.scenario.tables import rows

LUCK = Luck.of_seeds([7])
COUNT = 20_000


def answers(leg: Leg, *, damage: int = 0, missed: int = 0, collected: int = 1_000_000, refusal: int = 0) -> np.ndarray:
    nothing = np.zeros(COUNT, dtype=np.int64)
    at = Arrivals(nothing, np.arange(COUNT), nothing, nothing + leg, nothing, nothing + refusal)
    place = Doorstep(np.array([damage]), np.array([missed]), np.array([collected]))
    return doorstep.answer(place, LUCK, 4, at).following


@pytest.mark.parametrize(
    ("leg", "rates", "then", "share"),
    [
        (Leg.LAST_MILE, {}, Outcome.DELIVERED, 1.0),
        (Leg.LAST_MILE, {"missed": 100_000}, Leg.REDELIVERY, 0.1),
        (Leg.REDELIVERY, {"missed": 100_000}, Leg.PICKUP_POINT, 0.1),
        (Leg.PICKUP_POINT, {"collected": 800_000}, Leg.RETURN_HOME, 0.2),
        (Leg.LAST_MILE, {"refusal": 300_000}, Leg.RETURN_HOME, 0.3),
        (Leg.REDELIVERY, {"refusal": 300_000}, Leg.RETURN_HOME, 0.0),
        (Leg.LAST_MILE, {"damage": 50_000}, Outcome.DAMAGED, 0.05),
        (Leg.RETURN_HOME, {"damage": 50_000, "missed": 100_000}, Outcome.RETURNED_TO_SENDER, 1.0),
    ],
)
def test_what_follows_the_door(leg: Leg, rates: dict[str, int], then: int, share: float) -> None:
    assert (answers(leg, **rates) == then).mean() == pytest.approx(share, abs=0.01)


def test_refusal_comes_before_all_else() -> None:
    assert (answers(Leg.LAST_MILE, refusal=1_000_000, damage=500_000, missed=500_000) == Leg.RETURN_HOME).all()


def test_a_claim_pays_the_insurer_or_the_carrier_whichever_is_more() -> None:
    terms = Insurance(premium_e4=120, cover_e4=9_000, claim_days=21, liability_minor=np.array([0]))
    value, liability = np.array([30_000, 30_000, 90_000, 90_000]), np.array([0, 71_200, 71_200, 71_200])
    paid = insurance.claim_minor(terms, value, np.array([1, 0, 0, 1]), liability)
    assert paid.tolist() == [27_000, 30_000, 71_200, 81_000]
    assert insurance.premium_minor(terms, np.array([30_000])).tolist() == [360]


def test_what_goods_that_come_back_cost() -> None:
    flow = Backflow(
        label_minor=np.array([12_800, 3_600]),
        desk_minor=np.array([600, 6_000]),
        destroy_minor=800,
        ship_back_minor=np.array([700]),
        ship_back_days=30,
        sellable_e6=700_000,
    )
    cases = (
        (1, 1, True, Disposition.RESTOCK, True, 3_600 + 6_000),
        (2, 1, True, Disposition.SHIP_BACK, True, 3_600 + 2 * (6_000 + 700)),
        (1, 1, False, Disposition.RESTOCK, False, 6_000 + 800),
        (1, 0, True, Disposition.SHIP_BACK, True, 12_800 + 600),  # home already
        (3, 1, True, Disposition.DESTROY, False, 3 * 800),
    )
    units, local, sellable, disposition, labelled, expected = (np.array(column) for column in zip(*cases, strict=True))
    goods = Arrived(np.zeros(len(cases), dtype=np.int64), units, local, sellable, disposition, labelled)
    assert returns.backflow_minor(flow, goods).tolist() == expected.tolist()


def test_every_event_has_its_names_and_the_status_of_17track() -> None:
    table = {row["event"]: row for row in rows("tracking_events")}
    assert list(table) == [event.name.lower() for event in TrackingEvent]
    for event in TrackingEvent:
        status = TrackingStatus(int(tracking.tracking_status(np.array([event]))[0]))
        assert status.name.replace("_", "").lower() == table[event.name.lower()]["main_status"].lower()
        assert table[event.name.lower()]["text_en"]
        assert table[event.name.lower()]["text_zh"]
    assert tracking.tracking_status(np.array([tracking.NO_SCAN])).tolist() == [TrackingStatus.INFO_RECEIVED]
