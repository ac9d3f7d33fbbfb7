"""One number out of several drawn worlds: the mean over all stores of a kind, and how far it may be off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from scoring.domain.rounds import Estimate, RoundGrade
from simlab.core.arrays import Floats, Ints


@dataclass(frozen=True)
class Lived:
    """A graded season in one drawn world: who sat where [W x S], grades of the rounds, worth [W, S] as each opened, and at the end [W x S]."""

    seats: np.ndarray
    grades: Sequence[RoundGrade]
    opened_minor: Sequence[Ints]
    result_minor: Ints


def per_round(lived: Sequence[Lived], name: str, part: Callable[[RoundGrade], Estimate]) -> tuple[int, int]:
    """Mean over rounds and the stores of this name, and its standard error: the draws of luck, and the spread between drawn worlds."""
    means, errors = [], []
    for season in lived:
        chosen = season.seats == name
        if chosen.any():
            means.append(np.stack([part(grade).mean.ravel()[chosen] for grade in season.grades]))
            errors.append(np.stack([part(grade).se.ravel()[chosen] for grade in season.grades]).astype(np.float64))
    error = np.concatenate(errors, axis=1)
    within = float(np.sqrt(np.square(error).sum())) / error.size
    between = _spread(np.array([mean.mean() for mean in means]))
    return round(float(np.concatenate(means, axis=1).mean())), round(hypot(within, between))


def _spread(means: Floats) -> float:
    """The standard error of a mean over drawn worlds; one world alone says nothing of it."""
    return float(means.std(ddof=1) / np.sqrt(len(means))) if len(means) > 1 else 0.0


def mean_result(lived: Sequence[Lived], name: str) -> int:
    """What the stores of this name are worth at the end."""
    found = [season.result_minor[season.seats == name] for season in lived]
    return round(float(np.concatenate(found).mean()))


def gains(lived: Sequence[Lived], name: str, every: int) -> tuple[int, ...]:
    """Expected less opening worth of each round; a round that was not graded gains like the last one that was."""
    graded = [_gain(lived, name, number, every) for number in range(len(lived[0].grades))]
    return tuple(graded[number // every] for number in range(len(lived[0].opened_minor)))


def _gain(lived: Sequence[Lived], name: str, number: int, every: int) -> int:
    found = [
        (season.grades[number].expected.mean - season.opened_minor[number * every]).ravel()[season.seats == name]
        for season in lived
    ]
    return round(float(np.concatenate(found).mean()))
