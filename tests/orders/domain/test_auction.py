"""The sponsored slots: the worked example of docs/algorithms/auction.md, and who may gain and lose by a bid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain import auction
from orders.domain.auction import Auction, Campaigns, Delivery

SLOTS = {"slot_views_e4": np.array([10_000, 8_000]), "slot_clicks_e4": np.array([15_000, 8_000])}
ONE_SET = Auction(
    ctr_e6=np.array([4_000]),
    cvr_e4=np.array([1_000]),
    cpc_minor=np.array([250]),
    shared=np.array([1]),
    outside_bid_e4=np.array([12_000, 8_000]),
    views_e2=100,
    focus_gain_e4=14_000,
    lift=np.array([0.8]),
    sold=np.array([1.6]),
    memory_e4=9_060,
    memory_gain_e4=10_000,
    **SLOTS,
)
PURSE = 1_000_000


def campaigns(bids: list[int], budgets: list[int], views: float = 1_000.0, rate_e6: int = 4_000) -> Campaigns:
    shape = (1, 1, len(bids))
    return Campaigns(
        np.array(bids).reshape(shape), np.array(budgets).reshape(shape), np.full(shape, rate_e6), np.full(shape, views)
    )


def delivered(entered: Campaigns, rival_world: np.ndarray | None = None) -> Delivery:
    score = auction.effective_score(ONE_SET, entered)
    return auction.deliver(ONE_SET, entered, auction.rival_keys(ONE_SET, score, rival_world))


@pytest.mark.parametrize(
    ("budget", "impressions", "clicks", "cost", "shown"),
    [(2_000, 1_000.0, 6.0, 1_800.0, 1.0), (1_000, 875.776, 3.8634, 1_000.0, 1.0), (256, 400.0, 1.28, 256.0, 0.5)],
)
def test_the_worked_example(budget: int, impressions: float, clicks: float, cost: float, shown: float) -> None:
    day = delivered(campaigns([400], [budget]))
    assert day.impressions.item() == pytest.approx(impressions, abs=1e-3)
    assert day.clicks.item() == pytest.approx(clicks, abs=1e-4)
    assert day.cost_minor.item() == pytest.approx(cost)
    assert day.shown.item() == pytest.approx(shown)


def test_the_price_of_a_click_is_the_next_bidders() -> None:
    day = delivered(campaigns([400, 350], [PURSE, PURSE]))
    assert (day.cost_minor / day.clicks).ravel().tolist() == pytest.approx([350, 300])


def test_a_better_listing_pays_less_for_the_same_slot() -> None:
    good = delivered(campaigns([400], [PURSE], rate_e6=8_000))
    assert (good.cost_minor / good.clicks).item() == pytest.approx(150)


def test_a_small_purse_does_not_drive_up_the_price() -> None:
    alone = delivered(campaigns([400, 0], [PURSE, 0]))
    beside = delivered(campaigns([400, 100_000], [PURSE, 1]))
    assert beside.cost_minor[0, 0, 0] == alone.cost_minor[0, 0, 0]


FOUR = st.lists(st.integers(0, 600), min_size=4, max_size=4)
PURSES = st.lists(st.integers(0, 4_000), min_size=4, max_size=4)


@given(FOUR, PURSES, st.integers(0, 300))
def test_a_higher_bid_never_lowers_own_impressions_nor_clicks(bids: list[int], purses: list[int], rise: int) -> None:
    before, after = delivered(campaigns(bids, purses)), delivered(campaigns([bids[0] + rise, *bids[1:]], purses))
    assert after.impressions[0, 0, 0] >= before.impressions[0, 0, 0]
    assert after.clicks[0, 0, 0] >= before.clicks[0, 0, 0]


@given(FOUR, PURSES, st.integers(0, 3_000))
def test_a_larger_budget_never_lowers_cost_and_is_never_exceeded(bids: list[int], purses: list[int], more: int) -> None:
    before, after = delivered(campaigns(bids, purses)), delivered(campaigns(bids, [purses[0] + more, *purses[1:]]))
    assert after.cost_minor[0, 0, 0] >= before.cost_minor[0, 0, 0] * (1 - 1e-12)
    assert (after.cost_minor[0, 0] <= np.array([purses[0] + more, *purses[1:]]) * (1 + 1e-12)).all()


@given(FOUR, PURSES)
def test_every_store_meets_the_highest_of_the_others(bids: list[int], purses: list[int]) -> None:
    score = auction.effective_score(ONE_SET, campaigns(bids, purses))
    met = [key >> 8 for key in auction.rival_keys(ONE_SET, score, None)]
    for store in range(4):
        others = [*np.delete(score[0, 0], store).tolist(), 300 * 4_000, 200 * 4_000]
        assert [key[0, 0, store] for key in met] == sorted(others, reverse=True)[:2]


@given(FOUR, FOUR)
def test_in_lock_step_a_store_meets_the_rivals_of_the_other_world(first: list[int], second: list[int]) -> None:
    both = campaigns(first + second, [PURSE] * 8)
    worlds = Campaigns(*(np.asarray(part).reshape(2, 1, 4) for part in vars(both).values()))
    locked = delivered(worlds, np.array([0, 0]))
    for store in range(4):
        mixed = [second[n] if n == store else first[n] for n in range(4)]
        alone = delivered(campaigns(mixed, [PURSE] * 4))
        assert locked.cost_minor[1, 0, store] == alone.cost_minor[0, 0, store]


def test_clicks_are_paid_at_the_average_price_up_to_the_budget() -> None:
    day = delivered(campaigns([400], [1_000]))
    spent = [auction.spend_minor(day, np.array([[[n]]]), np.array([[[1_000]]])).item() for n in (0, 2, 9)]
    assert spent == [0, 518, 1_000]


def test_on_the_own_site_nobody_bids_against_the_other_stores() -> None:
    alone = replace(ONE_SET, shared=np.array([0]))
    entered = campaigns([400, 390], [PURSE, PURSE])
    score = auction.effective_score(alone, entered)
    day = auction.deliver(alone, entered, auction.rival_keys(alone, score, None))
    assert (day.cost_minor / day.clicks).ravel().tolist() == pytest.approx([300, 300])


def test_exposure_is_remembered_by_half_after_a_week_and_doubles_what_lasts() -> None:
    memory = np.array([[[100_000]]])
    for _ in range(7):
        memory = auction.remembered_e6(ONE_SET, memory, np.array([[[0]]]))
    assert memory.item() == pytest.approx(50_000, rel=0.01)
    lasting = auction.effective_exposure(ONE_SET, np.array([[[100_000]]]), np.array([[[100_000]]]))
    assert lasting.item() == pytest.approx(0.2)


def test_the_break_even_of_advertising() -> None:
    """A phone case at 12.99 USD of which 3.25 remain: 25%; at one order in ten clicks a click may cost 32 cents."""
    price, margin = np.array([1299]), np.array([325])
    assert auction.break_even_acos_e4(price, margin).tolist() == [2501]
    assert auction.break_even_bid_minor(price, margin, np.array([1_000])).tolist() == [32]
    assert auction.break_even_acos_e4(price, np.array([-5])).tolist() == [0]
