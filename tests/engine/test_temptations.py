from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from orders.domain.shortcuts import Shortcut, Step
from payments.domain.subsidies import Grant
from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.sections import account_health, shortcuts, subsidies
from tests.worlds import SMALL, document

DAYS = 21
SURE, NEVER = {"check_e6": 1_000_000}, {"check_e6": 0}
CHANNELS = [
    {"code": "marketplace", "kind": "marketplace", "name": {"en": "M", "zh": "平台"}, "share_e4": 5_000},
    {"code": "site", "kind": "own_site", "name": {"en": "S", "zh": "独立站"}, "share_e4": 5_000},
]


def world_with(rules: dict[str, Any] | None = None, **sections: Any) -> World:
    told = {"shortcuts": rules or shortcuts(), "account_health": account_health(), **sections}
    return compile_world(document(SMALL, **told))


def row(kind: Kind, value: int, *, target: int = 0, day: int = 0, store: int = 0) -> np.ndarray:
    return np.array([(0, day, store, kind, target, 0, value)], dtype=DECISION_DTYPE)


def _booked(played: Played, cause: LedgerCause, account: LedgerAccount, store: int = 0) -> int:
    rows = played.table("ledger")
    mine = (rows["store"] == store) & (rows["cause"] == cause) & (rows["account"] == account)
    return int(rows["amount_minor"][mine].sum())


def test_bought_reviews_count_at_once_and_cost_their_price() -> None:
    world = world_with(shortcuts(fake_reviews=NEVER))
    plain, bought = play(world, 1), play(world, 1, decisions={0: row(Kind.BUY_REVIEWS, 20, target=1)})
    more = bought.states[0].rating_count - plain.states[0].rating_count
    assert more[0, 0].tolist() == [0, 20, 0, 0]
    assert (bought.states[0].rating_sum - plain.states[0].rating_sum)[0, 0, 1] == 100
    assert _booked(bought, LedgerCause.SHORTCUT, LedgerAccount.CONDUCT) == 20 * world.shortcuts.review_price_minor
    trail = bought.table("conduct_event")
    assert (trail["shortcut"].tolist(), trail["step"].tolist()) == ([Shortcut.FAKE_REVIEWS], [Step.TAKEN])


def test_found_reviews_are_purged_with_a_fine_and_a_strike() -> None:
    world = world_with(shortcuts(fake_reviews=SURE))
    honest, caught = play(world, 8), play(world, 8, decisions={0: row(Kind.BUY_REVIEWS, 20, target=1)})
    state = caught.states[-1]
    assert state.fake_reviews.sum() == 0
    assert state.rating_count[0, 0, 1] < caught.states[5].rating_count[0, 0, 1]
    assert state.rating_sum.min() >= 0
    assert state.violations[0].tolist() == [1, 0, 0]
    assert state.strike_e4[0, 0, 0] > 5_900 > honest.states[-1].strike_e4[0, 0, 0]
    assert _booked(caught, LedgerCause.FINE, LedgerAccount.CONDUCT) == 3_000_000
    found = caught.table("conduct_event")
    detected = found["step"] == Step.DETECTED
    assert found["day"][detected].tolist() == [6]
    assert found["penalty_minor"][detected].tolist() == [3_000_000]


def test_nobody_is_punished_who_took_no_shortcut() -> None:
    sure = {"fake_reviews": SURE, "dark_pattern": SURE, "data_use": SURE}
    played = play(world_with(shortcuts(**sure)), DAYS)
    assert played.states[-1].violations.sum() == 0
    assert "conduct_event" not in played.events[-1].tables


def test_more_bought_reviews_are_found_more_often() -> None:
    found = []
    for reviews in (1, 200):
        rows = {0: row(Kind.BUY_REVIEWS, reviews)}
        played = play(world_with(), DAYS, seeds=range(30), decisions={0: _in_all(rows[0], 30)})
        found.append(int((played.states[-1].violations[:, 0] > 0).sum()))
    assert found[0] < found[1]


def _in_all(rows: np.ndarray, worlds: int) -> np.ndarray:
    everywhere = np.tile(rows, worlds)
    everywhere["world"] = np.repeat(np.arange(worlds), len(rows))
    return everywhere


@pytest.mark.parametrize(("kind", "code"), [(Kind.SET_DARK_PATTERN, "dark_pattern"), (Kind.SET_DATA_USE, "data_use")])
def test_a_level_sells_more_until_it_is_fined(kind: Kind, code: str) -> None:
    target = 1 if kind == Kind.SET_DARK_PATTERN else 0  # the own site of the first market
    decisions = {0: row(kind, 3, target=target)}
    free = world_with(shortcuts(**{code: NEVER}), channels=CHANNELS)
    honest, tempted = play(free, DAYS), play(free, DAYS, decisions=decisions)
    assert _orders(tempted) > _orders(honest)
    watched = play(world_with(shortcuts(**{code: SURE}), channels=CHANNELS), DAYS, decisions=decisions)
    fines = _booked(watched, LedgerCause.FINE, LedgerAccount.CONDUCT)
    rules = watched_rules(code)
    assert fines == 3 * 3 * rules  # three weeks at level 3
    assert watched.states[-1].cash_minor[0, 0] != tempted.states[-1].cash_minor[0, 0]


def watched_rules(code: str) -> int:
    return int(shortcuts()["by_code"][code]["fine_minor"])


def _orders(played: Played) -> int:
    rows = played.table("store_day")
    return int(rows["orders"][rows["store"] == 0].sum())


def test_tricked_buyers_take_money_back() -> None:
    free = world_with(shortcuts(dark_pattern=NEVER), channels=CHANNELS)
    tempted = play(free, DAYS, decisions={0: row(Kind.SET_DARK_PATTERN, 3, target=1)})
    assert _booked(tempted, LedgerCause.GOODWILL, LedgerAccount.GOODWILL) > 0
    assert _booked(tempted, LedgerCause.GOODWILL, LedgerAccount.GOODWILL, store=1) == 0


def granting(**values: int) -> World:
    programmes = subsidies(**{"approval_days": 7, "approval_e6": 1_000_000, "least_sales_minor": 0, **values})
    return world_with(shortcuts(fake_reviews=SURE), subsidies=programmes)


def _steps(played: Played) -> list[tuple[int, int, int]]:
    """What became of the first store's applications; rivals apply for themselves."""
    rows = played.table("grant")
    own = rows["store"] == 0
    return list(zip(*(rows[name][own].tolist() for name in ("day", "step", "amount_minor")), strict=True))


def test_a_grant_is_paid_weeks_after_the_application() -> None:
    world = granting()
    played = play(world, DAYS, decisions={2: row(Kind.APPLY_SUBSIDY, 1, target=1, day=2)})
    amount = int(world.subsidies.amount_minor[1])
    assert _steps(played) == [(2, Grant.APPLIED, 0), (9, Grant.PAID, amount)]
    assert _booked(played, LedgerCause.SUBSIDY, LedgerAccount.SUBSIDIES) == -amount
    assert _booked(played, LedgerCause.SUBSIDY, LedgerAccount.CASH) == amount


def test_too_little_sold_is_refused_and_may_be_tried_again() -> None:
    again = {2: row(Kind.APPLY_SUBSIDY, 1, day=2), 12: row(Kind.APPLY_SUBSIDY, 1, day=12)}
    played = play(granting(least_sales_minor=10**12), DAYS, decisions=again)
    assert _steps(played) == [
        (2, Grant.APPLIED, 0),
        (9, Grant.REFUSED, 0),
        (12, Grant.APPLIED, 0),
        (19, Grant.REFUSED, 0),
    ]


def test_a_store_that_is_caught_pays_back_and_may_not_apply() -> None:
    decisions = {
        0: row(Kind.APPLY_SUBSIDY, 1),
        8: row(Kind.BUY_REVIEWS, 5, day=8),
        15: row(Kind.APPLY_SUBSIDY, 1, target=1, day=15),
    }
    world = granting()
    amount = int(world.subsidies.amount_minor[0])
    steps = _steps(play(world, DAYS, decisions=decisions))
    assert steps == [(0, Grant.APPLIED, 0), (7, Grant.PAID, amount), (13, Grant.CLAWED_BACK, -amount)]


def test_an_old_grant_stays() -> None:
    decisions = {0: row(Kind.APPLY_SUBSIDY, 1), 8: row(Kind.BUY_REVIEWS, 5, day=8)}
    assert _steps(play(granting(clawback_days=3), DAYS, decisions=decisions))[-1][1] == Grant.PAID
