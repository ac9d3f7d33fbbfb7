"""Product research: what a seller can learn about a candidate before opening it. Tools estimate, so numbers carry noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.money import share
from simlab.core.rng import Luck

_WEEK_DAYS = 7
_AHEAD_DAYS = 56  # a product that is ordered now sells from some weeks on
_SLOT_BITS = 12


@dataclass(frozen=True)
class Candidates:
    """Candidates [P]: sku, competition_e4, papers (compliance marks needed), battery, liquid; per market [P, M]: search_per_month.

    margin_e4 [P, M]: what a sale at the usual price leaves after goods and referral fee. season_e4 [T, P, M]: demand of each day in
    ten-thousandths of an ordinary one. error_e6 [QUANTILES]: factor of mean one by which estimates are wrong.
    """

    sku: Ints
    search_per_month: Ints
    competition_e4: Ints
    margin_e4: Ints
    season_e4: Ints
    papers: Ints
    battery: Bools
    liquid: Bools
    error_e6: Ints


@dataclass(frozen=True)
class Report:
    """One store's report: estimates search_per_month and competition_e4 [P, M]; margin_e4, season_e4 [P, M]; burden [P]."""

    search_per_month: Ints
    competition_e4: Ints
    margin_e4: Ints
    season_e4: Ints
    burden: Ints


def report(candidates: Candidates, luck: Luck, day: int, store: int) -> Report:
    """What store `store` of the first world reads on a day. Whoever looks again in the same week reads the same."""
    count, markets = candidates.search_per_month.shape
    slot = (store << _SLOT_BITS | np.arange(count)[:, None]) << _SLOT_BITS | np.arange(markets)
    week = day // _WEEK_DAYS
    search, rivals = (
        candidates.error_e6[rng.bins(luck, "orders.research", week, slot.ravel(), lane=lane)[0]].reshape(slot.shape)
        for lane in range(2)
    )
    ahead = candidates.season_e4[day : day + _AHEAD_DAYS].sum(axis=0) // max(
        len(candidates.season_e4[day : day + _AHEAD_DAYS]), 1
    )
    return Report(
        search_per_month=share(candidates.search_per_month, search, 1_000_000),
        competition_e4=np.minimum(share(candidates.competition_e4[:, None], rivals, 1_000_000), 10_000),
        margin_e4=candidates.margin_e4,
        season_e4=ahead,
        burden=candidates.papers + 2 * candidates.battery + 2 * candidates.liquid,
    )


def margin_e4(price_minor: Ints, cost_minor: Ints, fee_e4: Ints) -> Ints:
    """Share of a price that goods and referral fee leave, in ten-thousandths, below zero at a loss; all in one currency."""
    price = np.maximum(price_minor, 1)
    return np.asarray(10_000 - fee_e4 - (cost_minor * 10_000 + price // 2) // price)
