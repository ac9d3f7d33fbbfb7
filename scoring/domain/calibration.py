"""Measuring a scenario on bots: what V0 weighs, what each axis has at stake, how far apart expert and novice are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from scoring.domain.fitting import Fit, differences, fit
from scoring.domain.handover import Handover
from scoring.domain.rounds import Grading, RoundGrade
from scoring.domain.season import Season, grade, live, without_rivals
from simlab.core import rng
from simlab.core.arrays import Floats, Ints
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


def fitted(world: World, axes: tuple[Axis, ...], horizon_days: int, effort: Effort) -> Fit:
    """V0 on a class of mixed bots who differ on every axis and hoard or starve their shelves."""
    season = _lived(world, _mixed_class(world, effort), effort, "fit", effort.fit_worlds)
    return fit(differences(season, axes, horizon_days, every=effort.fit_every))


def measured_stakes(
    world: World,
    axes: tuple[Axis, ...],
    weights_e2: tuple[int, ...],
    weights_e6: Mapping[str, int],
    horizon_days: int,
    effort: Effort,
) -> Stakes:
    """Bots and crippled experts live side by side and are graded."""
    cast = _cast(axes)
    worlds = max(effort.stake_worlds, -(-len(cast) // world.sizes.stores))
    seats = [list(cast)[number % len(cast)] for number in range(worlds * world.sizes.stores)]
    season = _lived(world, _stacked([cast[name] for name in seats], (worlds, -1)), effort, "stakes", worlds)
    worth = Handover.of(world, weights_e6)
    grades = grade(season, Grading(axes, weights_e2, effort.stake_draws, horizon_days, worth), every=effort.stake_every)
    measured = _stakes(axes, cast, np.array(seats), grades, worth(season.end).ravel())
    openings = [worth(state) for state in season.openings]
    gains = _reference_gains(openings, grades, np.array(seats) == REFERENCE, effort.stake_every)
    return replace(measured, reference_gain_minor=gains)


def _reference_gains(
    openings: Sequence[Ints], grades: Sequence[RoundGrade], chosen: np.ndarray, every: int
) -> tuple[int, ...]:
    """Expected less opening worth; a round that was not graded gains like the last one that was."""
    graded = [grade.expected.mean - openings[number * every] for number, grade in enumerate(grades)]
    gains = [round(float(gain.ravel()[chosen].mean())) for gain in graded]
    return tuple(gains[number // every] for number in range(len(openings)))


def crippled(axis: Axis) -> Traits:
    """The expert with one axis from the novice."""
    return replace(TRAITS["expert"], **{name: getattr(TRAITS["novice"], name) for name in AXIS_TRAITS[axis]})


def _cast(axes: Sequence[Axis]) -> dict[str, Traits]:
    return {code: TRAITS[code] for code in POLICY_CODES} | {_crippled_name(axis): crippled(axis) for axis in axes}


def _crippled_name(axis: Axis) -> str:
    return f"expert, novice on {axis.name.lower()}"


def _lived(world: World, seats: Traits, effort: Effort, purpose: str, worlds: int) -> Season:
    seed = derived_seed(effort.seed, purpose)
    luck = Luck.of_seeds([derived_seed(seed, number) for number in range(worlds)])
    return live(without_rivals(world), seed, luck, seats, world.sizes.days)


def _stacked(bots: Sequence[Traits], shape: tuple[int, ...]) -> Traits:
    return Traits(**{f.name: np.array([getattr(bot, f.name) for bot in bots]).reshape(shape) for f in fields(Traits)})


def _mixed_class(world: World, effort: Effort) -> Traits:
    """Every store stands somewhere between novice and expert, on each axis somewhere else."""
    shape = (effort.fit_worlds, world.sizes.stores)
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


def _stakes(
    axes: tuple[Axis, ...], cast: Mapping[str, Traits], seats: np.ndarray, grades: Sequence[RoundGrade], result: Ints
) -> Stakes:
    composite = [
        _per_round([g.composite.mean for g in grades], [g.composite.se for g in grades], seats == name) for name in cast
    ]
    gaps = [
        _per_round([g.regret.mean[n] for g in grades], [g.regret.se[n] for g in grades], seats == _crippled_name(axis))
        for n, axis in enumerate(axes)
    ]
    return Stakes(
        gap_minor=tuple(mean for mean, _ in gaps),
        gap_se_minor=tuple(se for _, se in gaps),
        composite_minor={name: mean for name, (mean, _) in zip(cast, composite, strict=True)},
        composite_se_minor={name: se for name, (_, se) in zip(cast, composite, strict=True)},
        result_minor={name: round(float(result[seats == name].mean())) for name in cast},
        reference_gain_minor=(),
    )


def _per_round(means: Sequence[Ints], errors: Sequence[Ints], chosen: np.ndarray) -> tuple[int, int]:
    """Mean over rounds and the chosen stores, and its standard error."""
    mean = np.stack([part.ravel()[chosen] for part in means])
    error = np.stack([part.ravel()[chosen] for part in errors]).astype(np.float64)
    return round(float(mean.mean())), round(float(np.sqrt(np.square(error).sum())) / error.size)
