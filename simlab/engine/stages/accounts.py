"""The marketplaces watch: what they count of every account by day, whom they suspend in the evening, and appeals."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from orders.domain import health, withdrawal
from orders.domain.placement import order_day
from simlab.core import rng
from simlab.core.arrays import Bools, Ints, tally
from simlab.core.rows import EitherRows, Records, Rows, size, take
from simlab.core.settings import Kind
from simlab.core.states import AccountStanding as Standing
from simlab.core.states import HealthMetric as Metric
from simlab.core.states import Leg
from simlab.engine.stages.today import Shelf, Today


def close_shops(today: Today, shelf: Shelf) -> None:
    """Take suspended accounts and suspended products off sale."""
    if not today.world.health.accounts:
        return
    listings, account = today.world.listings, today.world.health.account_of_listing
    place = (slice(None), listings.store, account)
    closed = today.state.standing[place] >= Standing.ACCOUNT_SUSPENDED
    paused = today.state.paused_sku[place] == listings.sku
    shelf.live = shelf.live & ~((closed | paused) & (account >= 0))


def open_accounts(today: Today) -> None:
    """Nothing has been counted today."""
    shape = (*today.per_store, today.world.health.accounts, len(Metric), 2)
    today.health_counts = np.zeros(shape, dtype=np.int64)


def observe(today: Today, rows: EitherRows, bad: Mapping[Metric, Bools]) -> None:
    """Orders that count for metrics, and which of them are bad for each; rows need world and listing."""
    place = _accounts_of(today, rows)
    everything = _per_account(today, place)
    for metric, which in bad.items():
        today.health_counts[..., metric, 0] += _per_account(today, place[which])
        today.health_counts[..., metric, 1] += everything


def _accounts_of(today: Today, rows: EitherRows) -> Ints:
    """The flat number of each row's account; each world has one number more, for what no marketplace sees."""
    health_, accounts = today.world.health, today.world.sizes.stores * today.world.health.accounts
    of_listing = today.world.listings.store * health_.accounts + health_.account_of_listing
    of_listing = np.where(health_.account_of_listing >= 0, of_listing, accounts)
    return np.asarray(rows["world"] * np.int64(accounts + 1) + of_listing.take(rows["listing"]))


def _per_account(today: Today, place: Ints) -> Ints:
    worlds, stores = today.per_store
    accounts = stores * today.world.health.accounts
    return tally(place, worlds * (accounts + 1)).reshape(worlds, -1)[:, :accounts].reshape(worlds, stores, -1)


def watch_orders(today: Today, orders: Rows, served: np.ndarray) -> None:
    """Paid orders may be cancelled for want of stock; every order that is served may turn out defective."""
    if not today.world.health.accounts:
        return
    paid = np.flatnonzero(orders["paid"])
    placed = take({name: orders[name] for name in ("world", "listing", "slot")}, paid)
    kept = ~withdrawal.withdrawn(
        today.world.withdrawal_e6, today.luck, today.day, placed["slot"], placed["world"]
    )  # what a buyer calls off is not the seller's cancellation
    observe(today, placed, {Metric.CANCELLATION: ~served[paid] & kept})
    sent = take(placed, served[paid])
    observe(today, sent, {Metric.ORDER_DEFECT: np.zeros(size(sent), dtype=bool)})


def watch_dispatch(today: Today, parcels: Records, leg: Ints) -> None:
    """Parcels whose leg ends today: those picked up count as shipped, late or not, with a valid tracking number or not."""
    health_ = today.world.health
    if not health_.accounts:
        return
    shipped = take(parcels, leg == Leg.PICK_UP)
    drawn = rng.chance_e6(today.luck, "orders.valid_tracking", today.day, shipped["slot"], row=shipped["world"])
    bad = {
        Metric.LATE_SHIPMENT: today.day - order_day(shipped["slot"]) > health_.ladder.ship_within_days,
        Metric.INVALID_TRACKING: drawn >= health_.tracked_e6.take(shipped["lane"] % today.world.sizes.services),
    }
    observe(today, shipped, bad)


def watch_deliveries(today: Today, parcels: Rows) -> None:
    """Late deliveries, and the buyers who say so in their feedback on the seller."""
    health_ = today.world.health
    if not health_.accounts:
        return
    late = parcels["promised_day"] < today.day
    observe(today, parcels, {Metric.LATE_DELIVERY: late})
    quality = today.world.goods.quality_bins.take(today.world.listings.sku.take(parcels["listing"]))
    unhappy_e6 = _unhappy_e6(today, quality, late) * health_.ladder.feedback_rate_e6 // 1_000_000
    file_defects(today, parcels, "orders.negative_feedback", unhappy_e6)


def _unhappy_e6(today: Today, quality_bins: Ints, late: Bools) -> Ints:
    """Chance of one or two stars, as the buyer's review would have it."""
    stars = today.world.reviews.stars
    low = np.searchsorted(stars[0], 3), np.searchsorted(stars[1], 3)
    bins = np.clip(np.where(late, low[1], low[0]) - quality_bins, 0, rng.QUANTILES)
    return np.asarray(bins * 1_000_000 // rng.QUANTILES)


def watch_losses(today: Today, parcels: Records) -> None:
    """Some buyers of lost parcels file a claim."""
    if today.world.health.accounts:
        rate = np.full(size(parcels), today.world.health.ladder.lost_claim_rate_e6)
        file_defects(today, parcels, "orders.lost_claim", rate)


def file_defects(today: Today, rows: EitherRows, stream: str, chance_e6: Ints) -> None:
    """Each of these orders becomes an order defect with its chance."""
    drawn = rng.chance_e6(today.luck, stream, today.day, rows["slot"], row=rows["world"])
    count_defects(today, take({name: rows[name] for name in ("world", "listing")}, drawn < chance_e6))


def count_defects(today: Today, rows: EitherRows) -> None:
    """Orders already counted turn out defective: a claim, a chargeback or negative feedback."""
    if today.world.health.accounts:
        today.health_counts[..., Metric.ORDER_DEFECT, 0] += _per_account(today, _accounts_of(today, rows))


def judge(today: Today) -> None:
    """Windows move on; appeals are answered and suspensions end; on review days every account finds its rung."""
    health_, state = today.world.health, today.state
    if not health_.accounts:
        return
    _take_appeals(today)
    state.health_sums = health.next_sums(state.health_sums, today.health_counts, health_.window_days)
    state.strike_e4 = state.strike_e4 * (health_.ladder.strike_days - 1) // health_.ladder.strike_days
    _answer_appeals(today)
    _reinstate(today, (state.standing >= Standing.ACCOUNT_SUSPENDED) & (state.standing_until_day <= today.day))
    rate = health.rate_e6(state.health_sums, health_.ladder.least_orders)
    if today.day % health_.ladder.review_every_days == health_.ladder.review_every_days - 1:
        since = today.day - state.standing_day
        _place(today, health.next_standing(health_, state.standing, since, rate, state.strike_e4))
    score = health.score_e4(health_, rate, state.strike_e4)
    state.health_e4 = score
    _record(today, rate, score)


def _place(today: Today, standing: Ints) -> None:
    """Put accounts on their rungs; a product suspension hits the worst rated product."""
    state, ladder = today.state, today.world.health.ladder
    changed = standing != state.standing
    worst = (state.rating_sum * 1000 // np.maximum(state.rating_count, 1)).argmin(axis=-1)[..., None]
    paused = np.where(standing == Standing.LISTING_SUSPENDED, worst, -1)
    state.paused_sku = np.where(changed, paused, state.paused_sku)
    state.standing_day = np.where(changed, today.day, state.standing_day)
    suspended = changed & (standing == Standing.ACCOUNT_SUSPENDED)
    state.standing_until_day = np.where(suspended, today.day + ladder.suspension_days, state.standing_until_day)
    state.standing = standing


def _reinstate(today: Today, accounts: Bools) -> None:
    """Back on sale with a clean record, under a warning."""
    state = today.state
    state.writable("health_sums")[accounts] = 0
    state.writable("strike_e4")[accounts] = 0
    _place(today, np.where(accounts, Standing.WARNED, state.standing))


def _take_appeals(today: Today) -> None:
    """An appeal counts while the account is suspended, is not closed and no other appeal is under way."""
    state, health_ = today.state, today.world.health
    rows = today.events.decisions
    rows = rows[rows["kind"] == Kind.APPEAL]
    place = (rows["world"], rows["store"], rows["target"])
    open_ = (state.standing[place] == Standing.ACCOUNT_SUSPENDED) & (state.appeal_day[place] < 0)
    rows = rows[open_]
    place = (rows["world"], rows["store"], rows["target"])
    rate = health.rate_e6(state.health_sums, health_.ladder.least_orders)
    causes = health.breached(health_, rate, state.strike_e4)[place]
    quality = health.plan_quality_e4(rows["value"], causes)
    state.writable("appeal_odds_e4")[place] = health.appeal_odds_e4(health_.ladder, quality, state.appeals[place])
    state.writable("appeal_day")[place] = today.day + health_.ladder.appeal_days
    state.writable("appeals")[place] += 1


def _answer_appeals(today: Today) -> None:
    state, ladder = today.state, today.world.health.ladder
    answered = state.appeal_day == today.day
    if not answered.any():
        return
    slot = np.arange(answered[0].size)
    drawn = rng.chance_e6(today.luck, "orders.appeal", today.day, slot).reshape(answered.shape)
    granted = drawn < state.appeal_odds_e4 * 100
    state.appeal_day = np.where(answered, -1, state.appeal_day)
    _reinstate(today, answered & granted)
    refused = answered & ~granted
    _place(today, np.where(refused, Standing.CLOSED, state.standing))
    state.standing_until_day = np.where(refused, today.day + ladder.closed_days, state.standing_until_day)


def _record(today: Today, rate: Ints, score: Ints) -> None:
    if today.recorded is None:
        return
    world, store, account = (axis.ravel() for axis in np.indices(score.shape))
    state = today.state
    today.record(
        "health_day",
        world=world,
        store=store,
        account=account,
        standing=state.standing.ravel(),
        health_e4=score.ravel(),
        strike_e4=state.strike_e4.ravel(),
        **{f"{metric.name.lower()}_e6": rate[..., metric].ravel() for metric in Metric},
    )
