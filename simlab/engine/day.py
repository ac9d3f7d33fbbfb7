"""The day, a list you can read aloud."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck
from simlab.engine.events import Events
from simlab.engine.stages import (
    acceptance,
    accounts,
    backflow,
    border,
    care,
    cases,
    clearing,
    disputes,
    dues,
    evening,
    manners,
    marketing,
    mishaps,
    morning,
    paperwork,
    promotions,
    provider,
    purchasing,
    shaking,
    storing,
    temptations,
    trading,
    travel,
    treasury,
)
from simlab.engine.stages.today import Today
from simlab.engine.state import State, copied
from simlab.engine.world import World


def simulate_day(
    world: World,
    state: State,
    decisions: np.ndarray,
    day: int,
    *,
    luck: Luck,
    recorded: Bools | None = None,
    rival_world: Ints | None = None,
) -> tuple[State, Events]:
    """Play one day of a batch of B worlds; `state` stays as it was.

    decisions: DECISION_DTYPE rows that take effect today. luck: keys [B]. recorded [S]: stores whose rows are kept; None records
    nothing (forks). rival_world [B]: the world of the batch whose stores each world competes with (lock-step forks); None: its own.
    """
    today = Today(world, copied(state), day, luck, recorded, rival_world, Events(decisions))
    if day == 0:
        evening.open_books(today)

    shaking.begin_shocks(today)
    accounts.open_accounts(today)
    one_off = morning.apply_decisions(today, decisions)
    arriving = morning.move_markets(today)
    purchasing.receive_goods(today)
    backflow.restock(today)
    shaking.destroy(today)
    paperwork.handle_papers(today)
    shelf = border.declare(today, morning.price_shelves(today))
    paperwork.admit_listings(today, shelf)
    manners.dress_fronts(today, shelf)
    shaking.disturb_shelves(today, shelf)
    accounts.close_shops(today, shelf)
    care.greet_shoppers(today, shelf)
    temptations.take_shortcuts(today, shelf)
    promotions.promote(today, shelf)
    advertised = marketing.find_shops(today, shelf, arriving)

    chosen = trading.choose_listings(today, shelf, arriving)
    orders = acceptance.take_payments(today, trading.place_orders(today, chosen, shelf), shelf)
    served = trading.allocate_stock(today, orders, shelf)
    accounts.watch_orders(today, orders, served)
    clearing.weigh_parcels(today, orders, served, shelf)
    trading.send_parcels(today, orders, served, shelf)
    units = trading.units_sold(today, orders, served)
    parcels = trading.parcels_sent(today, orders, served, units)
    trading.record_orders(today, orders, served, shelf)
    trading.approve_payments(today)
    marketing.record_campaigns(today, advertised, orders, shelf)
    promotions.pay_promotions(today, shelf, orders, served)

    travel.publish_reviews(today)
    delivered = travel.move_parcels(today)
    travel.deliver(today, delivered)
    accounts.watch_deliveries(today, delivered)
    manners.remember(today, delivered)
    care.answer_messages(today, units, delivered)
    care.offer_goodwill(today, delivered)
    cases.work_inbox(today, delivered)
    disputes.hear_banks(today, delivered)
    refunded = travel.refund(today)

    evening.book_sales(today, units, parcels, shelf)
    mishaps.insure(today, units, shelf)
    dues.book_borders(today, units, parcels, shelf)
    evening.book_refunds(today, refunded)
    evening.advertise(today, shelf, advertised)
    manners.pay_presentation(today, parcels)
    storing.run_warehouses(today, one_off)
    purchasing.replenish(today, one_off)
    care.pay_platforms_and_agents(today, units, parcels, shelf)
    temptations.settle(today, units, shelf)
    accounts.judge(today)
    evening.settle(today)
    mishaps.collect_claims(today)
    dues.pay_taxes(today)
    provider.settle(today)
    treasury.deal(today)
    evening.finance(today)
    evening.close_books(today)
    return today.state, today.events
