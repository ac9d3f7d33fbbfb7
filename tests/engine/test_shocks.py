"""Every kind of shock in paired worlds: the same luck with and without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bench.everything import everything
from payments.domain.fees import split_sale
from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.core.states import LedgerAccount as Account
from simlab.engine import forks
from simlab.engine.shocks import NOT_BEGUN, ONE_E4, SCOPES, begin, pulled
from simlab.engine.world import World, compile_world
from simlab.runs.kinds import KINDS
from simlab.runs.scenario.sections.shocks import Shock, Window, resolved_shocks
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import codes, rows
from tests.engine.playing import Played, play
from tests.payments.section import disputes, own_site_document
from tests.worlds import SMALL, document

START = dt.date(2026, 9, 14)
ON = 6
DAYS = 40
SHOCK_KINDS = codes("shock_kinds", "kind")
MARKET_KINDS = {"us_de_minimis_ends": ["US"], "item_duty": ["DE"], "postal_strike": ["US"], "weak_currency": ["DE"]}
SEEDS = (1, 2)


def date(day: int) -> Any:
    """As the file writes it."""
    return (START + dt.timedelta(days=day)).isoformat()


def world_with(**part: Any) -> World:
    shock = Shock(code="it", **{"on": date(ON), **part})
    return compile_world(document(SMALL, shocks=resolved_shocks([shock], START, Sources())))


def ledger(played: Played, account: Account, days: slice) -> int:
    return sum(
        int(table["amount_minor"][table["account"] == account].sum())
        for events in played.events[days]
        for table in (events.tables["ledger"],)
    )


def day_sum(name: str, first: int = ON, last: int = ON + 20) -> Callable[[Played], float]:
    return lambda played: float(sum(events.tables["store_day"][name].sum() for events in played.events[first:last]))


def spent(account: Account) -> Callable[[Played], float]:
    return lambda played: ledger(played, account, slice(ON, ON + 1))


def held(played: Played) -> float:
    return float(sum((events.tables["tracking"]["event"] == 3).sum() for events in played.events[ON:]))


def in_bank(played: Played) -> float:
    return float(sum(events.tables["payout"]["amount_minor"].sum() for events in played.events[ON : ON + 20]))


def fees(played: Played) -> float:
    """Per cent of the day's sales."""
    return -100 * ledger(played, Account.FEES, slice(ON, ON + 1)) / ledger(played, Account.SALES, slice(ON, ON + 1))


# what a lever moves, and in which direction when its value rises
QUANTITY: dict[str, tuple[Callable[[Played], float], int]] = {
    "demand_e4": (day_sum("orders", last=ON + 3), 1),
    "appeal_e3": (day_sum("orders", last=ON + 3), 1),
    "blocked": (day_sum("orders", last=ON + 3), -1),
    "returns_e4": (day_sum("returned", last=DAYS), 1),
    "duty_add_e4": (spent(Account.DUTY), 1),
    "parcel_duty_add_e4": (spent(Account.DUTY), 1),
    "item_duty_add_minor": (spent(Account.DUTY), 1),
    "hold_e4": (held, 1),
    "authorisation_e4": (day_sum("declined"), -1),
    "freight_e4": (spent(Account.SHIPPING), 1),
    "loss_e4": (lambda played: float((played.table("tracking")["event"] == 6).sum()), 1),
    "transit_add_days": (day_sum("delivered", last=ON + 15), -1),
    "export_closed": (day_sum("delivered", last=ON + 15), -1),
    "last_mile_closed": (day_sum("delivered", last=ON + 15), -1),
    "return_add_e8": (lambda played: float(played.states[ON + 20].rate_e8[:, 1:].sum()), 1),
    "stock_loss_e4": (lambda played: float(played.states[ON].stock_units.sum()), -1),
    "referral_add_e4": (fees, 1),
    "release_add_days": (in_bank, -1),
    "payouts_held": (in_bank, -1),
    "advertising_e4": (day_sum("orders", last=ON + 10), 1),
    "supplier_closed": (day_sum("stock_minor", last=ON + 25), -1),
    "review_loss_e4": (lambda played: float(played.states[ON].rating_count.sum()), -1),
}
DECISIONS = {
    0: np.array(
        [
            (world, 0, store, kind, target, 0, value)
            for world in range(len(SEEDS))
            for store in range(SMALL.stores)
            for kind, targets, value in ((Kind.SET_AD_BUDGET, SMALL.markets, 60_000), (Kind.SET_COVER, 4, 45))
            for target in range(targets)
        ],
        dtype=DECISION_DTYPE,
    )
}


@pytest.fixture(scope="module")
def calm() -> Played:
    return play(compile_world(document(SMALL)), DAYS, seeds=SEEDS, decisions=DECISIONS)


@pytest.mark.parametrize("kind", SHOCK_KINDS)
def test_every_kind_moves_its_quantities_in_its_direction(kind: str, calm: Played) -> None:
    shaken = play(world_with(kind=kind, markets=MARKET_KINDS.get(kind, [])), DAYS, seeds=SEEDS, decisions=DECISIONS)
    effects = [row for row in rows("shock_effects") if row["kind"] == kind]
    assert effects
    opening = [effect for effect in effects if effect["first_day"] == "0" and effect["lever"] in QUANTITY]
    demand_moves = {"demand_e4", "appeal_e3", "blocked"} & {effect["lever"] for effect in effects}
    for effect in opening:
        if effect["lever"] == "loss_e4":
            continue  # its parcels are also late, and are lost only where they land
        if demand_moves and effect["lever"] not in demand_moves | {
            "duty_add_e4",
            "parcel_duty_add_e4",
            "item_duty_add_minor",
        }:
            continue  # fewer or more orders move it too; the lever has its own test below
        assert _moved(effect["lever"], int(effect["value"]), calm, shaken), (kind, effect["lever"])
    assert all(same_day(calm, shaken, day) for day in range(ON))


def same_day(calm: Played, shaken: Played, day: int) -> bool:
    one, other = calm.events[day].tables, shaken.events[day].tables
    return all((one[name][column] == other[name][column]).all() for name in one for column in one[name])


def _moved(lever: str, value: int, calm: Played, shaken: Played) -> bool:
    quantity, rising = QUANTITY[lever]
    neutral = ONE_E4 if lever.endswith("_e4") and not lever.endswith(("_add_e4", "_loss_e4")) else 0
    return bool((quantity(shaken) - quantity(calm)) * rising * (value - neutral) > 0)


@pytest.mark.parametrize("lever", sorted(set(QUANTITY)))
def test_every_lever_alone_moves_its_quantity(lever: str, calm: Played) -> None:
    value = {"transit_add_days": 6, "release_add_days": 8, "return_add_e8": 90_000, "appeal_e3": 700}.get(lever, 20_000)
    value = {"item_duty_add_minor": 300, "referral_add_e4": 500}.get(lever, value)
    value = 1_500 if lever in {"duty_add_e4", "parcel_duty_add_e4"} else value
    value = 4_000 if lever in {"stock_loss_e4", "review_loss_e4", "authorisation_e4"} else value
    effect = {
        "lever": lever,
        "value": value,
        "first_day": 0,
        "days": 1 if "loss_e4" in lever and lever != "loss_e4" else 60,
    }
    shock = {"day": ON, "window": [0, -1], "chance_per_day_e6": 0, "targets": {}, "effects": [effect]}
    shaken = play(compile_world(document(SMALL, shocks=[shock])), DAYS, seeds=SEEDS, decisions=DECISIONS)
    assert _moved(lever, value, calm, shaken)


# levers of card payments, which only own sites take
CARD_QUANTITY: dict[str, tuple[Callable[[Played], float], int]] = {
    "not_received_e4": (
        lambda played: float(np.isin(played.table("dispute")["ground"], (2, 5)).sum()),
        1,
    ),
    "monitor_limit_e4": (lambda played: float(played.states[-1].monitored.sum()), -1),
}


@pytest.mark.parametrize("lever", sorted(CARD_QUANTITY))
def test_every_lever_of_card_payments_alone_moves_its_quantity(lever: str) -> None:
    value = {"not_received_e4": 40_000, "monitor_limit_e4": 1_000}[lever]
    effect = {"lever": lever, "value": value, "first_day": 0, "days": 60}
    shock = {"day": ON, "window": [0, -1], "chance_per_day_e6": 0, "targets": {}, "effects": [effect]}
    rare = disputes(monitoring=disputes()["monitoring"] | {"limits": [{"from": "2026-04-01", "limit_e4": 2_000}]})
    made = own_site_document(chargebacks=rare)
    calm, shaken = (play(compile_world(made | {"shocks": shocks}), DAYS, seeds=SEEDS) for shocks in ([], [shock]))
    quantity, rising = CARD_QUANTITY[lever]
    assert (quantity(shaken) - quantity(calm)) * rising * (value - ONE_E4) > 0


def test_every_lever_has_a_quantity() -> None:
    # goods by sea and rulings on tariffs have tests of their own
    untold = {"duty_layer_e4", "inbound_add_days", "inbound_freight_e4"}
    assert set(QUANTITY) | set(CARD_QUANTITY) | untold == set(SCOPES)


def test_a_shock_meets_only_its_targets(calm: Played) -> None:
    shaken = play(
        world_with(kind="ip_complaint", markets=["DE"], skus=["SKU-00"]), ON + 1, seeds=SEEDS, decisions=DECISIONS
    )
    for played, expected in ((calm, True), (shaken, False)):
        orders = played.events[ON].tables["order"]
        assert bool(((orders["market"] == 1) & (orders["sku"] == 0)).any()) == expected
    world = compile_world(document(SMALL))
    other = (calm.events[ON].tables["order"]["market"] == 0).sum()
    assert (shaken.events[ON].tables["order"]["market"] == 0).sum() == other
    assert world.sizes.markets == 2


def test_a_strike_reaches_parcels_that_are_under_way() -> None:
    calm = play(compile_world(document(SMALL)), ON + 8, seeds=SEEDS)
    struck = play(world_with(kind="postal_strike", markets=["US"]), ON + 8, seeds=SEEDS)
    sent_before = [
        (played.table("tracking")["order_day"] < ON) & (played.table("tracking")["event"] == 5)
        for played in (calm, struck)
    ]
    assert sent_before[1].sum() < sent_before[0].sum()


def test_a_closed_leg_ends_on_the_first_open_day() -> None:
    world = world_with(kind="postal_strike", days=5)
    struck = play(world, ON + 7, seeds=SEEDS)
    delivered = [int(events.tables["store_day"]["delivered"].sum()) for events in struck.events]
    assert delivered[ON : ON + 5] == [0] * 5
    assert delivered[ON + 5] > delivered[ON - 1]


def test_a_purge_keeps_the_mean_of_the_stars(calm: Played) -> None:
    purged = play(world_with(kind="review_purge"), ON + 1, seeds=SEEDS, decisions=DECISIONS)
    before, after = calm.states[ON], purged.states[ON]
    assert (after.rating_count <= before.rating_count).all()
    assert after.rating_count.sum() < before.rating_count.sum()
    mean = [state.rating_sum.sum() / state.rating_count.sum() for state in (before, after)]
    assert mean[1] == pytest.approx(mean[0], abs=0.1)


def test_no_stock_goes_below_nothing_when_a_warehouse_burns() -> None:
    burnt = play(world_with(kind="warehouse_fire", warehouses=["SZX"], strength=2.0), ON + 1, seeds=SEEDS)
    assert burnt.states[ON].stock_units.min() >= 0
    assert (burnt.states[ON].stock_units[..., 0] == 0).all()
    assert burnt.states[ON].stock_units[..., 1].sum() > 0


def test_a_random_shock_begins_as_often_as_its_prior_says() -> None:
    window = Window(first=date(0), last=date(29), chance=0.4)
    world = world_with(kind="port_strike", on=None, between=window)
    luck = Luck.of_seeds(list(range(4000)))
    begun = np.full((4000, 1), NOT_BEGUN)
    for day in range(30):
        begun = begin(world.shocks, begun, luck, day, np.zeros(0, dtype=DECISION_DTYPE))
    assert abs(float((begun != NOT_BEGUN).mean()) - 0.4) < 3 * (0.4 * 0.6 / 4000) ** 0.5


def test_an_injected_shock_begins_that_day_in_its_world_alone() -> None:
    world = world_with(kind="port_strike", on=None)
    thrown = {ON: np.array([(1, ON, 0, Kind.INJECT_SHOCK, 0, 0, 1)], dtype=DECISION_DTYPE)}
    played = play(world, ON + 1, seeds=SEEDS, decisions=thrown)
    assert played.states[-1].shock_day.tolist() == [[NOT_BEGUN], [ON]]


def test_a_fork_goes_on_with_what_has_begun_and_redraws_what_has_not() -> None:
    window = Window(first=date(0), last=date(60), chance=0.9)
    world = world_with(kind="port_strike", on=None, between=window)
    state = play(world, 1, seeds=(5,)).states[-1]
    state.shock_day[:] = NOT_BEGUN
    point = forks.Checkpoint(world, state, 1)
    arms = [forks.reference_arm(point, Luck.of_seeds([5]))]
    begun = forks.batch(point, arms, forks.fork_luck(7, 1, 8)).play(20).shock_day
    assert len(np.unique(begun)) > 2
    state.shock_day[:] = 0
    assert (forks.batch(point, arms, forks.fork_luck(7, 1, 8)).play(5).shock_day == 0).all()


def test_levers_are_neutral_without_a_shock() -> None:
    levers = pulled(compile_world(document(SMALL)).shocks, np.zeros((3, 0), dtype=np.int64), 4)
    assert set(levers) == set(SCOPES)
    assert {name for name, lever in levers.items() if lever.item() == ONE_E4} == {
        name
        for name in SCOPES
        if name.endswith("_e4") and not name.endswith(("_add_e4", "stock_loss_e4", "review_loss_e4"))
    }


def test_a_strait_closes_the_sea_and_not_the_air() -> None:
    shock = resolved_shocks([Shock(code="it", kind="strait_closed", on=date(0))], START, Sources())
    made: dict[str, Any] = {**everything(6), "shocks": []}
    arrivals, freight = [], []
    for document_ in (made, {**made, "shocks": shock}):
        world = compile_world(document_)
        payloads = [
            {"sku": "TOY-BLOCKS", "origin": "SZX", "destination": "US-LAX", "transport": mode, "units": 30}
            for mode in ("sea", "air")
        ]
        orders = [
            (0, 2, store, *row)
            for store, payload in enumerate(payloads)
            for row in KINDS["ship_inbound"].rows(payload, document_)
        ]
        played = play(world, 3, decisions={2: np.array(orders, dtype=DECISION_DTYPE)})
        due = {
            int(store): day
            for day, waiting in played.states[-1].queues["shipments"].all_rows()
            for store in waiting["store"]
        }
        sent = played.events[2].tables["inbound_shipment"]
        arrivals.append(due)
        freight.append(dict(zip(sent["store"].tolist(), sent["freight_minor"].tolist(), strict=True)))
    assert arrivals[1][0] == arrivals[0][0] + 12
    assert arrivals[1][1] == arrivals[0][1]
    assert freight[1][0] > 2 * freight[0][0]
    assert freight[1][1] == freight[0][1]


def test_the_example_of_the_page() -> None:
    shock = resolved_shocks([Shock(code="fee", kind="fee_rise", strength=0.6, on=date(ON))], START, Sources())[0]
    added = shock["effects"][0]["value"]
    assert added == 300
    kept = [
        int(split_sale(np.array(2_000), np.array(0), np.array(False), np.array(1_500 + more)).net_minor)
        for more in (0, added)
    ]
    assert kept == [1_700, 1_640]
