"""The waterfall adds up to the last fen; errors add up as variances."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.domain.totals import RoundShare, added, waterfall

money = st.integers(-(10**15), 10**15)
rounds = st.lists(st.builds(RoundShare, money, money, money, money), min_size=1, max_size=12)


@given(rounds, money, money)
def test_the_bars_are_the_result_exactly(shares: list[RoundShare], gain: int, shock: int) -> None:
    bars = waterfall(shares, gain_minor=gain, shock_minor=shock)
    total = bars.start_minor + bars.skill_minor + bars.luck_minor + bars.shock_minor + bars.remainder_minor
    assert total == bars.result_minor == shares[-1].ended_minor


def test_errors_add_up_as_variances() -> None:
    total = added([5, -2, 10], [3, 4, 12])
    assert (total.minor, total.se_minor) == (13, 13)
