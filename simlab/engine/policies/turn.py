"""A bot's turn: new settings from what a seller could see. Every store of a batch at once."""

from __future__ import annotations

from typing import cast

import numpy as np

from logistics.domain.replenishment import SPEED_ONE
from logistics.domain.transit import freight_minor
from simlab.core import exact, rng
from simlab.core.arrays import Floats, Ints
from simlab.core.money import RATE_ONE, convert
from simlab.core.rng import Luck
from simlab.core.settings import BY_NAME, COLUMNS, DECISION_DTYPE, no_decisions
from simlab.engine.policies.formalities import applications, formalities
from simlab.engine.policies.outlook import overhead_an_order, sales_a_day
from simlab.engine.policies.promotion import marketing, presentation
from simlab.engine.policies.service import buyer_service, return_policy
from simlab.engine.policies.till import till
from simlab.engine.policies.traits import Traits, traits_by_policy, whole
from simlab.engine.state import State
from simlab.engine.world import World

_LEAD_DAYS = 9.0  # stock for less than this is scarce
_WEEKS_AHEAD_DAYS = 28
_DAYS_BACK = 14
_FREE_DAYS = 7
_COVER_MOST = 120


def propose(world: World, state: State, day: int, traits: Traits, luck: Luck, seen: Ints) -> dict[str, Ints]:
    """The settings each store would stand with from `day` on, shaped as `state.settings`.

    traits: arrays [S] or [B, S]. seen [B]: the world of the batch in which each world sees the others' prices.
    """
    shape = (state.worlds, world.sizes.stores)
    full = Traits(**{name: np.broadcast_to(value, shape) for name, value in traits.__dict__.items()})
    service = _services(world, state, full, luck, day)
    price = _prices(world, state, day, full, luck, seen)
    proposal = {
        "price_minor": price,
        "listed": np.ones_like(state.settings["listed"]),
        "ad_budget_minor": _ad_budgets(world, state, full, price),
        "service": service,
        "cover_days": _covers(world, state, day, full, luck),
        **_insurance(world, full, service),
        **marketing(world, state, full),
        **presentation(world, state, day, full),
        **buyer_service(world, state, full),
        **return_policy(world, state, full),
        **formalities(world, state, day, full),
        **till(world, state, full),
    }
    return {
        name: _where_active(world, BY_NAME[name].per, full, proposal[name], standing) if name in proposal else standing
        for name, standing in state.settings.items()
    }


def _insurance(world: World, traits: Traits, service: Ints) -> dict[str, Ints]:
    """Whether parcels to each market are insured, [B, S, M]: where the chosen lane from home loses more than the premium takes."""
    terms, sizes = world.parcels.insurance, world.sizes
    if not terms.premium_e4:
        return {}
    at_risk = (world.lanes.loss_e6 + world.parcels.doorstep.damage_e6)[: sizes.markets * sizes.services]
    usual = at_risk.reshape(sizes.markets, sizes.services)[np.arange(sizes.markets), service]
    pays = usual * terms.cover_e4 > terms.premium_e4 * 1_000_000
    return {"insured": pays * whole(traits.insures)[:, :, None]}


def _where_active(world: World, per: str, traits: Traits, new: Ints, old: Ints) -> Ints:
    active = cast(Floats, traits.active) > 0
    mask = active[:, world.listings.store] if per == "listing" else active[:, :, None]
    return np.where(mask, new, old)


def _freight_home(world: World, state: State) -> Ints:
    """Carrier price of every SKU by market and service from domestic stock, in home money: [B, M, V, K]."""
    sizes = world.sizes
    lane = np.arange(sizes.markets * sizes.services).reshape(sizes.markets, sizes.services, 1)
    cents = freight_minor(world.lanes, lane, world.goods.weight_g, world.goods.volume_mm3)
    return convert(cents, state.rate_e8[:, world.trade.dollar][:, None, None, None])


def _services(world: World, state: State, traits: Traits, luck: Luck, day: int) -> Ints:
    """The service that costs least once slow days are priced, [B, S, M]."""
    sizes = world.sizes
    lane = np.arange(sizes.markets * sizes.services).reshape(sizes.markets, sizes.services)
    slow = np.maximum(world.lanes.promise_days[lane] - _FREE_DAYS, 0)
    reference = world.opening.reference_minor.mean(axis=-1)  # [M]
    home = reference * state.rate_e8[:, world.trade.currency] / RATE_ONE  # [B, M]
    worth = cast(Floats, traits.day_value_e4) * 1e-4 * (1.0 - cast(Floats, traits.cheapest))
    freight = _freight_home(world, state).mean(axis=-1)  # [B, M, V]
    cost = freight[:, None] + worth[:, :, None, None] * home[:, None, :, None] * slow
    best = cost.argmin(axis=-1)
    slot = np.arange(sizes.stores * sizes.markets)
    u = rng.uniform(luck, "policies.service", day, slot).reshape(best.shape)
    v = rng.uniform(luck, "policies.service", day, slot, lane=1).reshape(best.shape)
    return np.asarray(np.where(u < cast(Floats, traits.noise)[:, :, None], (v * sizes.services).astype(np.int64), best))


def _prices(world: World, state: State, day: int, traits: Traits, luck: Luck, seen: Ints) -> Ints:
    """Full cost of a usual sale times markup, drawn towards the market, raised when stock runs out; [B, L], others' as they stand."""
    listings, trade = world.listings, world.trade
    mine = np.flatnonzero(cast(Floats, traits.active).max(axis=0)[listings.store] > 0)
    store, front, market, sku = (getattr(listings, name)[mine] for name in ("store", "front", "market", "sku"))
    aware = cast(Floats, traits.duty_aware)[:, store]
    tax = np.where(trade.tax_included[market], trade.tax_e4[day, market] * 1e-4, 0.0)
    duty = world.goods.duty_e4[day, market, sku] * 1e-4
    kept = 1.0 - world.goods.referral_e4[sku] * 1e-4 - aware * (1.0 - (1.0 - duty) / (1.0 + tax))
    # bots price on the service that stores open with whatever they ship by, so that a change of service is a change on one axis only
    freight = _freight_home(world, state)[:, market, world.opening.service, sku]
    home = world.suppliers.unit_cost_minor[sku] + cast(Floats, traits.freight_aware)[:, store] * freight
    home = home + cast(Floats, traits.overhead_aware)[:, store] * overhead_an_order(world, state)[:, front]
    rate = state.rate_e8[:, trade.currency[market]] / RATE_ONE
    cost = home / rate + aware * world.goods.duty_item_minor[day, market]
    log_price = exact.log(cast(Floats, traits.markup)[:, store] * cost / kept)
    others = exact.log(_market_prices(world, state, seen))[:, front, sku]
    weight = cast(Floats, traits.market_weight)[:, store]
    log_price = log_price + weight * (others - log_price)
    log_price += cast(Floats, traits.scarcity)[:, store] * _scarcity(world, state)[:, store, sku]
    slot = listings.cell_no[:: world.sizes.segments][mine]
    noise = exact.normal_quantile(rng.uniform(luck, "policies.price", day, slot))
    log_price += cast(Floats, traits.noise)[:, store] * noise
    price = state.settings["price_minor"].copy()
    price[:, mine] = np.maximum(np.rint(exact.exp(log_price)), 1).astype(np.int64)
    return price


def _market_prices(world: World, state: State, seen: Ints) -> Floats:
    """The average price of each SKU on each front over all stores, [B, F, K]."""
    return np.asarray(state.settings["price_minor"][seen][:, world.listings.number].sum(axis=1) / world.sizes.stores)


def _scarcity(world: World, state: State) -> Floats:
    """0 with a lead time of stock at hand, 1 with none; [B, S, K]."""
    cover = state.stock_units.sum(axis=-1) * SPEED_ONE / np.maximum(state.speed, 1)
    return np.asarray(np.clip(1.0 - cover / _LEAD_DAYS, 0.0, 1.0))


def _covers(world: World, state: State, day: int, traits: Traits, luck: Luck) -> Ints:
    """Days of cover, stretched for the season ahead; [B, S, K]."""
    season = world.demand.season_e4
    ahead = season[day : day + _WEEKS_AHEAD_DAYS].mean()
    behind = season[max(day - _DAYS_BACK, 0) : day + 1].mean()
    stretch = 1.0 + cast(Floats, traits.season_weight) * (ahead / max(behind, 1.0) - 1.0)
    slot = np.arange(world.sizes.stores * world.sizes.skus)
    noise = exact.normal_quantile(rng.uniform(luck, "policies.cover", day, slot)).reshape(state.speed.shape)
    days = (cast(Floats, traits.cover_days) * stretch)[:, :, None] * exact.exp(
        cast(Floats, traits.noise)[:, :, None] * noise
    )
    return np.asarray(np.clip(np.rint(days), 0, _COVER_MOST), dtype=np.int64)


def _ad_budgets(world: World, state: State, traits: Traits, price: Ints) -> Ints:
    """A share of expected sales, in home money a day; [B, S, F]."""
    sales = sales_a_day(world, state, price)
    if world.marketing.auctioned:
        sales = sales * cast(Floats, traits.auction_share)[:, :, None]
    return np.asarray(np.rint(sales * cast(Floats, traits.ad_share)[:, :, None] * 1e-4), dtype=np.int64)


def setting_rows(world: World, old: dict[str, Ints], new: dict[str, Ints], day: int, stores: np.ndarray) -> np.ndarray:
    """Decision rows for every setting in which these stores [S] (mask) move from `old` to `new`."""
    parts = [no_decisions()]
    for column in COLUMNS:
        if new[column.name] is old[column.name]:
            continue
        # only these stores are compared: they are few where most seats have people
        own = np.flatnonzero(stores[world.listings.store] if column.per == "listing" else stores)
        changed = new[column.name].take(own, axis=1) != old[column.name].take(own, axis=1)
        world_no, number, *within = np.unravel_index(np.flatnonzero(changed), changed.shape)
        place = (world_no, own[number], *within)
        rows = np.zeros(len(place[0]), dtype=DECISION_DTYPE)
        rows["world"], rows["day"], rows["kind"], rows["value"] = place[0], day, column.kind, new[column.name][place]
        rows["field"] = column.field
        if column.per == "listing":
            rows["store"] = world.listings.store[place[1]]
            rows["target"] = world.listings.front[place[1]] << 16 | world.listings.sku[place[1]]
        else:
            rows["store"], rows["target"] = place[1], place[2]
        parts.append(rows)
    return np.concatenate(parts)


def turn_rows(
    world: World, state: State, day: int, traits: Traits, luck: Luck, seen: Ints, stores: np.ndarray
) -> np.ndarray:
    """All that these stores [S] (mask) decide in a turn: settings that move, and papers applied for."""
    proposal = propose(world, state, day, traits, luck, seen)
    applied = applications(world, state, day, traits, stores)
    return np.concatenate([setting_rows(world, state.settings, proposal, day, stores), applied])


def rival_rows(world: World, state: State, day: int, luck: Luck, seen: Ints) -> np.ndarray:
    """What the rival bots decide on a round day; teams decide for themselves."""
    rivals = world.policy >= 0
    if day % world.sizes.round_days or not rivals.any():
        return no_decisions()
    return turn_rows(world, state, day, traits_by_policy(world.policy), luck, seen, rivals)


def bot_rows(world: World, state: State, day: int, luck: Luck, policy: Ints) -> np.ndarray:
    """What bots in team seats decide; policy [S] is -1 where people (or rivals) decide."""
    return turn_rows(world, state, day, traits_by_policy(policy), luck, np.arange(state.worlds), policy >= 0)
