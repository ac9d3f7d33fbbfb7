"""Measuring a scenario on bots: what V0 weighs, what each axis has at stake, how far apart expert and novice are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

import numpy as np

from scoring.domain.fitting import Fit, differences, fit, pooled
from scoring.domain.handover import Handover
from scoring.domain.pooling import Lived, gains, mean_result, per_round
from scoring.domain.rounds import Estimate, Grading, RoundGrade
from scoring.domain.season import Season, grade, live, without_rivals
from simlab.core import rng
from simlab.core.arrays import Floats
from simlab.core.rng import Luck, derived_seed
from simlab.core.settings import Axis
from simlab.engine.policies.table import POLICY_CODES, REFERENCE
from simlab.engine.policies.traits import TRAITS, Traits
from simlab.engine.world import World

# which traits speak on which axis: a crippled expert has the novice's on one of them
AXIS_TRAITS: dict[Axis, tuple[str, ...]] = {
    Axis.PRICING: ("markup", "duty_aware", "freight_aware", "overhead_aware", "market_weight", "scarcity"),
    Axis.INVENTORY: ("cover_days", "season_weight"),
    Axis.LOGISTICS: ("day_value_e4", "cheapest", "insures"),
    Axis.MARKETING: ("ad_share", "auction_share", "bid_e4", "sale_depth_e4", "coupon_e4"),
    Axis.ASSORTMENT: ("payback_days",),
    Axis.SERVICE: ("staffing", "goodwill_e4", "generosity", "free_returns", "local_address", "keep_below_minor"),
    Axis.COMPLIANCE: (
        *(
            "declared_e2",
            "right_heading",
            "customs_papers",
            "licensed",
            "seeks_grants",
            "self_declares",
            "collects_tax",
        ),
    ),
    Axis.PAYMENTS_FINANCE: ("least_method_e4", "fraud_threshold", "three_d_secure", "retries", "rail_aware"),
}
_HOARD = 12.0  # the fit meets covers from eight days to twelve times as many
_LEAST_COVER_DAYS = 8.0
_MOST_NOISE = 0.15


@dataclass(frozen=True)
class Effort:
    """How much is played: worlds, draws per arm, every so many rounds for the fit and for the stakes."""

    fit_worlds: int = 8
    fit_every: int = 2
    stake_worlds: int = 4
    stake_draws: int = 8
    stake_every: int = 1
    seed: int = 20260914


@dataclass(frozen=True)
class Stakes:
    """Per round: gap of each axis, composite of each bot (also of crippled experts); result of each bot at the end.

    reference_gain_minor: what a store of the reference policy is expected to gain in each round.
    """

    gap_minor: tuple[int, ...]
    gap_se_minor: tuple[int, ...]
    composite_minor: dict[str, int]
    composite_se_minor: dict[str, int]
    result_minor: dict[str, int]
    reference_gain_minor: tuple[int, ...]


def fitted(drawn: Sequence[World], axes: tuple[Axis, ...], horizon_days: int, effort: Effort) -> Fit:
    """V0 on a class of mixed bots who differ on every axis and hoard or starve their shelves; the drawn worlds share the class."""
    shape = (max(effort.fit_worlds, len(drawn)), drawn[0].sizes.stores)
    seasons = _seasons(drawn, _mixed_class(shape, effort), effort, "fit")
    return fit(pooled([differences(season, axes, horizon_days, every=effort.fit_every) for season in seasons]))


def measured_stakes(
    drawn: Sequence[World],
    axes: tuple[Axis, ...],
    weights_e2: tuple[int, ...],
    weights_e6: Mapping[str, int],
    horizon_days: int,
    effort: Effort,
) -> Stakes:
    """Bots and crippled experts live side by side and are graded; the drawn worlds share the seats."""
    cast, stores = _cast(axes), drawn[0].sizes.stores
    worlds = max(effort.stake_worlds, len(drawn), -(-len(cast) // stores))
    names = np.array([list(cast)[number % len(cast)] for number in range(worlds * stores)])
    seats = _stacked([cast[name] for name in names], (worlds, stores))
    lived = []
    for season, seated in zip(
        _seasons(drawn, seats, effort, "stakes"), np.array_split(names.reshape(worlds, stores), len(drawn)), strict=True
    ):
        worth = Handover.of(season.world, weights_e6)
        grading = Grading(axes, weights_e2, effort.stake_draws, horizon_days, worth)
        grades = grade(season, grading, every=effort.stake_every)
        lived.append(
            Lived(seated.ravel(), grades, [worth(state) for state in season.openings], worth(season.end).ravel())
        )
    return _stakes(axes, cast, lived, effort.stake_every)


def crippled(axis: Axis) -> Traits:
    """The expert with one axis from the novice."""
    return replace(TRAITS["expert"], **{name: getattr(TRAITS["novice"], name) for name in AXIS_TRAITS[axis]})


def _cast(axes: Sequence[Axis]) -> dict[str, Traits]:
    return {code: TRAITS[code] for code in POLICY_CODES} | {_crippled_name(axis): crippled(axis) for axis in axes}


def _crippled_name(axis: Axis) -> str:
    return f"expert, novice on {axis.name.lower()}"


def _seasons(drawn: Sequence[World], seats: Traits, effort: Effort, purpose: str) -> Iterator[Season]:
    """The worlds of a class [W, S] go to the drawn worlds in turn, as evenly as they can, each with luck of its own."""
    seed = derived_seed(effort.seed, purpose)
    for draw, (world, numbers) in enumerate(
        zip(drawn, np.array_split(np.arange(np.shape(seats.active)[0]), len(drawn)), strict=True)
    ):
        luck = Luck.of_seeds([derived_seed(seed, number) for number in numbers.tolist()])
        held = Traits(**{f.name: getattr(seats, f.name)[numbers] for f in fields(Traits)})
        fresh = derived_seed(seed, "draw", draw) if draw else seed
        yield live(without_rivals(world), fresh, luck, held, world.sizes.days)


def _stacked(bots: Sequence[Traits], shape: tuple[int, ...]) -> Traits:
    return Traits(**{f.name: np.array([getattr(bot, f.name) for bot in bots]).reshape(shape) for f in fields(Traits)})


def _mixed_class(shape: tuple[int, int], effort: Effort) -> Traits:
    """Every store [W, S] stands somewhere between novice and expert, on each axis somewhere else."""
    low, high = TRAITS["novice"], TRAITS["expert"]
    mixed = {f.name: np.broadcast_to(getattr(high, f.name), shape) for f in fields(Traits)}
    for axis, names in AXIS_TRAITS.items():
        share = _shares(effort, shape, axis.name.lower())
        mixed |= {name: getattr(low, name) + (getattr(high, name) - getattr(low, name)) * share for name in names}
    mixed["cover_days"] = _LEAST_COVER_DAYS * _HOARD ** _shares(effort, shape, "cover")
    mixed["noise"] = _MOST_NOISE * _shares(effort, shape, "noise")
    return Traits(**mixed)


def _shares(effort: Effort, shape: tuple[int, int], trait: str) -> Floats:
    """Where each store stands between novice and expert, 0..1."""
    slot = np.arange(shape[0] * shape[1])
    return rng.uniform(Luck.of_seeds([effort.seed]), f"scoring.mixed_class.{trait}", 0, slot).reshape(shape)


def _stakes(axes: tuple[Axis, ...], cast: Mapping[str, Traits], lived: Sequence[Lived], every: int) -> Stakes:
    composite = {name: per_round(lived, name, lambda grade: grade.composite) for name in cast}
    gaps = [per_round(lived, _crippled_name(axis), partial(_regret, number)) for number, axis in enumerate(axes)]
    return Stakes(
        gap_minor=tuple(mean for mean, _ in gaps),
        gap_se_minor=tuple(se for _, se in gaps),
        composite_minor={name: mean for name, (mean, _) in composite.items()},
        composite_se_minor={name: se for name, (_, se) in composite.items()},
        result_minor={name: mean_result(lived, name) for name in cast},
        reference_gain_minor=gains(lived, REFERENCE, every),
    )


def _regret(axis: int, grade: RoundGrade) -> Estimate:
    return Estimate(grade.regret.mean[axis], grade.regret.se[axis])
