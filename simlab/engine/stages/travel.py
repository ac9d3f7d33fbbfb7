"""On the road and after: legs end, customs decides, goods are delivered, lost, reviewed, returned."""

from __future__ import annotations

import numpy as np

from logistics.domain import clearance, customs, doorstep, returns, sourcing, transit
from logistics.domain.doorstep import Arrivals
from orders.domain import reviews
from orders.domain.placement import order_day
from simlab.core import rng
from simlab.core.arrays import Bools, Ints, add_at
from simlab.core.money import share
from simlab.core.rows import EitherRows, Records, Rows, apart, size, take
from simlab.core.states import DisputeGround, Leg, Outcome, RefundReason, TrackingEvent
from simlab.engine.shocks import scaled
from simlab.engine.stages import accounts, backflow, carrying, clearing, grievances, mishaps, shaking
from simlab.engine.stages.manners import star_bins
from simlab.engine.stages.promotions import review_rate_e6
from simlab.engine.stages.provider import added_up, expect_cash, pay_back, per_currency, purses
from simlab.engine.stages.today import Today, order_names

# the scan at the end of each leg when the parcel simply moves on
_SCAN = np.array(
    [
        TrackingEvent.PICKED_UP,
        TrackingEvent.EXPORTED,
        TrackingEvent.ARRIVED,
        TrackingEvent.RELEASED,
        *[TrackingEvent.DELIVERED] * 4,  # at the door and after it, as `doorstep.answer` says
    ]
)
_BLOCK_ROWS = (
    1 << 18
)  # of a very large day at once, so that memory holds the rows and not every step of their arithmetic
_BROKEN_AS_LATE_DAYS = 8  # a broken parcel is reviewed as one that comes a week late (teaching value)


def move_parcels(today: Today) -> Rows:
    """End the legs that are due, begin the next ones; returns the parcels delivered today."""
    queue, next_leg = today.state.queues["parcels"], today.world.lanes.next_leg
    parcels = shaking.keep_waiting(today, queue.pop(today.day))
    parcels = carrying.wait_for_room(today, parcels)
    leg, lane = parcels["leg"], parcels["lane"]
    accounts.watch_dispatch(today, parcels, leg)
    scan = _SCAN.take(leg)
    # a byte each, as the queue keeps them
    following = next_leg.astype(np.int8).take(lane.astype(np.int64) * len(Leg) + leg)
    _enter_country(today, parcels, leg, following, scan)
    seized = clearing.inspect_held(today, parcels, leg)
    following[seized], scan[seized] = Outcome.DESTROYED, TrackingEvent.DESTROYED
    _answer_door(today, parcels, leg, following, scan)
    if today.recorded is not None:
        for start in range(0, max(len(parcels), 1), _BLOCK_ROWS):
            stop = start + _BLOCK_ROWS
            names = order_names(parcels.between(start, stop), today.world)
            today.record("tracking", **names, event=scan[start:stop])
    failed = np.flatnonzero(following > Outcome.DELIVERED)
    if failed.size:
        _fail(today, take(parcels, failed), following[failed])
    _begin_legs(today, parcels, following)
    return apart(take(parcels, following == Outcome.DELIVERED), queue.columns)


def _enter_country(today: Today, parcels: Records, leg: Ints, following: Ints, scan: Ints) -> None:
    """Where the line haul ends today, import customs stops some parcels and some are lost; writes into `following` and `scan`."""
    place = np.flatnonzero(leg == Leg.LINE_HAUL)
    if not place.size:
        return
    lanes, luck, day = today.world.lanes, today.luck, today.day
    came = take(parcels, place)
    row, slot, on, listing, entry = (came[name] for name in ("world", "slot", "lane", "listing", "entry"))
    hold = scaled(lanes.hold_e6.take(on), today.lever("hold_e4", row, today.world.listings.market.take(listing)))
    hold = clearance.held_rate_e6(hold, clearance.unpacked(entry).hold_e2)
    stopped = place[customs.held(hold, luck, day, slot, row)]
    gone = place[transit.lost(scaled(lanes.loss_e6.take(on), today.lever("loss_e4", row, on)), luck, day, slot, row)]
    following[stopped], scan[stopped] = Leg.IMPORT_HOLD, TrackingEvent.HELD
    following[gone], scan[gone] = Outcome.LOST, TrackingEvent.LOST


def _answer_door(today: Today, parcels: Records, leg: Ints, following: Ints, scan: Ints) -> None:
    """What happens to parcels whose last mile, or what came after it, ends today; writes into `following` and `scan`."""
    door = np.flatnonzero(leg >= Leg.LAST_MILE)
    came = take(parcels, door)
    at = Arrivals(
        **{name: came[name] for name in ("world", "slot", "lane", "leg", "refusal_e6")},
        market=today.world.listings.market.take(came["listing"]),
    )
    given = doorstep.answer(today.world.parcels.doorstep, today.luck, today.day, at)
    following[door], scan[door] = given.following, given.scan


def _fail(today: Today, parcels: Records, outcome: Ints) -> None:
    """Parcels that do not reach their buyers, or not whole."""
    mishaps.end_badly(today, parcels, outcome)
    accounts.watch_losses(today, take(parcels, (outcome == Outcome.LOST) | (outcome == Outcome.DAMAGED)))
    broken = take(parcels, outcome == Outcome.DAMAGED)
    _review(today, broken, np.full(size(broken), _BROKEN_AS_LATE_DAYS), np.zeros(size(broken), dtype=bool))


def _begin_legs(today: Today, parcels: Records, following: Ints) -> None:
    moving = np.flatnonzero(following < len(Leg))
    for start in range(0, len(moving), _BLOCK_ROWS):
        _begin_some(today, parcels, following, moving[start : start + _BLOCK_ROWS])


def _begin_some(today: Today, parcels: Records, following: Ints, moving: Ints) -> None:
    slot, world, lane, leg = (
        column.take(moving) for column in (parcels["slot"], parcels["world"], parcels["lane"], following)
    )
    due = transit.leg_end(today.world.lanes, today.luck, today.day, slot, world, lane, leg)
    if today.levers["transit_add_days"].any():
        hauled = np.flatnonzero(leg == Leg.LINE_HAUL)
        due[hauled] += today.lever("transit_add_days", world[hauled], lane[hauled])
    today.state.queues["parcels"].push(parcels, due, moving, leg=following)


def deliver(today: Today, parcels: Rows) -> None:
    """Count deliveries, start the release of their money, and see who will return or review."""
    world, luck, day = today.world, today.luck, today.day
    listing, slot, row = parcels["listing"], parcels["slot"], parcels["world"]
    store, sku = world.listings.store.take(listing), world.listings.sku.take(listing)
    late_days = day - parcels["promised_day"].astype(np.int64)
    late = (late_days > 0).astype(np.int64)
    today.count("delivered", row, store)
    today.count("late", row, store, late)
    _release(today, parcels)
    expect_cash(today, parcels)
    terms, policy = parcels["terms"], world.parcels.policy
    usual = scaled(world.returns.rate_e6.take(sku), today.lever("returns_e4", row, listing))
    rate = usual * policy.rate_e2.take(terms) // 100
    faulty = _defective(today, parcels)
    unwanted = returns.returned(rate, luck, day, slot, row, late) | _sent_back(today, parcels, faulty)
    unwanted &= ~grievances.stolen(today, parcels)
    parcels["ground"] = grievances.judge_deliveries(today, parcels, late_days, faulty, unwanted)
    back = np.flatnonzero(unwanted)
    sent = returns.return_day(world.returns, luck, day, slot[back], row[back])
    refunds = sent + policy.post_days[terms[back]]
    screen = parcels["screen"].copy()
    waiting = take(parcels, back)
    screen[back] = grievances.tire_of_waiting(today, waiting, sent, refunds, DisputeGround.CREDIT_NOT_PROCESSED)
    today.state.queues["returns"].push(parcels, refunds, back, screen=screen)
    _review(today, parcels, late_days, faulty)


def _review(today: Today, parcels: EitherRows, late_days: Ints, faulty: Bools) -> None:
    """Some buyers will tell, by how many days the parcel came past its promise and whether the goods are faulty."""
    world, luck, day = today.world, today.luck, today.day
    listing, slot, row = parcels["listing"], parcels["slot"], parcels["world"]
    rate = review_rate_e6(today).take(_place_of_goods(today, parcels))
    told = np.flatnonzero(reviews.reviewers(rate, luck, day, slot, row))
    sold = listing[told]
    store, sku = world.listings.store[sold], world.listings.sku[sold]
    shift = world.goods.quality_bins[sku] + star_bins(today)[row[told], store, world.listings.front[sold]]
    stars = reviews.star_count(world.reviews, luck, day, slot[told], row[told], late_days[told], shift)
    stars = np.maximum(stars - faulty[told] * world.supply.sourcing.defect_stars, 1)
    columns = {
        "world": row[told],
        "store": store,
        "sku": sku,
        "slot": slot[told],
        "seq": parcels["seq"][told],
        "stars": stars,
    }
    today.state.queues["reviews"].push(columns, reviews.review_day(world.reviews, luck, day, slot[told], row[told]))


def _place_of_goods(today: Today, rows: EitherRows) -> Ints:
    """Where the store's SKU of each row stands in tables [B, S, K] laid flat."""
    listings, sizes = today.world.listings, today.world.sizes
    of_listing = listings.store * sizes.skus + listings.sku
    return np.asarray(rows["world"] * np.int64(sizes.stores * sizes.skus) + of_listing.take(rows["listing"]))


def _defective(today: Today, parcels: Rows) -> Bools:
    share_e6 = today.state.defect_e6
    if not share_e6.any():
        return np.zeros(size(parcels), dtype=bool)
    chance = share_e6.take(_place_of_goods(today, parcels))
    return sourcing.defective(today.luck, today.day, parcels["slot"], parcels["world"], chance)


def _sent_back(today: Today, parcels: Rows, faulty: Bools) -> Bools:
    """Which parcels come back because they are defective."""
    back = np.zeros(len(faulty), dtype=bool)
    which = np.flatnonzero(faulty)
    drawn = rng.chance_e6(
        today.luck, "logistics.defect_return", today.day, parcels["slot"][which], row=parcels["world"][which]
    )
    back[which] = drawn < today.world.supply.sourcing.defect_return_e6
    return back


def _release(today: Today, parcels: Rows) -> None:
    """The net price of what it sold becomes payable, once delivered, when the marketplace's waiting time is over."""
    worlds, release = today.state.worlds, today.state.writable("release_minor")
    brokered = parcels["net_minor"] * ~today.world.payments.own_listing[parcels["listing"]]
    released = per_currency(today, parcels, brokered)
    waits = today.world.terms.release_days + np.broadcast_to(today.levers["release_add_days"][:, 0], worlds)
    release[np.arange(worlds), :, :, (today.day + waits) % release.shape[-1]] += released


def publish_reviews(today: Today) -> None:
    """Reviews that appear today move the listing's rating."""
    rows = today.state.queues["reviews"].pop(today.day)
    place = (rows["world"], rows["store"], rows["sku"])
    add_at(today.state.writable("rating_sum"), place, rows["stars"].astype(np.int64))
    add_at(today.state.writable("rating_count"), place, 1)
    today.record(
        "review",
        **{name: rows[name] for name in ("world", "store", "seq", "sku", "stars")},
        order_day=order_day(rows["slot"]),
    )


def refund(today: Today) -> Ints:
    """Give buyers of lost and returned goods their money back; returns what marketplaces take from the stores, [B, S, C]."""
    losses, back = (today.state.queues[name].pop(today.day) for name in ("losses", "returns"))
    today.count("returned", back["world"], today.world.listings.store[back["listing"]])
    total = np.zeros((7, *today.per_store, today.world.sizes.currencies), dtype=np.int64)
    for rows, reason in ((losses, losses["reason"]), (back, np.full(size(back), RefundReason.RETURNED))):
        if size(rows):
            total += _refund(today, *grievances.asking(today, rows, reason))
            backflow.take_back(today, rows, reason)
    fee, sales, tax, provider, courier, payable, receivable = total
    today.sums |= {"refund_fee": fee, "refund_sales": sales, "refund_tax": tax}
    today.sums |= {"refund_provider": provider, "refund_courier": courier}
    today.state.tax_due_minor = today.state.tax_due_minor - tax
    pay_back(today, provider, courier)
    today.state.payable_minor = today.state.payable_minor - payable
    today.state.receivable_minor = today.state.receivable_minor - receivable
    return np.asarray(receivable)


def _refund(today: Today, rows: Records, reason: Ints) -> Ints:
    """Fee given back, sales taken back, tax no longer owed, and what leaves provider, courier, payable and receivable, [7, B, S, C]."""
    world = today.world
    listing = rows["listing"]
    market = world.listings.market[listing]
    sales = rows["price_minor"] - rows["tax_minor"]
    collected = np.where(world.customs.own_site[world.listings.front[listing]], rows["tax_minor"], 0)
    charged = sales + collected - rows["net_minor"]
    was_delivered = reason == RefundReason.RETURNED
    fee = charged - share(charged, world.refund_admin_e4, 10_000) * was_delivered
    own = world.payments.own_listing[listing]
    unpaid = own & world.payments.provider.cash[market, rows["method"]] & ~was_delivered
    # what was never delivered was never going to be released
    owed = sales - fee + collected
    receivable = owed * ~own
    payable = receivable * was_delivered
    amounts = (fee, sales, collected, owed * (own & ~unpaid), owed * unpaid, payable, receivable)
    currency = world.trade.currency[market]
    today.record(
        "refund", **order_names(rows, world), reason=reason, amount_minor=rows["price_minor"], currency=currency
    )
    purse = purses(today, rows)
    return np.stack([added_up(today, purse, amount) for amount in amounts])
