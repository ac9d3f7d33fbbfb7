"""From money to levels 1 to 5: 3 is the reference policy, 5 the expert of the same world, 1 the novice."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_E2, REFERENCE_E2, MOST_E2 = 100, 300, 500
_BAND_SE = 2  # a band of two standard errors each way holds about 95 in 100
_MEASURABLE_SE = 3


@dataclass(frozen=True)
class Level:
    """In hundredths: as computed, as shown (1 to 5), and the band that the standard error allows."""

    unclipped_e2: int
    shown_e2: int
    low_e2: int
    high_e2: int


@dataclass(frozen=True)
class Anchors:
    """Composites of the bots of the same world. They hold when the expert beats the reference and the novice does not."""

    expert_minor: int
    novice_minor: int

    @property
    def hold(self) -> bool:
        return self.expert_minor > 0 > self.novice_minor


def composite_level(composite_minor: int, se_minor: int, anchors: Anchors) -> Level | None:
    """None where the anchors do not hold: a level without anchors would be invented."""
    if not anchors.hold:
        return None
    low, high = (_scaled_e2(composite_minor + side * _BAND_SE * se_minor, anchors) for side in (-1, 1))
    return _level(_scaled_e2(composite_minor, anchors), low, high)


def _scaled_e2(minor: int, anchors: Anchors) -> int:
    unit = anchors.expert_minor if minor >= 0 else anchors.novice_minor
    return REFERENCE_E2 + (1 if minor >= 0 else -1) * _rounded(2 * 100 * minor, unit)


def axis_level(regret_minor: int, se_minor: int, gap_minor: int) -> Level:
    """5 without regret, one level less for every quarter of the crippled expert's gap."""
    middle = MOST_E2 - _rounded(400 * regret_minor, gap_minor)
    half = _rounded(400 * _BAND_SE * se_minor, gap_minor)
    return _level(middle, middle - half, middle + half)


def measurable(gap_minor: int, se_minor: int) -> bool:
    """Whether the axis has more at stake than its noise."""
    return gap_minor > 0 and gap_minor >= _MEASURABLE_SE * se_minor


def _level(unclipped: int, low: int, high: int) -> Level:
    return Level(unclipped, _shown(unclipped), _shown(low), _shown(high))


def _shown(level_e2: int) -> int:
    return min(max(level_e2, LEAST_E2), MOST_E2)


def _rounded(numerator: int, denominator: int) -> int:
    """Half up, also for negative numbers."""
    return (2 * numerator + denominator) // (2 * denominator)
