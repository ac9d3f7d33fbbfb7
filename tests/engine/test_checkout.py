"""Approval times, instalments and orders called off."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.states import OrderStatus, TrackingEvent
from simlab.engine.world import compile_world
from tests.engine.playing import Played, play
from tests.worlds import SMALL, document

DAYS = 20
CHECKOUT = {
    "approvals": [{"method": "wallet", "day_share_e4": [0, 0, 10_000]}],
    "instalments": [
        {
            "method": "card",
            "bands": [
                {"from_minor": 0, "share_e4": [10_000]},
                {"from_minor": 1_500, "share_e4": [0, 5_000, 5_000]},
            ],
        }
    ],
    "withdrawal_rate_e6": 100_000,
}


@pytest.fixture(scope="module")
def plain() -> Played:
    return play(compile_world(document(SMALL)), DAYS)


@pytest.fixture(scope="module")
def played() -> Played:
    return play(compile_world(document(SMALL, checkout=CHECKOUT)), DAYS)


def _by_method(table: dict[str, np.ndarray], method: int) -> dict[str, np.ndarray]:
    return {name: column[table["method"] == method] for name, column in table.items()}


def test_wallets_wait_two_days_and_cards_none(played: Played) -> None:
    approvals = played.table("approval")
    waited = approvals["day"] - approvals["order_day"]
    assert set(waited[approvals["method"] == 0]) == {0}
    assert set(waited[approvals["method"] == 1]) == {2}


def test_nothing_is_picked_up_before_its_payment_is_approved(played: Played) -> None:
    names = ("order_day", "store", "seq")
    approved = {
        tuple(row[:3]): row[3]
        for row in np.stack([played.table("approval")[n] for n in (*names, "day")], axis=1).tolist()
    }
    scans = played.table("tracking")
    picked = np.stack([scans[n] for n in (*names, "day", "event")], axis=1)
    picked = picked[picked[:, 4] == TrackingEvent.PICKED_UP]
    assert len(picked) > 100
    assert all(day > approved[order_day, store, seq] for order_day, store, seq, day, _ in picked.tolist())


def test_instalments_follow_the_band_of_the_amount(played: Played) -> None:
    cards = _by_method(played.table("approval"), 0)
    orders = played.table("order")
    price = dict(zip(zip(orders["day"], orders["seq"], strict=True), orders["price_minor"], strict=True))
    amount = np.array([price[key] for key in zip(cards["order_day"], cards["seq"], strict=True)])
    assert set(cards["instalments"][amount < 1_500]) == {1}
    dear = cards["instalments"][amount >= 1_500]
    assert set(dear) == {2, 3}
    assert np.mean(dear == 2) == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(len(dear)))


def test_a_tenth_of_the_paid_orders_is_called_off(played: Played) -> None:
    status = played.table("order")["status"]
    paid = status != OrderStatus.DECLINED
    share = np.mean(status[paid] == OrderStatus.CANCELLED)
    assert share == pytest.approx(0.1, abs=4 * 0.3 / np.sqrt(paid.sum()))


def test_without_a_checkout_nothing_is_told(plain: Played) -> None:
    assert all("approval" not in events.tables for events in plain.events)


def test_a_lane_may_state_its_promise() -> None:
    stated = document(SMALL)
    stated["lanes"][0] = {**stated["lanes"][0], "promise_days": 33}
    before, after = (compile_world(item).lanes.promise_days for item in (document(SMALL), stated))
    assert after[0] == 33
    assert (after[1:] == before[1:]).all()


def test_a_leg_may_state_the_share_of_each_day() -> None:
    stated = document(SMALL)
    pick_up = {"code": "pick_up", "day_share_e4": [2_500, 0, 7_500]}
    stated["lanes"][0] = {**stated["lanes"][0], "legs": [pick_up, *stated["lanes"][0]["legs"][1:]]}
    days = compile_world(stated).lanes.leg_days[0, 0] - stated["handling_days"]
    assert np.bincount(days).tolist() == [256, 0, 768]
