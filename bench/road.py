"""From chosen order to delivery: the kernel's stages against SimPy, in the same run, on the same orders."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.kernel import BATCH, everyone
from bench.measure import median, seconds, spread
from bench.simpy_model import PAYMENT, ChosenOrder, LaneRule, Road
from simlab.core.rng import Luck
from simlab.core.rows import Rows
from simlab.core.settings import no_decisions
from simlab.engine.events import Events
from simlab.engine.stages import acceptance, clearing, morning, shaking, trading, travel
from simlab.engine.stages.today import Shelf, Today
from simlab.engine.state import State, copied, opening_state
from simlab.engine.world import World, compile_world
from tests.worlds import BENCH, Size, document

SELLING_DAYS = 5
PASSES = 3
_MINUTES = 1440


@dataclass
class Chosen:
    """The choices of some days, made before the clock starts: the cells chosen and the shelves they were made from."""

    world: World
    luck: Luck
    start: State
    shelf: Shelf
    cells: list[Rows]


def choose(size: Size = BENCH, worlds: int = BATCH, days: int = SELLING_DAYS) -> Chosen:
    world, luck = compile_world(document(size)), Luck.of_seeds(range(1, worlds + 1))
    start = opening_state(world, worlds)
    today = _today(world, luck, copied(start), 0)
    shelf = morning.price_shelves(today)
    selling = (_today(world, luck, today.state, day) for day in range(days))
    cells = [trading.choose_listings(now, shelf, morning.expected_shoppers(now)) for now in selling]
    return Chosen(world, luck, start, shelf, cells)


def _today(world: World, luck: Luck, state: State, day: int) -> Today:
    today = Today(world, state, day, luck, everyone(world), None, Events(no_decisions()))
    shaking.begin_shocks(today)
    return today


def play_stages(chosen: Chosen) -> Counter[int]:
    """The kernel's own stages from payment to delivery, until the last parcel has arrived; events by kind."""
    state, seen, day = copied(chosen.start), Counter[int](), 0
    while day < len(chosen.cells) or state.queues["parcels"].due:
        today = _today(chosen.world, chosen.luck, state, day)
        if day < len(chosen.cells):
            placed = trading.place_orders(today, chosen.cells[day], chosen.shelf)
            orders = acceptance.take_payments(today, placed, chosen.shelf)
            served = trading.allocate_stock(today, orders, chosen.shelf)
            clearing.weigh_parcels(today, orders, served, chosen.shelf)
            trading.send_parcels(today, orders, served, chosen.shelf)
            trading.record_orders(today, orders, served, chosen.shelf)
        travel.move_parcels(today)
        today.events.close()
        seen.update(_kinds(today.events))
        state, day = today.state, day + 1
    return seen


def _kinds(events: Events) -> dict[int, int]:
    kinds, counts = np.unique(events.tables["tracking"]["event"], return_counts=True)
    return {PAYMENT: len(events.tables["payment"]["seq"]), **dict(zip(kinds.tolist(), counts.tolist(), strict=True))}


def simpy_road(chosen: Chosen) -> tuple[Road, list[ChosenOrder]]:
    """The same orders and rules as plain Python values."""
    stock = dict(enumerate(chosen.start.stock_units.ravel().tolist()))
    placed = [order for day in range(len(chosen.cells)) for order in _chosen_orders(chosen, day)]
    return Road(_lane_rules(chosen.world), stock, 1), sorted(placed, key=lambda order: order.placed_at)


def _chosen_orders(chosen: Chosen, day: int) -> list[ChosenOrder]:
    world, shelf = chosen.world, chosen.shelf
    today = _today(world, chosen.luck, copied(chosen.start), day)
    orders: Rows = trading.place_orders(today, chosen.cells[day], chosen.shelf)
    place = (orders["world"], orders["listing"])
    minute = np.arange(len(orders["slot"])) * 7919 % _MINUTES
    rate = world.methods.auth_e6[world.listings.market[orders["listing"]], orders["method"]] / 1e6
    pool = world.listings.store * world.sizes.skus + world.listings.sku
    shelves = chosen.start.stock_units[0].size
    at = orders["world"] * shelves + pool[orders["listing"]] * world.sizes.warehouses + shelf.warehouse[place]
    columns = (day + minute / _MINUTES, rate, at, shelf.lane[place])
    return [ChosenOrder(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _lane_rules(world: World) -> list[LaneRule]:
    lanes = world.lanes
    chances = zip((lanes.loss_e6 / 1e6).tolist(), (lanes.hold_e6 / 1e6).tolist(), strict=True)
    tables = zip(lanes.leg_days.tolist(), lanes.next_leg.tolist(), strict=True)
    return [
        LaneRule(days, following, loss, hold) for (days, following), (loss, hold) in zip(tables, chances, strict=True)
    ]


def _seconds_of_simpy(road: Road, orders: list[ChosenOrder]) -> float:
    """Without the garbage collector, whose walks over live processes would double SimPy's time."""
    gc.collect()
    gc.disable()
    try:
        return seconds(lambda: road.run(orders))
    finally:
        gc.enable()


def road_figures() -> dict[str, Any]:
    chosen = choose()
    ours, theirs, events = [], [], 0
    for _ in range(PASSES):
        ours.append(seconds(lambda: play_stages(chosen)))
        road, orders = simpy_road(chosen)
        theirs.append(_seconds_of_simpy(road, orders))
        events = len(road.events)
    ours_per_s, theirs_per_s = play_stages(chosen).total() / median(ours), events / median(theirs)
    return {
        "simpy_ratio": round(ours_per_s / theirs_per_s, 1),
        "road_events_per_s": round(ours_per_s),
        "simpy_events_per_s": round(theirs_per_s),
        "simpy_spread": spread([a / b for a, b in zip(theirs, ours, strict=True)]),
    }
