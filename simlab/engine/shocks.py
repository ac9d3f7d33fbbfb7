"""Shocks: tariffs, strikes, freezes, fires. A shock pulls levers; the stages of the day multiply by them or add them.

A shock starts on its announced day, by chance within a published window, or when the instructor throws it in. Its start is part of
the state, so a fork goes on with the shocks that have begun and redraws, from the published prior, those that have not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.rng import Luck
from simlab.core.settings import Kind

NOT_BEGUN = -1
ONE_E4 = 10_000
# Levers by name and what they are per. Names ending in _e4 multiply (10,000 changes nothing), the others are added.
SCOPES: dict[str, str] = {
    "demand_e4": "set",
    "appeal_e3": "listing",
    "blocked": "listing",
    "returns_e4": "listing",
    "duty_layer_e4": "duty_layer",  # market x layer of its tariff
    "duty_add_e4": "market",
    "parcel_duty_add_e4": "market",  # where an exemption ends: goods in bulk never had it
    "item_duty_add_minor": "market",
    "hold_e4": "market",
    "authorisation_e4": "market",
    "not_received_e4": "market",
    "freight_e4": "lane",
    "loss_e4": "lane",
    "transit_add_days": "lane",
    "export_closed": "lane",
    "last_mile_closed": "lane",
    "return_add_e8": "currency",
    "stock_loss_e4": "warehouse",
    "inbound_add_days": "warehouse",
    "inbound_freight_e4": "warehouse",
    "referral_add_e4": "world",
    "release_add_days": "world",
    "payouts_held": "world",
    "advertising_e4": "world",
    "supplier_closed": "world",
    "review_loss_e4": "world",
    "monitor_limit_e4": "world",
}
_LOSSES = ("stock_loss_e4", "review_loss_e4")  # a share that is lost: nothing is lost without a shock


@dataclass(frozen=True)
class Effect:
    """One lever that shock number `shock` pulls, from its `first_day` for `days` days, on the targets of a mask [n]."""

    shock: int
    lever: str
    value: int
    first_day: int
    days: int
    on: Bools


@dataclass(frozen=True)
class Shocks:
    """All shocks of a scenario, [N]: scheduled_day (-1: not scheduled), the window and the daily chance of random ones."""

    scheduled_day: Ints
    window_first_day: Ints
    window_last_day: Ints
    chance_e6: Ints
    effects: tuple[Effect, ...]

    @property
    def longest_release_days(self) -> int:
        """By how many days a payout may be released later."""
        return sum(effect.value for effect in self.effects if effect.lever == "release_add_days")


Levers = dict[str, Ints]  # by name, [B, n], or [1, 1] where nothing pulls


def begin(shocks: Shocks, start_day: Ints, luck: Luck, day: int, decisions: np.ndarray) -> Ints:
    """Start days [B, N] after this morning: what is scheduled, drawn, or thrown in (rows of Kind.INJECT_SHOCK) begins."""
    if not shocks.scheduled_day.size:
        return start_day
    in_window = (shocks.window_first_day <= day) & (day <= shocks.window_last_day)
    number = np.arange(shocks.chance_e6.size)
    drawn = rng.chance_e6(luck, "shocks.begin", day, number) < np.where(in_window, shocks.chance_e6, 0)
    thrown = np.zeros(start_day.shape, dtype=bool)
    injected = decisions[decisions["kind"] == Kind.INJECT_SHOCK]
    thrown[injected["world"], injected["target"]] = True
    begins = (start_day == NOT_BEGUN) & (drawn | thrown | (shocks.scheduled_day == day))
    return np.asarray(np.where(begins, day, start_day))


def pulled(shocks: Shocks, start_day: Ints, day: int) -> Levers:
    """Every lever as it stands today."""
    levers: Levers = {name: np.full((1, 1), _neutral(name), dtype=np.int64) for name in SCOPES}
    for effect in shocks.effects:
        begun = start_day[:, effect.shock]
        age = day - begun - effect.first_day
        active = (begun != NOT_BEGUN) & (age >= 0) & (age < effect.days)
        if active.any():
            levers[effect.lever] = _with_effect(levers[effect.lever], effect, active[:, None] & effect.on)
    return levers


def _neutral(lever: str) -> int:
    return ONE_E4 if lever.endswith("_e4") and lever not in _LOSSES and "add" not in lever else 0


def _with_effect(lever: Ints, effect: Effect, on: Bools) -> Ints:
    if _neutral(effect.lever) == ONE_E4:
        return np.asarray(np.where(on, scaled(lever, np.array(effect.value)), lever))
    if effect.lever.endswith(("_closed", "_held")) or effect.lever == "blocked":
        return np.asarray(np.where(on, 1, lever))
    return np.asarray(lever + np.where(on, effect.value, 0))


def scaled(amount: Ints, factor_e4: Ints) -> Ints:
    """An amount times a lever in ten-thousandths, rounded half up."""
    return np.asarray((amount * factor_e4 + ONE_E4 // 2) // ONE_E4)
