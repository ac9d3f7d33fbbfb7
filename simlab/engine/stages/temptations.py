"""Shortcuts and public money: what stores help themselves to, the weekly look at their conduct, and grants."""

from __future__ import annotations

import numpy as np

from orders.domain import shortcuts
from orders.domain.shortcuts import Shortcut, Step
from payments.domain import subsidies
from payments.domain.subsidies import Grant
from simlab.core import rng
from simlab.core.arrays import Bools, Ints, add_at, each_at
from simlab.core.money import share
from simlab.core.settings import Kind
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.concessions import refund_listings
from simlab.engine.stages.today import Shelf, Today

_WEEK = 7
_STARS = 5
_OF_KIND = {
    Kind.BUY_REVIEWS: Shortcut.FAKE_REVIEWS,
    Kind.SET_DARK_PATTERN: Shortcut.DARK_PATTERN,
    Kind.SET_DATA_USE: Shortcut.DATA_USE,
}


def take_shortcuts(today: Today, shelf: Shelf) -> None:
    """Bought reviews appear at once; dark patterns and careless use of data make listings sell."""
    rules, state, listings = today.world.shortcuts, today.state, today.world.listings
    if not rules.on:
        return
    _buy_reviews(today)
    _record_taken(today)
    levels = state.settings["pattern_level"], state.settings["data_level"]
    if not any(level.any() for level in levels):
        return
    pattern, data = each_at(levels[0], listings.store, listings.front), each_at(levels[1], listings.store, 0)
    gain = rules.gain_e3[Shortcut.DARK_PATTERN] * pattern + rules.gain_e3[Shortcut.DATA_USE] * data
    shelf.appeal_e3 = shelf.appeal_e3 + gain


def _buy_reviews(today: Today) -> None:
    rows, state = today.events.decisions, today.state
    rows = rows[rows["kind"] == Kind.BUY_REVIEWS]
    place = (rows["world"], rows["store"], rows["target"])
    add_at(state.writable("fake_reviews"), place, rows["value"])
    add_at(state.writable("rating_count"), place, rows["value"])
    add_at(state.writable("rating_sum"), place, rows["value"] * _STARS)
    bought = today.count("bought_reviews", rows["world"], rows["store"], rows["value"])
    today.spend(Cause.SHORTCUT, Account.CONDUCT, bought * today.world.shortcuts.review_price_minor)


def _record_taken(today: Today) -> None:
    """Every decision for a shortcut leaves a line in the trail."""
    rows = today.events.decisions
    for kind, shortcut in _OF_KIND.items():
        mine = rows[(rows["kind"] == kind) & (rows["value"] > 0)]
        names = {"world": mine["world"], "store": mine["store"]}
        today.record(
            "conduct_event", **names, shortcut=shortcut, step=Step.TAKEN, amount=mine["value"], penalty_minor=0
        )


def settle(today: Today, units: Ints, shelf: Shelf) -> None:
    """What temptations cost today, and what public money brings."""
    pay_for_shortcuts(today, units, shelf)
    settle_grants(today)


def pay_for_shortcuts(today: Today, units: Ints, shelf: Shelf) -> None:
    """Tricked buyers want money back, and once a week somebody may look."""
    refund_regrets(today, units, shelf)
    look_at_conduct(today)


def refund_regrets(today: Today, units: Ints, shelf: Shelf) -> None:
    """Buyers who were tricked take a part of the sales back; units [B, L]."""
    rules, listings = today.world.shortcuts, today.world.listings
    if not (rules.on and today.state.settings["pattern_level"].any()):
        return
    level = each_at(today.state.settings["pattern_level"], listings.store, listings.front)
    rate_e6 = level * rules.refund_e6[Shortcut.DARK_PATTERN]
    regretted = share(units * (shelf.price_minor - shelf.tax_minor), rate_e6, 1_000_000)
    refund_listings(today, Cause.GOODWILL, regretted)


def look_at_conduct(today: Today) -> None:
    """Once a week each shortcut of each store may be found: a fine, strikes on its accounts, and bought reviews are gone."""
    rules, state = today.world.shortcuts, today.state
    if not rules.on or today.day % _WEEK != _WEEK - 1:
        return
    exposed = shortcuts.exposure(
        state.fake_reviews,
        state.rating_count,
        state.settings["pattern_level"].max(axis=-1),
        state.settings["data_level"][..., 0],
    )
    slot = np.arange(exposed[0].size)
    drawn = rng.chance_e6(today.luck, "orders.conduct_check", today.day, slot).reshape(exposed.shape)
    found = drawn < shortcuts.detection_e6(rules, exposed)
    fine = shortcuts.penalty_minor(rules, exposed) * found
    today.spend(Cause.FINE, Account.CONDUCT, fine.sum(axis=-1))
    state.strike_e4 = state.strike_e4 + (rules.strike_e4 * found).sum(axis=-1)[..., None]
    state.violations = state.violations + found.sum(axis=-1)
    _purge(today, found[..., Shortcut.FAKE_REVIEWS])
    world, store, shortcut = np.nonzero(found)
    place = (world, store, shortcut)
    trail = {"shortcut": shortcut, "amount": exposed[place], "penalty_minor": fine[place]}
    today.record("conduct_event", world=world, store=store, step=Step.DETECTED, **trail)


def _purge(today: Today, found: Bools) -> None:
    """The bought reviews of these stores [B, S] disappear."""
    state = today.state
    gone = state.fake_reviews * found[..., None]
    state.rating_count = state.rating_count - gone
    # an earlier purge may have rounded the sum: it stays that of reviews with one to five stars
    state.rating_sum = np.clip(state.rating_sum - gone * _STARS, state.rating_count, state.rating_count * _STARS)
    state.fake_reviews = state.fake_reviews - gone


def settle_grants(today: Today) -> None:
    """Applications are taken, answered after weeks, and paid money is taken back from stores that were caught."""
    rules, state = today.world.subsidies, today.state
    if not rules.amount_minor.size:
        return
    state.sold_minor = state.sold_minor + today.sums["sales_minor"]
    _take_applications(today)
    due = (state.grant == Grant.APPLIED) & (state.grant_day == today.day)
    drawn = rng.chance_e6(today.luck, "payments.subsidy", today.day, np.arange(due[0].size)).reshape(due.shape)
    paid = due & subsidies.granted(rules, drawn, state.sold_minor, state.violations)
    back = subsidies.taken_back(rules, state.grant, state.grant_day, today.day, state.violations)
    amount = ((paid * 1 - back * 1) * rules.amount_minor).sum(axis=-1)
    today.spend(Cause.SUBSIDY, Account.SUBSIDIES, -amount)
    state.grant = np.where(due, np.where(paid, Grant.PAID, Grant.REFUSED), state.grant)
    state.grant = np.where(back, Grant.CLAWED_BACK, state.grant)
    world, store, programme = np.nonzero(due | back)
    place = (world, store, programme)
    moved = np.where(paid[place], 1, np.where(back[place], -1, 0)) * rules.amount_minor[programme]
    step = state.grant[place]
    today.record("grant", world=world, store=store, programme=programme, step=step, amount_minor=moved)


def _take_applications(today: Today) -> None:
    rules, state, rows = today.world.subsidies, today.state, today.events.decisions
    rows = rows[rows["kind"] == Kind.APPLY_SUBSIDY]
    place = (rows["world"], rows["store"], rows["target"])
    violations = state.violations[rows["world"], rows["store"]]
    rows = rows[subsidies.may_apply(rules, rows["target"], today.day, state.grant[place], violations)]
    place = (rows["world"], rows["store"], rows["target"])
    state.writable("grant")[place] = Grant.APPLIED
    state.writable("grant_day")[place] = today.day + rules.approval_days[rows["target"]]
    today.record(
        "grant", world=rows["world"], store=rows["store"], programme=rows["target"], step=Grant.APPLIED, amount_minor=0
    )
