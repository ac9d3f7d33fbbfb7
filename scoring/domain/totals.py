"""A run's rounds added up: where the result came from, to the last fen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Measured:
    """A sum of estimates: independent draws in every round, so variances add up."""

    minor: int
    se_minor: int


@dataclass(frozen=True)
class RoundShare:
    """One store's round: worth as it opened and as it ended, and what was expected of the decisions made."""

    opened_minor: int
    ended_minor: int
    expected_minor: int
    skill_minor: int

    @property
    def luck_minor(self) -> int:
        """What the round brought beyond what its decisions were worth on average."""
        return self.ended_minor - self.expected_minor


@dataclass(frozen=True)
class Waterfall:
    """start + skill + luck + shock + remainder = result, exactly."""

    start_minor: int
    skill_minor: int
    luck_minor: int
    shock_minor: int
    remainder_minor: int
    result_minor: int


def waterfall(rounds: Sequence[RoundShare], *, gain_minor: int = 0, shock_minor: int = 0) -> Waterfall:
    """`gain_minor` is what the reference policy earns over these rounds on average: the start is where it would have ended.

    The remainder is what the valuation of the states could not tell apart; it has its own bar and is never hidden.
    """
    start, result = rounds[0].opened_minor + gain_minor, rounds[-1].ended_minor
    skill = sum(share.skill_minor for share in rounds)
    luck = sum(share.luck_minor for share in rounds)
    return Waterfall(start, skill, luck, shock_minor, result - start - skill - luck - shock_minor, result)


def added(minor: Sequence[int], se_minor: Sequence[int]) -> Measured:
    """The sum of round estimates and its standard error."""
    variance = float(np.square(np.array(se_minor, dtype=np.float64)).sum())
    return Measured(sum(minor), round(variance**0.5))
