"""Cause and effect of presentation and trust, in worlds that differ in one thing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from orders.domain import culture, trust
from orders.domain.culture import Aspect
from simlab.core.settings import Kind
from simlab.core.states import LedgerAccount
from simlab.engine.world import World
from tests.engine.first_store import first_store, rows_of
from tests.engine.playing import play

SECTIONS = "buyers: {localisation: {}, trust: {}, lateness: {}}"
US, DE, JP = 0, 1, 3


@pytest.fixture(scope="module")
def world() -> World:
    return first_store(SECTIONS)


def sold(world: World, days: int = 21, seeds: tuple[int, ...] = (1, 2, 3), **choices: int) -> float:
    """Orders of store 0 in Japan when it chose so on the first day."""
    rows = rows_of(Kind.LOCALISE, 0, *((JP, Aspect[name.upper()], level) for name, level in choices.items()))
    every = np.concatenate([_in_world(rows, number) for number in range(len(seeds))])
    orders = play(world, days, seeds=seeds, decisions={0: every}).table("order")
    return float(((orders["store"] == 0) & (orders["market"] == JP)).sum())


def _in_world(rows: np.ndarray, number: int) -> np.ndarray:
    moved = rows.copy()
    moved["world"] = number
    return moved


def test_each_fitting_choice_sells_more_and_a_misfit_less(world: World) -> None:
    plain = sold(world)
    assert sold(world, language_quality=2) > 1.3 * plain
    assert sold(world, language_quality=1) > plain
    assert sold(world, tone=1) > plain
    assert sold(world, colour=1) > plain > sold(world, colour=3)
    assert sold(world, claims=0) > sold(world, claims=2)


def test_the_worth_of_a_language_is_the_share_who_never_buy_in_another(world: World) -> None:
    """CSA Research: in Japan six in ten leave an English page here, so a native page sells 1 / 0.4 times as much."""
    worth = world.habits.culture.worth_e3[Aspect.LANGUAGE_QUALITY, JP]
    assert worth[0] == round(1000 * np.log(1 - 0.6))
    assert worth[2] == 0
    assert worth[0] < worth[1] < 0


def test_misfits_lower_the_stars_and_fits_do_not_raise_them(world: World) -> None:
    assert (world.habits.culture.star_bins <= 0).all()
    assert world.habits.culture.star_bins[Aspect.CLAIMS, JP].tolist()[:3] == [0, -8, -17]


def test_gifts_count_on_the_gift_days_of_the_market(world: World) -> None:
    gift_e3 = world.habits.culture.gift_e3
    assert gift_e3[0].tolist() == [200] * 5  # 14 September
    assert gift_e3[75].tolist() == [1000] * 5  # 28 November: Christmas presents, and oseibo in Japan


def test_presentation_is_paid_once(world: World) -> None:
    first = rows_of(Kind.LOCALISE, 0, (DE, Aspect.LANGUAGE_QUALITY, 2))
    back = rows_of(Kind.LOCALISE, 0, (DE, Aspect.LANGUAGE_QUALITY, 0), day=3)
    again = rows_of(Kind.LOCALISE, 0, (DE, Aspect.LANGUAGE_QUALITY, 2), day=5)
    ledger = play(world, 8, decisions={0: first, 3: back, 5: again}).table("ledger")
    paid = ledger["account"] == LedgerAccount.PRESENTATION
    assert ledger["day"][paid].tolist() == [0]
    assert ledger["amount_minor"][paid].tolist() == [18_000 * world.sizes.skus]


def test_gift_paper_is_paid_per_unit_sent(world: World) -> None:
    played = play(world, 3, decisions={0: rows_of(Kind.LOCALISE, 0, (US, Aspect.GIFT_WRAP, 1))})
    ledger, parcels = played.table("ledger"), played.table("parcel")
    sent = ((parcels["store"] == 0) & (parcels["market"] == US)).sum()
    paid = ledger["amount_minor"][ledger["account"] == LedgerAccount.PRESENTATION].sum()
    assert sent > 0
    assert paid == 250 * sent


def test_climbing_costs_the_difference_and_another_colour_its_price() -> None:
    table = np.zeros((len(Aspect), culture.LEVELS), dtype=np.int64)
    table[Aspect.CONTENT_LEVEL] = [0, 100, 300, 900, 0, 0]
    table[Aspect.COLOUR] = [0, 50, 50, 50, 50, 50]
    nothing = np.zeros((len(Aspect), 1, culture.LEVELS), dtype=np.int64)
    wanted = culture.Culture(nothing, nothing, np.zeros((1, 1), dtype=np.int64), table, 0)
    levels = [np.array([[[level]]]) for level in (0, 3, 4, 0, 0, 0, 0)]
    paid = np.array([[[[0, 1, 2, 0, 0, 0, 0]]]])
    assert culture.due_minor(wanted, levels, paid).tolist() == [[[800 + 50]]]
    assert culture.paid_levels(levels, paid).tolist() == [[[[0, 3, 4, 0, 0, 0, 0]]]]


def test_doubt_fades_with_reviews_and_with_local_stock(world: World) -> None:
    terms = world.habits.trust
    count = np.array([[0, 60, 600, 600]])
    stars = np.array([[0, 5 * 60, 5 * 600, 2 * 600]])
    known = trust.known_e3(terms, stars, count)
    assert known.tolist() == [[0, 500, 909, 0]]
    foreign = np.full((1, 4), -350)
    far = trust.doubt_e3(foreign, known, np.zeros((1, 4), dtype=bool), terms.local_e3)
    near = trust.doubt_e3(foreign, known, np.ones((1, 4), dtype=bool), terms.local_e3)
    assert far.tolist() == [[-350, -175, -32, -350]]
    assert near.tolist() == [[-140, -70, -13, -140]]
    badge = trust.badge_utility_e3(terms, np.array([[430, 410, 430]]), np.array([[100, 100, 99]]))
    assert badge.tolist() == [[140, 0, 0]]


def test_stars_follow_the_days_of_lateness_as_measured(world: World) -> None:
    """Olist: mean review by days late."""
    measured = {-20: 4.323, -10: 4.287, -5: 4.167, 0: 4.063, 2: 3.283, 5: 2.034, 10: 1.535, 30: 1.550}
    reviews = world.reviews
    for late_days, mean in measured.items():
        table = reviews.stars[np.searchsorted(reviews.late_from_days, late_days, side="right")]
        assert table.mean() == pytest.approx(mean, abs=0.02)


def test_the_worked_example_of_the_page(world: World) -> None:
    """docs/algorithms/choice.md: Japan on the first day."""
    page = (Path(__file__).parents[2] / "docs/algorithms/choice.md").read_text(encoding="utf-8")
    habits = world.habits
    plain = {Aspect.CLAIMS: 1}
    fitting = {Aspect.LANGUAGE_QUALITY: 2, Aspect.COLOUR: 1, Aspect.SIZE_CHART: 1, Aspect.TONE: 1}
    known = trust.known_e3(habits.trust, np.array([[22 * 12]]), np.array([[5 * 12]]))
    doubt = int(trust.doubt_e3(habits.trust.foreign_e3[[JP]], known, np.array([[False]]), habits.trust.local_e3)[0, 0])
    before, after = (
        int(
            culture.worth_e3(habits.culture, 0, [np.full((1, 1, 5), chosen.get(aspect, 0)) for aspect in Aspect])[
                0, 0, JP
            ]
        )
        for chosen in (plain, fitting)
    )
    assert (doubt, before + doubt, after + doubt) == (-262, -1348, 58)
    assert all(told in page for told in ("-0.262", "-1.348", "+0.058", f"{np.exp((after - before) / 1000):.2f} times"))
