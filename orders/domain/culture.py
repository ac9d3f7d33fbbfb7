"""How a shop front suits its market: language, content, colours, sizes, gifts, tone and claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from simlab.core.arrays import Ints


class Aspect(IntEnum):
    """What a store can fit to a market; also the `field` of a localisation decision."""

    LANGUAGE_QUALITY = 0
    CONTENT_LEVEL = 1
    COLOUR = 2
    SIZE_CHART = 3
    GIFT_WRAP = 4
    TONE = 5
    CLAIMS = 6


LEVELS = 6  # the most choices that an aspect has
ASPECTS = tuple(aspect.name.lower() for aspect in Aspect)
_CHOICES = {Aspect.COLOUR, Aspect.TONE, Aspect.CLAIMS}  # their numbers name alternatives; the others climb


@dataclass(frozen=True)
class Culture:
    """Per aspect, front and level [A, F, LEVELS]: worth_e3 (utility in thousandths), star_bins (shift of the stars drawn, in quantile bins).

    gift_e3 [T, F]: how much of gift wrapping's worth counts on a day. cost_minor [A, LEVELS]: what reaching a level costs once on a front.
    wrap_minor: gift wrapping of one order. Money is home money.
    """

    worth_e3: Ints
    star_bins: Ints
    gift_e3: Ints
    cost_minor: Ints
    wrap_minor: int


def worth_e3(culture: Culture, day: int, levels: Sequence[Ints]) -> Ints:
    """Utility of every front's presentation, [B, S, F]; `levels` has one array [B, S, F] per aspect."""
    total = np.zeros_like(levels[0])
    for aspect, level in enumerate(levels):
        worth = _of_front(culture.worth_e3[aspect], level)
        total = total + (worth * culture.gift_e3[day] // 1000 if aspect == Aspect.GIFT_WRAP else worth)
    return np.asarray(total)


def star_bins(culture: Culture, levels: Sequence[Ints]) -> Ints:
    """Shift of the stars that buyers of every front give, in quantile bins, [B, S, F]."""
    shifts = [_of_front(culture.star_bins[aspect], level) for aspect, level in enumerate(levels)]
    return np.asarray(sum(shifts))


def _of_front(table: Ints, level: Ints) -> Ints:
    """table [F, LEVELS] at level [B, S, F]."""
    return table[np.arange(table.shape[0]), level]


def due_minor(culture: Culture, levels: Sequence[Ints], paid: Ints) -> Ints:
    """What today's changes cost, [B, S, F]; `paid` [B, S, F, A] are the levels that were paid for.

    Climbing costs the difference; another colour, tone or claim costs its own price each time it is chosen.
    """
    total = np.zeros_like(levels[0])
    for aspect, level in enumerate(levels):
        total = total + step_minor(culture, Aspect(aspect), level, paid[..., aspect])
    return np.asarray(total)


def step_minor(culture: Culture, aspect: Aspect, level: Ints | int, before: Ints) -> Ints:
    """What moving one aspect from what was paid for to this level costs, shaped as `before`."""
    price = culture.cost_minor[aspect]
    step = price[level] - (0 if aspect in _CHOICES else price[before])
    return np.where(level == before, 0, np.maximum(step, 0))


def paid_levels(levels: Sequence[Ints], paid: Ints) -> Ints:
    """The levels that are paid for after today, [B, S, F, A]: what was written once stays written."""
    kept = [
        level if Aspect(aspect) in _CHOICES else np.maximum(level, paid[..., aspect])
        for aspect, level in enumerate(levels)
    ]
    return np.stack(kept, axis=-1)
