"""Sponsored slots in a played world: paired worlds differ by one bid or one budget, and the funnel lies where it was measured."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.rng import Luck
from simlab.core.settings import BY_NAME, DECISION_DTYPE, Kind, no_decisions
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine import forks
from simlab.engine.day import simulate_day
from simlab.engine.forks import Checkpoint, Span
from simlab.engine.state import State, opening_state
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world
from tests.advertising import CPC_MINOR, advertised
from tests.engine.playing import Played, choice_sets, play
from tests.sections import account_health
from tests.worlds import Size

SEEDS, BUDGET = 6, 20_000
SIZE = Size(stores=6, teams=6, markets=2, categories=2, orders_per_day=360, days=28, horizon_days=14)


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(advertised(SIZE))


def budgeted(world: World, budget: int, store: int = 0) -> State:
    state = opening_state(world, SEEDS)
    state.settings["ad_budget_minor"][:] = BUDGET
    state.settings["ad_budget_minor"][:, store] = budget
    return state


def a_day(world: World, state: State, rows: np.ndarray | None = None, day: int = 0) -> tuple[State, dict]:
    everyone = np.ones(world.sizes.stores, dtype=bool)
    luck = Luck.of_seeds(range(state.worlds))
    decided = no_decisions() if rows is None else rows
    state, events = simulate_day(world, state, decided, day, luck=luck, recorded=everyone)
    return state, events.tables


def campaign(world_count: int, target: int, **values: int) -> np.ndarray:
    rows = np.zeros(world_count * len(values), dtype=DECISION_DTYPE)
    rows["world"] = np.repeat(np.arange(world_count), len(values))
    rows["kind"], rows["target"] = Kind.SET_CAMPAIGN, target
    rows["field"] = np.tile([BY_NAME[name].field for name in values], world_count)
    rows["value"] = np.tile(list(values.values()), world_count)
    return rows


def shaped(world: World, table: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A column of `campaign_day` as [B, sets, S]."""
    return np.asarray(table[name].reshape(-1, world.sizes.sets, world.sizes.stores))


@pytest.mark.parametrize("budget", [3_000, BUDGET, 200_000])
@pytest.mark.parametrize(("low", "high"), [(200, 300), (300, 420), (420, 2_000)])
def test_a_raised_bid_never_lowers_impressions_and_moves_its_own_set_only(
    world: World, budget: int, low: int, high: int
) -> None:
    found = [a_day(world, budgeted(world, budget), campaign(SEEDS, 1, bid_minor=bid))[1] for bid in (low, high)]
    for name in ("impressions", "clicks", "spend_minor"):
        before, after = (shaped(world, tables["campaign_day"], name) for tables in found)
        assert (after[:, 1, 0] >= before[:, 1, 0]).all()
        elsewhere = np.arange(world.sizes.sets) != 1
        assert np.array_equal(after[:, elsewhere], before[:, elsewhere])
    orders = [placed(world, tables["order"]) for tables in found]
    own = choice_sets(world) == 1
    assert np.array_equal(orders[0][:, ~own], orders[1][:, ~own])


def placed(world: World, orders: dict[str, np.ndarray]) -> np.ndarray:
    listing = world.listings.number[orders["store"], orders["market"], orders["sku"]]
    flat = np.bincount(orders["world"] * world.sizes.listings + listing, minlength=SEEDS * world.sizes.listings)
    return np.asarray(flat.reshape(SEEDS, -1))


def test_a_larger_budget_never_lowers_spend_and_is_kept(world: World) -> None:
    before: np.ndarray = np.zeros((SEEDS, world.sizes.sets), dtype=np.int64)
    for budget in (0, 1, 500, 3_000, 3_100, 9_000, 40_000, 400_000):
        table = a_day(world, budgeted(world, budget))[1]["campaign_day"]
        spend = shaped(world, table, "spend_minor")[:, :, 0]
        assert (spend >= before).all()
        assert (spend <= budget // world.sizes.categories).all()
        before = spend
    assert before.sum() > 0


def test_spend_is_booked_and_paid(world: World) -> None:
    _, tables = a_day(world, budgeted(world, BUDGET))
    spend = shaped(world, tables["campaign_day"], "spend_minor").sum(axis=1)
    assert np.array_equal(tables["store_day"]["ad_spend_minor"].reshape(SEEDS, -1), spend)
    ledger = tables["ledger"]
    mine = (ledger["cause"] == LedgerCause.ADVERTISING) & (ledger["account"] == LedgerAccount.CASH)
    assert -ledger["amount_minor"][mine].sum() == spend.sum()


def test_a_focused_campaign_is_seen_by_fewer_and_clicked_more_often(world: World) -> None:
    rates = []
    for focus in (0, 1):
        table = a_day(world, budgeted(world, 10**7), campaign(SEEDS, 0, focus=focus))[1]["campaign_day"]
        seen, clicked = (shaped(world, table, name)[:, 0, 0].sum() for name in ("impressions", "clicks"))
        rates.append((seen, clicked / seen))
    assert rates[1][0] < 0.6 * rates[0][0]
    assert rates[1][1] > 1.2 * rates[0][1]


def test_a_sick_account_falls_on_its_own_marketplace_and_on_no_other() -> None:
    channels = [{"code": code, "kind": "marketplace", "name": {}, "share_e4": 5_000} for code in ("mall", "harbour")]
    world = compile_world(advertised(SIZE, channels=channels, account_health=account_health()))
    sick = budgeted(world, 0)
    sick.health_e4[:, 0, 1] = 8_000
    well, ill = (
        shaped(world, a_day(world, state)[1]["campaign_day"], "organic_rank")[:, :, 0]
        for state in (budgeted(world, 0), sick)
    )
    harbour = np.arange(world.sizes.sets) // SIZE.categories % 2 == 1
    assert (ill[:, harbour] >= well[:, harbour]).all()
    assert ill[:, harbour].mean() > well[:, harbour].mean() + 1
    assert np.array_equal(ill[:, ~harbour], well[:, ~harbour])


def sums(world: World, days: range, budget: int, state: State | None = None) -> tuple[State, dict[str, float]]:
    """Store 0's totals over the days with a standing budget."""
    state = budgeted(world, budget) if state is None else state
    budgets = state.settings["ad_budget_minor"].copy()
    budgets[:, 0] = budget
    state.settings["ad_budget_minor"] = budgets
    total: dict[str, float] = {}
    for day in days:
        state, tables = a_day(world, state, day=day)
        campaigns, store_day = tables["campaign_day"], tables["store_day"]
        of = {name: campaigns[name][campaigns["store"] == 0].sum() for name in ("impressions", "clicks", "ad_orders")}
        of |= {name: store_day[name][store_day["store"] == 0].sum() for name in ("orders", "sales_minor")}
        of["spend"] = store_day["ad_spend_minor"][store_day["store"] == 0].sum()
        total = {name: total.get(name, 0.0) + float(value) for name, value in of.items()}
    return state, total


def test_the_funnel_lies_in_the_measured_ranges(world: World) -> None:
    """Tables: click rate 0.36% to 0.45%, conversion 8% to 10%, ACoS 24% to 30%; two real sellers: 0.7%, 7% and 12%, 55% and 77%."""
    _, found = sums(world, range(10), 2 * BUDGET)
    assert 0.002 < found["clicks"] / found["impressions"] < 0.0075
    assert 0.05 < found["ad_orders"] / found["clicks"] < 0.16
    assert 0.6 * CPC_MINOR < found["spend"] / found["clicks"] < 1.4 * CPC_MINOR
    of_an_order = found["sales_minor"] / found["orders"]
    assert 0.15 < found["spend"] / (found["ad_orders"] * of_an_order) < 0.8


def test_the_elasticity_is_about_the_measured_one_and_about_twice_as_large_in_the_long_run(world: World) -> None:
    """Sethuraman, Tellis & Briesch 2011: 0.12 at once (0.09 to 0.22), 0.24 in the long run."""
    warm, _ = sums(world, range(14), BUDGET)

    def elasticity(days: range, state: State) -> float:
        _, low = sums(world, days, BUDGET, state)
        _, high = sums(world, days, 2 * BUDGET, state)
        return float(np.log(high["orders"] / low["orders"]) / np.log(high["spend"] / low["spend"]))

    short = elasticity(range(14, 15), warm)
    assert 0.06 < short < 0.22
    grown = [budget_state(world, warm, range(14, 28), budget) for budget in (BUDGET, 2 * BUDGET)]
    _, low = sums(world, range(28, 31), BUDGET, grown[0])
    _, high = sums(world, range(28, 31), 2 * BUDGET, grown[1])
    long = float(np.log(high["orders"] / low["orders"]) / np.log(high["spend"] / low["spend"]))
    assert 1.2 < long / short < 3


def budget_state(world: World, state: State, days: range, budget: int) -> State:
    return sums(world, days, budget, state)[0]


def test_in_lock_step_what_is_not_changed_is_worth_exactly_nothing(world: World) -> None:
    state = budgeted(world, BUDGET)
    point = Checkpoint(world, state, 0)
    arm = forks.Arm(dict(state.settings), no_decisions())
    bids = state.settings["bid_minor"].copy()
    bids[:, 1] = 900
    bidding = forks.Arm(dict(state.settings) | {"bid_minor": bids}, no_decisions())
    rolled = forks.roll(point, [arm, arm, bidding], forks.fork_luck(5, 0, 2), Span(7, 7), wealth_minor).horizon
    assert np.array_equal(rolled[1], rolled[0])
    others = np.arange(world.sizes.stores) != 1
    assert np.array_equal(rolled[2][..., others], rolled[0][..., others])
    assert (rolled[2][..., 1] != rolled[0][..., 1]).any()


def test_recording_changes_nothing(world: World) -> None:
    recorded: Played = play(world, 3)
    state = opening_state(world, 1)
    for day in range(3):
        state, _ = simulate_day(world, state, no_decisions(), day, luck=Luck.of_seeds([1]))
    assert np.array_equal(state.cash_minor, recorded.states[-1].cash_minor)
    assert np.array_equal(state.ad_memory_e6, recorded.states[-1].ad_memory_e6)
