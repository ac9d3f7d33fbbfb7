"""Before the shops open: decisions take effect, rates move, goods arrive, shelves are priced."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from logistics.domain.customs import duty_minor
from logistics.domain.postage import asked
from logistics.domain.warehousing import choose_warehouse
from orders.domain import assortment, demand
from payments.domain import fx
from payments.domain.fees import split_sale
from simlab.core import settings as setting
from simlab.core.arrays import Floats, Ints, each_at, looked_up
from simlab.core.money import convert
from simlab.core.settings import COLUMNS, ONE_OFF
from simlab.engine.policies.turn import rival_rows
from simlab.engine.stages import carrying
from simlab.engine.stages.promotions import asked_prices
from simlab.engine.stages.storing import handling_minor
from simlab.engine.stages.today import Formalities, Shelf, Today


def apply_decisions(today: Today, decisions: np.ndarray) -> np.ndarray:
    """Set what teams and rivals decided; returns the decisions that are done once."""
    rivals = rival_rows(today.world, today.state, today.day, today.luck, today.seen_world())
    rows = np.concatenate([decisions, rivals]) if len(rivals) else decisions
    today.events.decisions = rows
    before = today.state.settings["opened"]
    set_columns(today, rows)
    wished = today.state.settings["opened"]
    today.state.settings["opened"] = assortment.opened(today.world.assortment, before, wished)
    return np.asarray(rows[np.isin(rows["kind"], ONE_OFF)])


def set_columns(today: Today, rows: np.ndarray) -> None:
    """Write decision rows into the settings; where two rows name one target the later row stands."""
    # so many columns that it pays to look only at those that something was decided about
    kinds = set(np.unique(rows["kind"]).tolist())
    for column in COLUMNS:
        if column.kind not in kinds:
            continue
        mine = rows[(rows["kind"] == column.kind) & (rows["field"] == column.field)]
        if not len(mine):
            continue
        if column.per == "listing":
            front, sku = setting.target_front(mine["target"]), setting.target_sku(mine["target"])
            place: tuple[np.ndarray, ...] = (mine["world"], today.world.listings.number[mine["store"], front, sku])
        else:
            place = (mine["world"], mine["store"], mine["target"])
        changed = today.state.settings[column.name].copy()
        changed[place] = mine["value"]
        today.state.settings[column.name] = changed


def move_markets(today: Today) -> Floats:
    """Exchange rates move on business days, the mood of shoppers every day; returns their `expected_shoppers`."""
    state, trade = today.state, today.world.trade
    if trade.fx_open[today.day]:
        state.rate_e8 = fx.next_rates(state.rate_e8, trade.fx_return_e8, today.luck, today.day)
    state.rate_e8 = fx.drifted(state.rate_e8, today.levers["return_add_e8"])
    return expected_shoppers(today)


def expected_shoppers(today: Today) -> Floats:
    """Mean shoppers of the day per set and segment in today's mood, [B, sets, G]."""
    terms, state = today.world.demand, today.state
    state.mood_e6 = demand.next_mood(terms, state.mood_e6, today.luck, today.day)
    arriving = demand.shoppers(terms, state.mood_e6, today.luck, today.day)
    return np.asarray(arriving * (today.levers["demand_e4"][:, :, None] * 1e-4))


def _per_market(lever: Ints, market: Ints) -> Ints:
    """A market's lever for each listing, [B, L]; [1, 1] where nothing pulls."""
    return lever if lever.shape[1] == 1 else each_at(lever, market)


def _shelves(today: Today) -> tuple[Ints, Ints]:
    """The warehouse that each listing ships from and the units there, [B, L] each."""
    state, listings, houses = today.state, today.world.listings, today.world.supply.warehouses
    worlds, _, skus, _ = state.stock_units.shape
    goods = listings.store * skus + listings.sku
    place = goods * len(houses.serving) + listings.market
    warehouse = choose_warehouse(houses, state.stock_units, False).reshape(worlds, -1).take(place, axis=1)
    by_platform = state.settings["by_platform"] > 0
    if by_platform.any():
        platform = choose_warehouse(houses, state.stock_units, True).reshape(worlds, -1).take(place, axis=1)
        warehouse = np.where(by_platform, platform, warehouse)
    return warehouse, looked_up(state.stock_units, goods * len(houses.platform) + warehouse)


def price_shelves(today: Today) -> Shelf:
    """The first warehouse of a market with stock serves it, domestic stock the rest; money per sale follows."""
    world, state, day = today.world, today.state, today.day
    listings, sizes = world.listings, world.sizes
    houses = world.supply.warehouses
    warehouse, on_hand = _shelves(today)
    service = carrying.service_taken(today, warehouse)
    lane = (warehouse * sizes.markets + listings.market) * sizes.services + np.maximum(service, 0)
    price = asked_prices(today)
    tax_e4, included = world.trade.tax_e4[day, listings.market], world.trade.tax_included[listings.market]
    levers, own = today.levers, world.payments.own_listing
    referral_e4 = np.where(own, 0, world.goods.referral_e4[listings.sku] + levers["referral_add_e4"])
    split = split_sale(price, tax_e4, included, referral_e4)
    postage = carrying.postage(today, price, referral_e4)
    terms = carrying.terms_of_sale(today)
    shipping, together = carrying.shipping_minor(today, lane)
    duty, duty_together = _duty_minor(today, price - split.tax_minor, warehouse)
    return Shelf(
        warehouse=warehouse,
        lane=lane,
        live=(state.settings["listed"] > 0)
        & (on_hand > 0)
        & (service >= 0)
        & (each_at(state.settings["opened"], listings.store, listings.sku) > 0),
        price_minor=price,
        landed_minor=price + postage.fee_minor * asked(postage.free_from_minor, price),
        appeal_e3=carrying.terms_appeal_e3(today, terms, postage, price) + houses.badge_e3[warehouse],
        tax_minor=split.tax_minor,
        net_minor=split.net_minor,
        shipping_minor=shipping + handling_minor(today, warehouse, on_hand),
        duty_minor=duty,
        together_minor=together,
        promise_days=carrying.promise_days(today, lane),
        terms=terms,
        refusal_e6=np.zeros_like(price),
        formalities=replace(Formalities.none(price), duty_together_minor=duty_together),
        postage=postage,
    )


def _duty_minor(today: Today, value: Ints, warehouse: Ints) -> tuple[Ints, Ints]:
    """Duty on a unit of each listing where there is no customs section, which works it out by its tariff; and what each further unit in a
    parcel saves: the flat duty is paid once, as several units of an article have one tariff heading. [B, L] home money.
    """
    world, day, market, nothing = today.world, today.day, today.world.listings.market, np.zeros_like(value)
    if world.customs.active:
        return nothing, nothing
    rate, abroad = (
        each_at(today.state.rate_e8, world.trade.currency[market]),
        ~world.supply.warehouses.duty_paid[warehouse],
    )
    item = world.goods.duty_item_minor[day, market] + _per_market(today.levers["item_duty_add_minor"], market)
    added_e4 = today.levers["duty_add_e4"] + today.levers["parcel_duty_add_e4"]
    duty_e4 = world.goods.duty_e4[day, market, world.listings.sku] + _per_market(added_e4, market)
    duty = convert(duty_minor(value, duty_e4, item), rate) * abroad
    return duty, nothing if world.habits.baskets.single else convert(item, rate) * abroad
